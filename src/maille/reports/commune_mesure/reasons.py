"""Every sentence that says why a file is refused or a field doubted, in English.

They are translated when somebody reads them; the JSON report keeps them in English.
"""

from typing import Final


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogue of translations, and leave it in English."""
    return message


# Why a whole file is refused.
TOO_BIG: Final = gettext_noop("The file is larger than %(limit)s MB.")
EMPTY: Final = gettext_noop("The file is empty.")
TOO_MANY: Final = gettext_noop("The file holds more than %(limit)s values.")
TOO_DEEP: Final = gettext_noop("The file is nested more than %(limit)s levels deep.")
NOT_JSON: Final = gettext_noop("The file is not JSON: error at line %(line)s, column %(column)s.")
NOT_AN_OBJECT: Final = gettext_noop("The file holds JSON, but not one record (an object).")
NOT_A_RECORD: Final = gettext_noop("The file holds no record of Commune Mesure.")
NO_NAME: Final = gettext_noop("The record names no place.")
UNREADABLE: Final = gettext_noop("The file cannot be opened.")
FAILED: Final = gettext_noop("The file could not be written down: nothing of it was kept.")

# Missing.
ABSENT: Final = gettext_noop("Nothing stands here in the file.")
BLANK: Final = gettext_noop("Left blank.")
ZERO: Final = gettext_noop("0 means unknown in this format, not none.")
NO_BOX: Final = gettext_noop("No box is ticked: unknown, not none.")
NOT_A_NUMBER: Final = gettext_noop("“%(said)s” is not a number: kept in these words only.")

# Not what the format says.
LIST_FOR_OBJECT: Final = gettext_noop("A list stands here, where the format says an object.")
NOT_OBJECT_HERE: Final = gettext_noop("The format says an object here.")
NOT_TEXT_HERE: Final = gettext_noop("The format says a text here.")
NOT_NUMBER_HERE: Final = gettext_noop("The format says a number here.")
NOT_BOX_HERE: Final = gettext_noop("The format says 0 or 1 here.")
CODE_AS_NUMBER: Final = gettext_noop("A code written as a number: a leading zero would be lost.")
ZERO_LOST: Final = gettext_noop("A code written as a number: its leading zero was lost.")
NOT_A_CODE: Final = gettext_noop("“%(said)s” is not an IRIS code of nine characters.")
NOT_A_POSTCODE: Final = gettext_noop("“%(said)s” is not a postcode.")
NOT_A_DATE: Final = gettext_noop("“%(said)s” is not a date.")
NOT_A_LINK: Final = gettext_noop("“%(said)s” is not the address of a page.")
NOT_SECURE: Final = gettext_noop("Not a secure address (https): look whether there is one.")
NEGATIVE: Final = gettext_noop("A number below zero.")
CUT: Final = gettext_noop("Longer than %(limit)s characters: cut; the raw file keeps the whole.")
INVISIBLE: Final = gettext_noop("Invisible characters were taken out.")
GARBLED: Final = gettext_noop("Accents seem garbled.")
MARKUP: Final = gettext_noop("Holds HTML: shown as text, never as a page.")
GUESSED_ENCODING: Final = gettext_noop("The file is not UTF-8: read as Windows-1252.")
KEY_TWICE: Final = gettext_noop("This key stands twice in the file: the last value counts.")
SEVERAL: Final = gettext_noop("Several answers where one was asked: none is taken.")
EXCLUSIVE: Final = gettext_noop("“No” is ticked together with other answers: none is taken.")
NO_EFFECT_BUT: Final = gettext_noop("“No effect” is ticked, and effects are too.")

CANNOT_KEEP: Final = gettext_noop("Cannot be kept as it stands: to be entered by hand.")

# Contradictions.
OPENED_BEFORE_FOUNDED: Final = gettext_noop(
    "Opened on %(opened)s, before it was created on %(founded)s."
)
INSEE_AS_POSTCODE: Final = gettext_noop(
    "“%(said)s” is the INSEE code of the commune, not its postcode."
)
POSTCODE_ELSEWHERE: Final = gettext_noop(
    "The postcode %(postcode)s and the IRIS code %(iris)s are of two departments."
)
POSTCODE_OF_OTHER: Final = gettext_noop("%(postcode)s is not a postcode of %(commune)s.")
CITY_OF_OTHER: Final = gettext_noop("The IRIS code is of %(commune)s, the address of %(city)s.")
MORE_THAN_OCCUPANTS: Final = gettext_noop(
    "%(sum)s organisations are counted for %(occupants)s occupants."
)
TAG_WITHOUT_BOX: Final = gettext_noop("The tag “%(tag)s” says what the box “%(box)s” does not.")
TAG_ELSEWHERE: Final = gettext_noop("The tag “%(tag)s” is of another territory than the address.")
TERRITORY_ELSEWHERE: Final = gettext_noop("“%(said)s” is not where the place is (%(place)s).")
NO_PROPERTIES: Final = gettext_noop("An outline without name nor code: of nobody knows what.")
LINK_OF_OTHER_KIND: Final = gettext_noop("The link is said to be of %(kind)s, but leads elsewhere.")

# Units.
TOO_SMALL: Final = gettext_noop("%(said)s is very little: perhaps another unit.")
TOO_LARGE: Final = gettext_noop("%(said)s is very much: perhaps another unit.")
MILLIONS: Final = gettext_noop("%(said)s euros: perhaps thousands or millions.")
HOURS: Final = gettext_noop("%(said)s persons is very much: perhaps hours.")
PER_EVENT: Final = gettext_noop(
    "%(persons)s persons for %(events)s events: perhaps persons for each event."
)
UNKNOWN_UNIT: Final = gettext_noop("“%(said)s”: the unit is not known.")

# Placeholders.
PILOT_CONSTANT: Final = gettext_noop("A constant of the pilot files: the same for every place.")
SAME_EVERYWHERE: Final = gettext_noop("The same in %(count)s of %(total)s files of this import.")
FILLER: Final = gettext_noop("Words that fill a form, and say nothing.")
EMPTY_DATE: Final = gettext_noop("A date that computers write when there is none.")
GENERIC_LINK: Final = gettext_noop("The address of a service, not of a page of the place.")

# Duplicates.
SAME_THEME_TEXT: Final = gettext_noop("The same words stand at %(paths)s.")
SAME_AMOUNT: Final = gettext_noop("The same amount stands at %(paths)s.")
SAME_TEXT: Final = gettext_noop("The same words stand in the record of %(places)s.")
SAME_LINK: Final = gettext_noop("The same link stands in the record of %(places)s.")
SAME_LABELS: Final = gettext_noop("The same labels stand in the record of %(places)s.")
SAME_BLOCK: Final = gettext_noop(
    "The same figures, byte for byte, stand in the record of %(places)s."
)
SAME_NAME: Final = gettext_noop("Another file of this import has a place of this name: %(files)s.")

SAME_PLACE: Final = gettext_noop(
    "A place of this name is already here (%(slug)s): this one was added beside it."
)

# Set aside.
TERRITORY: Final = gettext_noop(
    "Figures of the territory come from public statistics, never from a record."
)
PERSON: Final = gettext_noop("Names a person: never taken.")
SCORE: Final = gettext_noop("A score of a whole scale, by nobody knows how many persons.")
HIDDEN: Final = gettext_noop("The place had hidden this block.")
UNPUBLISHED: Final = gettext_noop(
    "The place had not published this record: nothing is shown before its team confirms."
)
