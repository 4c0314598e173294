"""The front and the back of the printed report: who, where, when, which edition, how to cite it."""

import datetime as dt
from typing import Any

from maille.core.effects.dates import moment_in_words, period_in_words
from maille.core.kernel.period import Period
from maille.reports.exports.compositor import Compositor, Document, is_observed
from maille.reports.exports.words import COUNTRIES, LICENCES, say
from maille.web.dates import long_date, spelled_period

Part = dict[str, Any]

_NEW_YEAR, _NEW_YEAR_EVE = "-01-01", "-12-31"


def say_period(document: Document, language: str) -> str | None:
    """Write the period of the answers as the report's sentences do; nothing when nobody said."""
    period = document["period"]
    if not period["stated"]:
        return None
    first, last = (dt.date.fromisoformat(period[end]) for end in ("start", "end"))
    return period_in_words(Period(first, last), language)


def report_title(document: Document, language: str) -> str:
    """Give the report's name, with its years when it covers whole ones."""
    period, name = document["period"], say("report", language)
    whole = (
        period["stated"]
        and period["start"].endswith(_NEW_YEAR)
        and period["end"].endswith(_NEW_YEAR_EVE)
    )
    return f"{name} {say_period(document, language)}" if whole else name


def edition_title(document: Document, hand: Compositor) -> str:
    """Give the report's name and its kind."""
    edition = document["edition"]
    kind = "draft_edition" if edition["draft"] else f"{edition['kind']}_edition"
    return hand.set(f"{report_title(document, hand.language)}, {hand.say(kind)}")


def make_masthead(document: Document, hand: Compositor) -> Part:
    """Say at the head of page one what this is, and what it is not."""
    return {
        "name": hand.set(document["place"]["name"]),
        "title": edition_title(document, hand),
        "where": hand.set(". ".join([*_whereabouts(document, hand.language), ""]).strip()),
        "declared": hand.say("observed", n=hand.count(document["general"]["pieces"]))
        if is_observed(document)
        else hand.say("declared"),
        "draft": hand.say("draft") if document["edition"]["draft"] else None,
    }


def _whereabouts(document: Document, language: str) -> list[str]:
    place, period = document["place"], document["period"]
    country = COUNTRIES.get(place["country"])
    around = place["department"] or (country.in_language(language) if country else None)
    where = [", ".join(part for part in (place["commune"], around) if part)]
    when = (
        spelled_period(period["start"], period["end"], language)
        if period["stated"]
        else say("no_period", language)
    )
    closing = say_closing(document, language)
    return [part for part in (*where, _capital(when), closing) if part]


def say_closing(document: Document, language: str) -> str | None:
    """Say that the place is closed, and since when if somebody noted it."""
    place = document["place"]
    if place["closed"]:
        return say("closed_when", language, when=moment_in_words(place["closed"], language))
    return say("closed", language) if place["state"] == "closed" else None


def _ordinal(number: int, language: str) -> str:
    if language == "en":
        return str(number)
    return "1re" if number == 1 else f"{number}e"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def make_imprint(document: Document, hand: Compositor) -> Part:
    """Give the facts of the edition, each under its label, and the citation."""
    place, edition = document["place"], document["edition"]
    facts = [
        ("edition", _say_edition(document, hand.language)),
        ("replaces", _say_replaced(document, hand.language)),
        ("reviewed_by", edition["reviewed_by"]),
        ("carried_by", place["organisation"]),
        ("licence", say_licence(document, hand.language)),
    ]
    return {
        "facts": [
            {"label": hand.say(key), "text": hand.set(_capital(text))}
            for key, text in facts
            if text
        ],
        "cite": hand.say("cite"),
        "citation": _make_citation(document, hand),
    }


def _say_edition(document: Document, language: str) -> str:
    edition = document["edition"]
    if edition["draft"]:
        return say("draft", language)
    date = long_date(edition["published_at"], language)
    return say("edition_of", language, ordinal=_ordinal(edition["number"], language), date=date)


def _say_replaced(document: Document, language: str) -> str | None:
    edition = document["edition"]
    if edition["replaces"] is None:
        return None
    ordinal = _ordinal(edition["replaces"], language)
    if edition["reason"] is None:
        return say("replaced_alone", language, ordinal=ordinal)
    reason = say(f"reason_{edition['reason']}", language)
    return say("replaced", language, ordinal=ordinal, reason=reason)


def say_licence(document: Document, language: str) -> str:
    """Name the licences of the words and of the data, or say that they are still to be chosen."""
    licence = document["edition"]["licence"] or {}
    text, data = (licence.get(which) for which in ("text", "data"))
    if not (text and data):
        return say("licence_none", language)
    text, data = LICENCES.get(text, text), LICENCES.get(data, data)
    return say("licence_both", language, text=text, data=data)


def _make_citation(document: Document, hand: Compositor) -> Part:
    """Give the citation in three parts: before the italic title, the title, after it."""
    edition, place = document["edition"], document["place"]
    if edition["draft"]:
        return {"before": hand.say("draft_citation"), "title": None, "after": None, "url": None}
    parts = [
        say(
            "edition_number",
            hand.language,
            ordinal=_ordinal(edition["number"], hand.language),
        ),
        place["commune"],
        say_period(document, hand.language) or say("no_period", hand.language),
        long_date(edition["published_at"], hand.language),
    ]
    return {
        "before": hand.set(f"{place['name']}, "),
        "title": edition_title(document, hand),
        "after": hand.set(", " + ", ".join(part for part in parts if part)),
        "url": edition["url"],
    }


def make_colophon(document: Document, hand: Compositor) -> Part:
    """Say what the document is made of, and how it can be checked."""
    grid, engine, sealed = document["grid"], document["engine"], document["integrity"]["sha256"]
    url = document["edition"]["url"]
    link = [{"label": hand.say("permanent_link"), "url": url, "text": None}] if url else []
    return {
        "heading": hand.say("colophon"),
        "facts": [
            *link,
            {
                "label": hand.say("hash"),
                "code": f"{document['integrity']['algorithm']} {sealed}" if sealed else None,
                "text": hand.say("hash_note" if sealed else "hash_none"),
            },
            {
                "label": hand.say("made_with"),
                "text": hand.say(
                    "made_with_which",
                    grid=grid["id"],
                    grid_version=grid["version"],
                    engine=engine["name"],
                    engine_version=engine["version"],
                    schema=document["schema"],
                ),
            },
            {
                "label": hand.say("licence"),
                "text": hand.set(_capital(say_licence(document, hand.language))),
            },
        ],
        "notes": [
            hand.say("how_made_observed" if is_observed(document) else "how_made"),
            *([hand.say("closed_footer")] if say_closing(document, hand.language) else []),
        ],
    }
