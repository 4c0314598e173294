"""What only files make us say of a row, in both languages."""

from dataclasses import dataclass
from typing import Final

from maille.core.kernel.text import Text
from maille.observations.reasons import Reason

_WORDS: Final = {
    "another_state": Text(
        fr="un autre état du même événement est dans ce fichier : celui-ci est laissé de côté",
        en="another state of this event is in the file: this one is left aside",
    ),
    "no_time_left": Text(
        fr="toutes les fois de cet événement sont retirées : laissé de côté",
        en="every time of this event is taken out: left aside",
    ),
    "cut_file": Text(
        fr="ce fichier semble coupé : il manque sa fin (END:VCALENDAR)",
        en="this file seems cut: its end (END:VCALENDAR) is missing",
    ),
    "still_counts": Text(
        fr=(
            "ce fichier ne dit plus que cela a eu lieu, mais c'est noté ici et compte encore : "
            "à corriger ou à annuler, observation {about}"
        ),
        en=(
            "this file no longer says that this took place, but it is noted here and still "
            "counts: correct or cancel it, observation {about}"
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Remark(Reason):
    """A reason of an import; ``about`` is the identifier that it names, if any."""

    about: str = ""

    @property
    def words(self) -> Text:
        """The reason as a sentence."""
        told = _WORDS[self.code]
        return Text(fr=told.fr.format(about=self.about), en=told.en.format(about=self.about))
