"""What people read for the words of observation, on forms and in lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from maille.core.effects.observing import AuthorRole, ObservationKind, SourceKind
from maille.core.effects.values import Direction, TellerKind
from maille.grids import load_grid
from maille.observations.enums import Hold, Origin, VersionState
from maille.places.enums import Audience

Choices = Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True, slots=True)
class KindLabel:
    """A kind of observation: its name, and what it covers in a few words."""

    value: str
    name: Promise
    hint: Promise


def _kind(kind: ObservationKind, name: Promise, hint: Promise) -> KindLabel:
    return KindLabel(kind.value, name, hint)


# Four that are noted every day, then those that are noted now and then.
KINDS: Final = (
    _kind(
        ObservationKind.PRESENCE,
        pgettext_lazy("observation", "People here"),
        _("who is in, who drops by"),
    ),
    _kind(
        ObservationKind.OCCASION,
        pgettext_lazy("observation", "An occasion"),
        _("meal, workshop, concert"),
    ),
    _kind(
        ObservationKind.EXCHANGE,
        pgettext_lazy("observation", "An exchange"),
        _("a hand, a loan"),
    ),
    _kind(
        ObservationKind.INCIDENT,
        pgettext_lazy("observation", "An incident"),
        _("what went wrong or got worse"),
    ),
    _kind(
        ObservationKind.INITIATIVE,
        pgettext_lazy("observation", "An initiative"),
        _("a project that nobody had planned"),
    ),
    _kind(
        ObservationKind.LEARNING,
        pgettext_lazy("observation", "Something learned"),
        _("a course, a know-how passed on"),
    ),
    _kind(
        ObservationKind.WORK,
        pgettext_lazy("observation", "Work"),
        _("a job, an assignment, a placement"),
    ),
    _kind(
        ObservationKind.PARTNERSHIP,
        pgettext_lazy("observation", "A partnership"),
        _("something done with others"),
    ),
    _kind(
        ObservationKind.TESTIMONY,
        pgettext_lazy("observation", "Words heard"),
        _("what somebody said of the place"),
    ),
    _kind(
        ObservationKind.UPKEEP,
        pgettext_lazy("observation", "Upkeep"),
        _("mended, planted, cleaned"),
    ),
    _kind(
        ObservationKind.DOCUMENT,
        pgettext_lazy("observation", "A document"),
        _("an article, an agreement, minutes"),
    ),
)
EVERYDAY: Final = 4
KIND_CHOICES: Final[Choices] = [(kind.value, kind.name) for kind in KINDS]

DIRECTIONS: Final[Choices] = [
    (Direction.FAVOURABLE.value, pgettext_lazy("direction", "Favourable")),
    (Direction.UNFAVOURABLE.value, pgettext_lazy("direction", "Unfavourable")),
    (Direction.MIXED.value, pgettext_lazy("direction", "Mixed")),
    (Direction.NEUTRAL.value, pgettext_lazy("direction", "No direction")),
]
AUTHOR_ROLES: Final[Choices] = [
    (AuthorRole.STEWARD.value, pgettext_lazy("who notes", "The team")),
    (AuthorRole.VOLUNTEER.value, pgettext_lazy("who notes", "A volunteer")),
    (AuthorRole.PARTNER.value, pgettext_lazy("who notes", "A partner")),
    (AuthorRole.VISITOR.value, pgettext_lazy("who notes", "A visitor")),
    (AuthorRole.COMPANION.value, pgettext_lazy("who notes", "Someone who accompanies a person")),
]
SOURCES: Final[Choices] = [
    (SourceKind.TRACE.value, pgettext_lazy("how it is known", "Seen by the one who notes")),
    (SourceKind.REGISTER.value, pgettext_lazy("how it is known", "Counted, in a register")),
    (SourceKind.SURVEY.value, pgettext_lazy("how it is known", "Answers to a survey")),
    (SourceKind.TESTIMONY.value, pgettext_lazy("how it is known", "Somebody's own words")),
    (SourceKind.THIRD_PARTY.value, pgettext_lazy("how it is known", "Confirmed from outside")),
    (SourceKind.DOCUMENT.value, pgettext_lazy("how it is known", "A document")),
    (SourceKind.DECLARATION.value, pgettext_lazy("how it is known", "Only said")),
]
TELLERS: Final[Choices] = [
    (TellerKind.REGULAR.value, pgettext_lazy("who said it", "A regular")),
    (TellerKind.VISITOR.value, pgettext_lazy("who said it", "A visitor")),
    (TellerKind.NEIGHBOUR.value, pgettext_lazy("who said it", "A neighbour")),
    (TellerKind.VOLUNTEER.value, pgettext_lazy("who said it", "A volunteer")),
    (TellerKind.OCCUPANT.value, pgettext_lazy("who said it", "Someone who works on site")),
    (TellerKind.TEAM.value, pgettext_lazy("who said it", "Someone of the team")),
    (TellerKind.PARTNER.value, pgettext_lazy("who said it", "A partner")),
    (TellerKind.UNSTATED.value, pgettext_lazy("who said it", "Not said")),
]
AUDIENCES: Final[Choices] = list(Audience.choices)


ORIGINS: Final[Mapping[str, Promise]] = {
    Origin.CAPTURE.value: pgettext_lazy("how it came", "from a phone"),
    Origin.API.value: pgettext_lazy("how it came", "from a device"),
    Origin.COMMAND.value: pgettext_lazy("how it came", "from the command line"),
    Origin.IMPORT.value: pgettext_lazy("how it came", "from a file"),
    Origin.FEED.value: pgettext_lazy("how it came", "from a calendar"),
    Origin.PROGRAMME.value: pgettext_lazy("how it came", "from the programme"),
    Origin.COUNTING.value: pgettext_lazy("how it came", "from a counting day"),
    Origin.CORRECTION.value: pgettext_lazy("how it came", "correction"),
}
STATES: Final[Mapping[str, Promise]] = {
    VersionState.COUNTED.value: pgettext_lazy("version", "this one counts"),
    VersionState.DISPUTED.value: pgettext_lazy("version", "waits for a decision"),
    VersionState.QUARANTINED.value: pgettext_lazy("version", "set aside"),
    VersionState.REPLACED.value: pgettext_lazy("version", "replaced"),
    VersionState.CANCELLED.value: pgettext_lazy("version", "cancelled"),
}
HOLDS: Final[Mapping[str, Promise]] = {
    Hold.HELD.value: pgettext_lazy("words", "words held"),
    Hold.RELEASED.value: pgettext_lazy("words", "words may be printed"),
    Hold.REJECTED.value: pgettext_lazy("words", "words kept back"),
    "words withdrawn": pgettext_lazy("words", "words withdrawn"),
}
FIELDS: Final[Mapping[str, Promise]] = {
    "id": pgettext_lazy("field", "Identifier"),
    "kind": pgettext_lazy("field", "Kind"),
    "on": pgettext_lazy("field", "Day"),
    "at": pgettext_lazy("field", "Time"),
    "people": pgettext_lazy("field", "Number of people"),
    "people_high": pgettext_lazy("field", "Upper end of the range"),
    "minutes": pgettext_lazy("field", "Length"),
    "note": pgettext_lazy("field", "Note"),
    "outcome": pgettext_lazy("field", "Outcome"),
    "audiences": pgettext_lazy("field", "Audiences"),
    "themes": pgettext_lazy("field", "Themes"),
    "direction": pgettext_lazy("field", "Direction"),
    "source": pgettext_lazy("field", "How it is known"),
    "author_role": pgettext_lazy("field", "Who noted it"),
    "noted_at": pgettext_lazy("field", "Time of the device"),
}


def theme_choices() -> list[tuple[str, str]]:
    """Give the themes of the grid in the language of the page."""
    language = get_language() or "fr"
    return [(theme.id, theme.label.in_language(language)) for theme in load_grid().themes]


def label_of(choices: Choices, value: str) -> str:
    """Give the words for a value; a value that is not known speaks for itself."""
    return next((str(label) for known, label in choices if known == value), value)
