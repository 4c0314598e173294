"""Why an observation does not count, or what is not known here, in both languages."""

from dataclasses import dataclass
from typing import Any, Final

from maille.core.kernel.text import Text

NAME_LENGTH: Final = 60

WORDS: Final[dict[str, Text]] = {
    "not_an_object": Text(
        fr="ce n'est pas une observation : un objet JSON est attendu",
        en="this is no observation: a JSON object is expected",
    ),
    "no_identifier": Text(
        fr="il manque l'identifiant (UUID) : rien n'a été gardé",
        en="the identifier (UUID) is missing: nothing was kept",
    ),
    "missing": Text(fr="il manque cette indication", en="this is missing"),
    "unknown_word": Text(
        fr="ce mot ne fait pas partie de la liste", en="this word is not in the list"
    ),
    "not_a_number": Text(fr="un nombre entier est attendu", en="a whole number is expected"),
    "negative": Text(fr="ce nombre est négatif", en="this number is negative"),
    "too_many": Text(fr="ce nombre est trop grand", en="this number is too large"),
    "below_people": Text(
        fr="le haut de la fourchette est plus petit que le bas",
        en="the upper end of the range is below the lower one",
    ),
    "without_people": Text(
        fr="il manque le bas de la fourchette", en="the lower end of the range is missing"
    ),
    "not_text": Text(fr="un texte est attendu", en="a text is expected"),
    "too_long": Text(fr="ce texte est trop long", en="this text is too long"),
    "characters": Text(
        fr="ce texte contient des caractères illisibles",
        en="this text holds characters that cannot be read",
    ),
    "not_a_list": Text(fr="une liste est attendue", en="a list is expected"),
    "too_many_words": Text(fr="cette liste est trop longue", en="this list is too long"),
    "not_yes_or_no": Text(fr="oui ou non est attendu", en="yes or no is expected"),
    "not_a_day": Text(
        fr="ce n'est pas une date : écrire 2025-03-04", en="this is no date: write 2025-03-04"
    ),
    "too_old": Text(fr="cette date est trop ancienne", en="this date is too old"),
    "to_come": Text(fr="ce jour n'est pas encore venu", en="this day is yet to come"),
    "not_a_time": Text(
        fr="ce n'est pas une heure : écrire 18:30", en="this is no time: write 18:30"
    ),
    "not_an_identifier": Text(
        fr="ce n'est pas un identifiant (UUID)", en="this is no identifier (UUID)"
    ),
    "unknown_key": Text(
        fr="cette indication n'est pas connue : gardée, sans effet",
        en="this field is not known: kept, without effect",
    ),
    "unknown_theme": Text(
        fr="un thème ne fait pas partie de la grille : gardé, sans effet",
        en="a theme is not in the grid: kept, without effect",
    ),
    "unknown_audience": Text(
        fr="un public ne fait pas partie de la liste : gardé, sans effet",
        en="an audience is not in the list: kept, without effect",
    ),
    "not_a_moment": Text(
        fr="l'heure de l'appareil est illisible", en="the device's time cannot be read"
    ),
    "not_json": Text(fr="cette ligne n'est pas du JSON", en="this line is no JSON"),
    "sum_of_others": Text(
        fr="cette ligne additionne les autres : laissée de côté",
        en="this line sums up the others: left aside",
    ),
    "cancelled_event": Text(
        fr="cet événement est annulé : laissé de côté", en="this event is cancelled: left aside"
    ),
    "event_to_come": Text(
        fr="cet événement n'a pas encore eu lieu : laissé de côté",
        en="this event is yet to come: left aside",
    ),
    "no_start": Text(
        fr="le début de cet événement est illisible", en="the start of this event cannot be read"
    ),
    "broken_event": Text(
        fr="cet événement est abîmé et n'a pas pu être lu", en="this event is broken"
    ),
    "broken_rule": Text(
        fr="la répétition est illisible : seule la première fois a été prise",
        en="the repetition cannot be read: only the first time was taken",
    ),
    "too_many_times": Text(
        fr="cette répétition n'en finit pas : la suite a été laissée de côté",
        en="this repetition never ends: the rest was left aside",
    ),
    "cancelled": Text(fr="annulée par l'équipe", en="cancelled by the team"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is wrong, or with ``doubt`` one that is not known; it quotes no value."""

    field: str
    code: str
    doubt: bool = False
    said: str = ""

    @property
    def words(self) -> Text:
        """The reason as a sentence."""
        return WORDS[self.code]

    def as_json(self) -> dict[str, Any]:
        """Give the reason as receipts and rows hold it."""
        return {
            "field": self.field,
            "code": self.code,
            "doubt": self.doubt,
            "fr": self.words.fr,
            "en": self.words.en,
            **({"said": self.said} if self.said else {}),
        }


def printable(name: object) -> str:
    """Give a name that came from outside, short and without what cannot be shown."""
    return "".join(one if one.isprintable() else "�" for one in str(name)[:NAME_LENGTH])
