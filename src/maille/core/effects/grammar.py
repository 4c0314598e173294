"""Small French and English: elision, lists, numbers in figures and in words, quotes, stops."""

from collections.abc import Sequence
from decimal import Decimal

_VOWELS = frozenset("aàâäæeéèêëiîïoôöœuùûü")
_AND = {"fr": "et", "en": "and"}
_INNER = (" et ", " ou ", " and ", " or ")
_NUMBERS = {
    "fr": (
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
        "onze", "douze", "treize", "quatorze", "quinze", "seize",
    ),
    "en": (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    ),
}  # fmt: skip
_STOPS = ".!?…"
# Stands for the "^" of a grid's item; no typed word can hold it (see ``tidy.plain_words``).
HEAD = "\x1f"


def elide(word: str, following: str) -> str:
    """Put a French word before another one: ``que`` becomes ``qu'`` before a vowel.

    Examples
    --------
    >>> elide("que", "aucun lieu"), elide("de", "lien social"), elide("de", "inclusion")
    ("qu'aucun lieu", 'de lien social', "d'inclusion")
    """
    if following[:1].lower() in _VOWELS:
        return f"{word[:-1]}'{following}"
    return f"{word} {following}"


def of_place(name: str) -> str:
    """Put ``de`` before a place's name, as French does with its article.

    Examples
    --------
    >>> of_place("Le Wip"), of_place("Les Halles"), of_place("La Filature"), of_place("Emmaüs")
    ('du Wip', 'des Halles', 'de La Filature', "d'Emmaüs")
    """
    for article, contracted in (("Le ", "du"), ("Les ", "des")):
        if name.startswith(article):
            return f"{contracted} {name.removeprefix(article)}"
    return elide("de", name)


def at(whole: str) -> str:
    """Put ``à`` before a French noun and its article.

    Examples
    --------
    >>> at("le lien social"), at("les services publics"), at("l'inclusion")
    ('au lien social', 'aux services publics', "à l'inclusion")
    """
    return _contracted(whole, ("le ", "au "), ("les ", "aux "), "à ")


def of(whole: str) -> str:
    """Put ``de`` before a French noun and its article.

    Examples
    --------
    >>> of("le lien social"), of("les services publics"), of("la solidarité")
    ('du lien social', 'des services publics', 'de la solidarité')
    """
    return _contracted(whole, ("le ", "du "), ("les ", "des "), "de ")


def _contracted(
    whole: str, singular: tuple[str, str], plural: tuple[str, str], otherwise: str
) -> str:
    for article, contraction in (singular, plural):
        if whole.startswith(article):
            return contraction + whole.removeprefix(article)
    return otherwise + whole


def join(items: Sequence[str], language: str, *, last: str = "") -> str:
    """Write a list, with "et" or "and" before its last item.

    Parameters
    ----------
    items
        At least one; a head, closed by ``HEAD``, is dropped when the item before had the same.
    language
        ``"fr"`` or ``"en"``.
    last
        The word before the last item when it is not "et" or "and".

    Examples
    --------
    >>> join(["des services", "des biens", "des espaces"], "fr")
    'des services, des biens et des espaces'
    >>> join([f"dans{HEAD}la rue", f"lors{HEAD}d'ateliers", f"lors{HEAD}de repas"], "fr")
    "dans la rue, lors d'ateliers et de repas"
    """
    parts = _without_repeated_heads(items)
    word = last or _AND[language]
    *first, final = parts
    if not first:
        return final
    comma = "," if any(inner in part for part in parts[-2:] for inner in _INNER) else ""
    return f"{', '.join(first)}{comma} {word} {final}"


def _without_repeated_heads(items: Sequence[str]) -> list[str]:
    parts = []
    before = ""
    for item in items:
        head, _mark, tail = item.rpartition(HEAD)
        parts.append(tail if head in ("", before) else f"{head} {tail}")
        before = head
    return parts


def number(value: float, language: str) -> str:
    """Write a number in figures, thousands apart.

    Examples
    --------
    >>> number(11800, "fr"), number(2.5, "fr"), number(11800.0, "en")
    ('11 800', '2,5', '11,800')
    """
    exact = Decimal(str(value))
    figures = f"{exact.to_integral_value() if exact == exact.to_integral_value() else exact:,f}"
    if language == "en":
        return figures
    return figures.replace(",", " ").replace(".", ",")


def in_words(count: int, language: str, *, feminine: bool = False) -> str:
    """Write a small number in letters, a larger one in figures.

    Examples
    --------
    >>> in_words(10, "fr"), in_words(1, "fr", feminine=True), in_words(38, "en")
    ('dix', 'une', '38')
    """
    names = _NUMBERS[language]
    if count >= len(names):
        return number(count, language)
    return "une" if feminine and language == "fr" and count == 1 else names[count]


def quote(words: str, language: str) -> str:
    """Quote somebody's words, the final stop left to the sentence around them.

    Examples
    --------
    >>> quote("Un jardin.", "fr"), quote("Un « vrai » jardin !", "fr"), quote("A garden.", "en")
    ('« Un jardin »', '« Un “vrai” jardin ! »', '“A garden”')
    """
    bare = words.strip()
    if bare.endswith(".") and not bare.endswith(".."):
        bare = bare[:-1].rstrip() or bare
    if language == "en":
        for sign in "“”":
            bare = bare.replace(sign, "'")
        return f"“{bare}”"
    for sign in ("« ", "«"):
        bare = bare.replace(sign, "“")
    for sign in (" »", "»"):
        bare = bare.replace(sign, "”")
    return f"« {bare} »"


def capital(text: str) -> str:
    """Give the text with a capital first letter.

    Examples
    --------
    >>> capital("égalité femmes-hommes")
    'Égalité femmes-hommes'
    """
    return text[:1].upper() + text[1:]


def stop(text: str) -> str:
    """End a sentence with one stop, its own if it has one.

    Examples
    --------
    >>> stop("Un jardin"), stop("Un jardin.")
    ('Un jardin.', 'Un jardin.')
    """
    return text if text.endswith(tuple(_STOPS)) else f"{text}."
