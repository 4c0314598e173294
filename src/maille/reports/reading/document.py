"""A report document as one person reads it: in one language, every reference followed.

The document is written once for every form it takes; this module picks a language, puts the
stories, dissents and sources where they are read, and calculates nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maille.core.effects.errors import GridError
from maille.core.effects.values import Grid, Question
from maille.grids import load_grid
from maille.reports.reading.evidence import (
    ReadEstimate,
    ReadGeneral,
    read_estimate,
    read_evidence,
    read_general,
    read_grade,
    read_left_out,
)
from maille.reports.reading.threads import loops_of, months_of
from maille.reports.reading.values import (
    ReadAnswer,
    ReadBehind,
    ReadDecided,
    ReadDecision,
    Reading,
    ReadParagraph,
    ReadScale,
    ReadStory,
    ReadTheme,
)
from maille.web.dates import long_period, spelled_period
from maille.web.weave import Thread

Document = Mapping[str, Any]

TELLERS = {
    "regular": gettext_lazy("a regular"),
    "visitor": gettext_lazy("a visitor"),
    "neighbour": gettext_lazy("a neighbour"),
    "volunteer": gettext_lazy("a volunteer"),
    "occupant": gettext_lazy("somebody who works on site"),
    "team": gettext_lazy("a member of the team"),
    "partner": gettext_lazy("a partner"),
}


def read_document(document: Document, language: str) -> Reading:
    """Read a report document in one language.

    Parameters
    ----------
    document
        As ``core.effects.document`` makes it, the words of its stories put back.
    language
        ``fr`` or ``en``.
    """
    reader = _Reader(document, language)
    scales = tuple(reader.read_scale(section) for section in document["sections"])
    threads = reader.read_threads(scales)
    period = document["period"]
    return Reading(
        title=_report_title(period, language),
        period=_capital(spelled_period(period["start"], period["end"], language))
        if period["stated"]
        else "",
        observed=document["edition"]["kind"] == "observed",
        summary=tuple(document["summary"][language]),
        weave_title=reader.say(document["weave"]["title"]),
        weave_description=reader.say(document["weave"]["description"]),
        threads=threads,
        loop_count=sum(len(thread.loops) for thread in threads),
        general=reader.general(),
        visits=reader.visits(),
        left_out=read_left_out(document.get("stories_left_out"), language),
        decided=reader.decided(),
        scales=tuple(
            ReadScale(
                scale.id,
                scale.label,
                scale.subtitle,
                tuple(theme for theme in scale.themes if theme.told),
            )
            for scale in scales
        ),
        unanswered=tuple(
            theme.label
            for scale in scales
            for theme in scale.themes
            if theme.id in document["unanswered"]
        ),
        unknown=tuple(reader.say(line["sentence"]) for line in document["unknown"]),
        not_applicable=tuple(reader.say(line["sentence"]) for line in document["not_applicable"]),
    )


def read_threads(document: Document, language: str) -> tuple[Thread, ...]:
    """Read only the weave, for the motif on cards."""
    reader = _Reader(document, language)
    return reader.read_threads(
        tuple(reader.read_scale(section) for section in document["sections"])
    )


def _report_title(period: Mapping[str, Any], language: str) -> str:
    years = long_period(period["start"], period["end"], language) if period["stated"] else ""
    if years and years[0].isdigit():
        return _("Effects report %(years)s") % {"years": years}
    return _("Effects report")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Reader:
    """A document, a language, and what ids stand for."""

    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.language = language
        self.findings = {finding["id"]: finding for finding in document["findings"]}
        self.stories = {story["id"]: _read_story(story) for story in document["stories"]}
        self.grid = _grid_of(document)
        self.evidence = {one["finding"]: one for one in document.get("evidence", ())}
        self.decisions = {one["about"]: one for one in document.get("decisions", ())}

    def say(self, words: Mapping[str, str] | None) -> str:
        return words[self.language] if words else ""

    def _among(self, kind: str, ids: Iterable[str]) -> list[Mapping[str, Any]]:
        wanted = set(ids)
        return [thing for thing in self.document[kind] if thing["id"] in wanted]

    def read_scale(self, section: Mapping[str, Any]) -> ReadScale:
        return ReadScale(
            id=section["scale"],
            label=self.say(section["label"]),
            subtitle=self.say(section["subtitle"]),
            themes=tuple(self._read_theme(theme, section["scale"]) for theme in section["themes"]),
        )

    def _read_theme(self, theme: Mapping[str, Any], scale: str) -> ReadTheme:
        return ReadTheme(
            id=theme["theme"],
            label=self.say(theme["label"]),
            short_label=self.say(theme["short_label"]),
            scale=scale,
            tally=self.say(theme["tally"]),
            paragraphs=tuple(self._read_paragraph(part) for part in theme["paragraphs"]),
            stories=tuple(self.stories[story] for story in theme["stories"]),
            dissents=tuple(self._among("dissents", theme["dissents"])),
            intensities=tuple(
                self.say(intensity["sentence"])
                for intensity in self._among("intensities", theme["intensities"])
            ),
            indicators=tuple(
                self.say(indicator["sentence"])
                for indicator in self._among("indicators", theme["indicators"])
            ),
            missing=self.say(theme["missing"]),
            disagreements=tuple(
                self.say(one["sentence"])
                for one in self.document.get("disagreements", ())
                if one["theme"] == theme["theme"]
            ),
        )

    def _read_paragraph(self, part: Mapping[str, Any]) -> ReadParagraph:
        findings = [self.findings[finding] for finding in part["findings"]]
        graded, _stop, rest = self.say(part["provenance"]).partition(". ")
        sources = [source for finding in findings for source in finding["sources"]]
        stories = dict.fromkeys(source["id"] for source in sources if source["kind"] == "story")
        return ReadParagraph(
            verb=self.say(part["verb"]),
            text=self.say(part["text"]),
            label=self.say(part["label"]),
            direction=part["direction"],
            grade=part["grade"],
            grade_words=f"{graded}." if rest else "",
            provenance=rest or graded,
            answers=tuple(self._read_answers(findings)),
            stories=tuple(self.stories[story] for story in stories if story in self.stories),
            behind=tuple(self._behind(finding) for finding in findings),
            estimate=next(
                (
                    read_estimate(finding["estimate"], self.language)
                    for finding in findings
                    if finding.get("estimate")
                ),
                None,
            ),
        )

    def _behind(self, finding: Mapping[str, Any]) -> ReadBehind:
        entry = self.evidence.get(finding["id"])
        decision = self.decisions.get(finding["id"])
        return ReadBehind(
            finding=finding["id"],
            evidence=read_evidence(entry, self.language) if entry else None,
            grade=read_grade(finding.get("grade_terms"), self.language),
            next_step=self.say(finding.get("next_step")),
            decision=ReadDecision(
                decision["decision"], decision["text"] or "", decision["role"] or ""
            )
            if decision
            else None,
        )

    def general(self) -> ReadGeneral | None:
        """Read what was noted over the period, whatever the theme."""
        found = self.document.get("general")
        return read_general(found, self.language) if found else None

    def visits(self) -> ReadEstimate | None:
        """Read the visits that counts of a few days amount to."""
        found = self.document.get("visits")
        return read_estimate(found["estimate"], self.language) if found else None

    def decided(self) -> ReadDecided | None:
        """Count what the team made of what evidence gave."""
        if not self.evidence:
            return None
        kinds = Counter(
            self.decisions[one]["decision"] for one in self.evidence if one in self.decisions
        )
        return ReadDecided(
            len(self.evidence), kinds["confirmed"], kinds["nuanced"], kinds["dissented"]
        )

    def _read_answers(self, findings: Iterable[Mapping[str, Any]]) -> Iterable[ReadAnswer]:
        """Gather findings by answer: one line per question, with all that was ticked."""
        gathered: dict[str, list[Mapping[str, Any]]] = {}
        for finding in findings:
            for source in finding["sources"]:
                if source["kind"] == "answer":
                    gathered.setdefault(source["id"], []).append(finding)
        for answer, found in gathered.items():
            question = self._question(found[0])
            yield ReadAnswer(
                question=question.label.in_language(self.language) if question else "",
                given=tuple(self._given(finding, question) for finding in found),
                id=answer,
            )

    def _question(self, finding: Mapping[str, Any]) -> Question | None:
        return next(
            (
                question
                for theme in (self.grid.themes if self.grid else ())
                for question in theme.questions
                if (theme.id, question.id) == (finding["theme"], finding["question"])
            ),
            None,
        )

    def _given(self, finding: Mapping[str, Any], question: Question | None) -> str:
        for option in question.options if question else ():
            if option.id == finding["option"]:
                return option.label.in_language(self.language)
        if finding["said"]:
            return f"« {finding['said']} »" if self.language == "fr" else f"“{finding['said']}”"
        return self.say(finding["sentence"])

    def read_threads(self, scales: Iterable[ReadScale]) -> tuple[Thread, ...]:
        themes = {theme.id: theme for scale in scales for theme in scale.themes}
        return tuple(
            Thread(
                id=row["theme"],
                label=themes[row["theme"]].short_label,
                scale=row["scale"],
                loops=loops_of(row),
                months=months_of(row),
                target=row["theme"] if themes[row["theme"]].told else "silence",
                note=self._note(row),
            )
            for row in self.document["weave"]["rows"]
        )

    def _note(self, row: Mapping[str, Any]) -> str:
        if row["theme"] in self.document["unanswered"]:
            return _("no answer")
        return _("only said") if loops_of(row) and row.get("months") else ""


def _read_story(story: Mapping[str, Any]) -> ReadStory:
    return ReadStory(
        id=story["id"],
        paragraphs=tuple(filter(None, map(str.strip, (story["text"] or "").splitlines()))),
        truncated=story["truncated"],
        kind=story["kind"],
        teller=str(TELLERS.get(story["teller"], "")),
        pseudonym=story["pseudonym"] or "",
        told_on=story["told_on"] or "",
        withdrawn=story["withdrawn"],
    )


def _grid_of(document: Document) -> Grid | None:
    """Give the grid of the answers, unless it comes from elsewhere; sentences then suffice."""
    try:
        return load_grid(document["grid"]["version"])
    except GridError:
        return None
