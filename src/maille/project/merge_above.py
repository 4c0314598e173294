"""From which probability two places are merged by themselves."""

from django.core.exceptions import ImproperlyConfigured

_LEAST = 0.9


def read_merge_above(text: str) -> float | None:
    """Read a probability between 0.9 and 1; nothing means never.

    Examples
    --------
    >>> read_merge_above(""), read_merge_above("0.995")
    (None, 0.995)
    """
    if not text.strip():
        return None
    try:
        above = float(text)
    except ValueError:
        above = 0.0
    if not _LEAST <= above <= 1:
        raise ImproperlyConfigured(
            f"MAILLE_MERGE_ABOVE is a probability between {_LEAST} and 1, such as 0.995"
        )
    return above
