"""What evidence shows, in words: what was counted, for or against what, when, with how many."""

from maille.core.disclosure.released import Masked, Withheld
from maille.core.effects import phrases
from maille.core.effects import phrases_of_evidence as words
from maille.core.effects.dates import span_in_words
from maille.core.effects.evidence import Count, Counts, General, Seen
from maille.core.effects.findings import Finding
from maille.core.effects.grammar import at, join, number, of
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import ClaimType, Theme
from maille.core.kernel.text import Text

_RULES = {
    ClaimType.C0: words.TOOK_PLACE,
    ClaimType.C1: words.TOLD_CHANGE,
    ClaimType.C2: words.TOLD_CAUSE,
}


def clause_of_evidence(finding: Finding, seen: Seen, theme: Theme, voice: Voice) -> str:
    """Say what the evidence of a finding shows, without its verb.

    Parameters
    ----------
    finding
        A finding on a theme or a question as a whole, of a claim that evidence can carry.
    seen
        Its figures.
    theme
        Its theme.
    voice
        The language and the way of writing.
    """
    slots = {
        **whole_slots(theme, voice),
        "things": things_in_words(seen, voice),
        "span": span_in_words(seen.first, seen.last, voice.language),
        "people": people_in_words(seen, voice),
    }
    rule = _RULES[finding.claim][finding.direction]
    return fill(rule, voice, slots, count=how_many(seen.pieces))


def clause_of_cause(seen: Seen, body: str, voice: Voice) -> str:
    """Say that people see the place's part in what ``body`` says."""
    slots = {
        "things": things_in_words(seen, voice),
        "span": span_in_words(seen.first, seen.last, voice.language),
        "body": body,
    }
    return fill(words.TOLD_CAUSE_OF, voice, slots, count=how_many(seen.pieces))


def whole_slots(theme: Theme, voice: Voice) -> dict[str, str]:
    """Give the name of a theme with its article, and with "à" or "de" before it."""
    whole = fill(theme.whole, voice)
    return {"whole": whole, "to_theme": at(whole), "of_theme": of(whole)}


def things_in_words(seen: Seen, voice: Voice) -> str:
    """Count what was seen, kind by kind, the most frequent first."""
    if not seen.things:
        return pieces_in_words(seen.pieces, voice)
    return counts_in_words(seen.things, voice)


def counts_in_words(counts: Counts, voice: Voice) -> str:
    """Write how many of each thing, the most frequent first.

    Examples
    --------
    >>> counts_in_words((("incident", 1), ("occasion", 48)), Voice("fr"))
    '48 rendez-vous et un incident'
    """
    shown = sorted(counts, key=lambda one: (-how_many(one[1]), one[0]))
    return join(
        [_counted(words.THINGS[name], how_many(n), voice) for name, n in shown], voice.language
    )


def pieces_in_words(pieces: Count, voice: Voice) -> str:
    """Write how many observations.

    Examples
    --------
    >>> pieces_in_words(1, Voice("fr")), pieces_in_words(Withheld(), Voice("en"))
    ('une observation', 'fewer than 11 observations')
    >>> pieces_in_words(Masked(), Voice("fr"))
    "un nombre masqué d'observations"
    """
    rule = words.PIECES
    if isinstance(pieces, Withheld):
        rule = words.MASKED_PIECES if isinstance(pieces, Masked) else words.FEWER_PIECES
    return _counted(rule, how_many(pieces), voice)


def _counted(rule: Text, n: int, voice: Voice) -> str:
    return fill(rule, voice, {"n": number(n, voice.language)}, count=n)


def how_many(count: Count) -> int:
    """Give the number that chooses between singular and plural.

    Examples
    --------
    >>> how_many(3), how_many(Withheld())
    (3, 11)
    """
    return count.fewer_than if isinstance(count, Withheld) else count


def people_in_words(figures: Seen | General, voice: Voice) -> str:
    """Write how many persons were entered; empty when nobody did or said, or when it is masked."""
    people, high = figures.people, figures.people_high
    if not people or isinstance(people, Masked):
        return ""
    n = number(how_many(people), voice.language)
    if isinstance(people, Withheld):
        n = fill(phrases.FEWER, voice, {"n": n})
    elif high is not None:
        n = fill(words.BETWEEN, voice, {"low": n, "high": number(high, voice.language)})
    elif not figures.counted:
        n = fill(phrases.APPROXIMATE, voice, {"n": n})
    return fill(words.ATTENDANCES, voice, {"people": n}, count=high or how_many(people))


def support_in_words(seen: Seen, voice: Voice) -> str:
    """Say on how many pieces, from how many sources, a finding rests."""
    slots = {
        "pieces": pieces_in_words(seen.pieces, voice),
        "n": number(seen.units, voice.language),
        "span": span_in_words(seen.first, seen.last, voice.language),
    }
    return fill(words.SUPPORTED_BY, voice, slots, count=seen.units)


def against_in_words(seen: Seen, voice: Voice) -> str:
    """Say how many pieces say the opposite; empty when none does."""
    if not seen.against:
        return ""
    rule = words.AGAINST
    if isinstance(seen.against, Withheld):
        masked = isinstance(seen.against, Masked)
        rule = words.MASKED_AGAINST if masked else words.SOME_AGAINST
    n = how_many(seen.against)
    return fill(rule, voice, {"n": number(n, voice.language)}, count=n)
