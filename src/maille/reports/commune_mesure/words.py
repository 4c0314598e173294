"""Words made safe to keep, and made comparable."""

import re
import unicodedata

_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufffe\uffff]"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?;\n]+")
_NOT_A_WORD = re.compile(r"[\W_]+")
_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b7": "."})

LONG_CHARACTERS = 24
LONG_WORDS = 4
LONG_SENTENCE = 8


def clean(text: str) -> str:
    r"""Remove what no database keeps and no eye sees, and the white space around.

    Examples
    --------
    >>> clean(" Le Fournil\x00 \r\n")
    'Le Fournil'
    """
    if text.isprintable():
        return text.strip()
    visible = _INVISIBLE.sub("", _SURROGATES.sub("\ufffd", text))
    return visible.replace("\r\n", "\n").replace("\r", "\n").strip()


def holds_invisible(text: str) -> bool:
    """Tell whether cleaning takes more than white space away."""
    return bool(_INVISIBLE.search(text) or _SURROGATES.search(text))


def fold(text: str) -> str:
    """Lower the case, drop the accents, straighten apostrophes, gather white space.

    Examples
    --------
    >>> fold("  L’Évènement  d’été ")
    "l'evenement d'ete"
    """
    bare = clean(text).translate(_STRAIGHT)
    if not bare.isascii():
        plain = unicodedata.normalize("NFKD", bare)
        bare = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return _SPACE.sub(" ", bare.casefold()).strip()


def fold_key(key: str) -> str:
    """Make a key comparable: its case, accents, spaces, hyphens and underscores do not count.

    Examples
    --------
    >>> fold_key("Emplois_directs") == fold_key(" emplois directs")
    True
    """
    return _NOT_A_WORD.sub(" ", fold(key)).strip()


def fold_label(label: str) -> str:
    """Make a label of the questionnaire comparable: no case, brackets, leading "oui,".

    Examples
    --------
    >>> fold_label("Oui, par des bénévoles (du quartier).")
    'par des benevoles'
    """
    bare = fold(label)
    while (shorter := _BRACKETS.sub(" ", bare)) != bare:
        bare = shorter
    bare = _SPACE.sub(" ", bare).strip().removeprefix("oui,").strip(" .")
    return bare.replace(" ,", ",")


def fold_words(text: str) -> str:
    """Keep the words alone, to tell whether two texts say the same.

    Examples
    --------
    >>> fold_words("Du matériel ; des compétences,") == fold_words("du matériel, des compétences.")
    True
    """
    return _NOT_A_WORD.sub(" ", fold(text)).strip()


def fold_sentences(text: str) -> frozenset[str]:
    """Give what would be a copy if it stood elsewhere: a long text, and its long sentences.

    Examples
    --------
    >>> sorted(fold_sentences("Oui. Le four est prêté à qui veut, le dimanche."))
    ['le four est prete a qui veut le dimanche', 'oui le four est prete a qui veut le dimanche']
    """
    whole = fold_words(text)
    sentences = (fold_words(sentence) for sentence in _SENTENCE_END.split(text))
    long = {words for words in sentences if words.count(" ") + 1 >= LONG_SENTENCE}
    return frozenset(long | {whole} if is_long(whole) else long)


def is_long(folded_words: str) -> bool:
    """Tell whether words are too many to be the same twice by chance."""
    return (
        len(folded_words) >= LONG_CHARACTERS
        and len(folded_words.split(" ", LONG_WORDS - 1)) >= LONG_WORDS
    )
