"""Comparing names as people do: without accents, capitals, hyphens, articles."""

import re
import unicodedata
from functools import lru_cache
from unicodedata import combining

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
# No mark that combines with a letter comes before it.
_FIRST_MARK = "\u0300"
_WORD = re.compile(r"[a-z0-9]+")
_UPON = re.compile(r"\bs/")
_SAME_WORD = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = frozenset({"l", "le", "la", "les", "the"})


# A list names the same towns again and again, and each name is asked about more than once.
@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """Give the form under which two spellings of a name are the same.

    Parameters
    ----------
    name
        A name as somebody wrote it, in any script; only Latin letters and digits are kept.

    Returns
    -------
    str
        Lower-case words separated by one space, without the article that opens the name;
        ``st`` and ``ste`` are read as ``saint`` and ``sainte``, ``s/`` as ``sur``.

    Examples
    --------
    >>> fold_name("Le Mesnil-Sᵗ-Père"), fold_name("St Étienne-du-Rouvray")
    ('mesnil saint pere', 'saint etienne du rouvray')
    >>> fold_name("La Roche s/Yon")
    'roche sur yon'
    """
    bare = name.lower()
    if not bare.isascii():
        plain = unicodedata.normalize("NFKD", bare.translate(_LIGATURES))
        bare = "".join([one for one in plain if one < _FIRST_MARK or not combining(one)])
    if "s/" in bare:
        bare = _UPON.sub(" sur ", bare)
    words = [_SAME_WORD.get(word, word) for word in _WORD.findall(bare)]
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)
