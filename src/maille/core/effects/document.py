"""The report document: the one thing that page, PDF, JSON and JSON-LD are rendered from.

Its shape is described by ``docs/reference/report.schema.json``. Every key is always there, null
where there is nothing to say; the order of everything is that of the grid.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TypeAlias

from maille import __version__
from maille.core.disclosure.released import Released, Withheld
from maille.core.effects.cards import EditionCard, PlaceCard
from maille.core.effects.compose import Section, ThemeProse, compose
from maille.core.effects.document_evidence import (
    decision_json,
    disagreement_json,
    estimate_json,
    evidence_json,
    general_json,
    left_out_json,
    months_json,
    proposal_json,
    terms_json,
    text_json,
    visits_json,
)
from maille.core.effects.findings import Assessment, Finding
from maille.core.effects.prose import Paragraph
from maille.core.effects.template import Voice
from maille.core.effects.tidy import plain_number
from maille.core.effects.values import Answer, Answers, Indicator, Intensity, Source, Story, Writing
from maille.core.effects.weave import description_of, rows_of, title_of

SCHEMA = "maille-report/1"

Json: TypeAlias = dict[str, object]


def report_document(
    released: Released[Assessment], *, place: PlaceCard, edition: EditionCard, writing: Writing
) -> Json:
    """Give the whole report, in both languages, as JSON values.

    Parameters
    ----------
    released
        What may be published, from ``core.disclosure.release``.
    place, edition
        What the report prints about them.
    writing
        How French names women and men.

    Returns
    -------
    dict
        The same bytes for the same values, whatever the order of the answers.

    Examples
    --------
    >>> from maille.core.disclosure.released import release
    >>> from maille.core.effects.assess import assess
    >>> from maille.core.effects.values import Grid
    >>> from maille.core.kernel.period import Period
    >>> nothing = assess(Answers(Period()), Grid("mine", "1", "", scales=(), themes=()))
    >>> card = PlaceCard(id="1", slug="le-wip", name="Le Wip")
    >>> report = report_document(
    ...     release(nothing), place=card, edition=EditionCard(), writing=Writing.OFF
    ... )
    >>> report["schema"], report["period"]
    ('maille-report/1', {'start': None, 'end': None, 'stated': False})
    """
    assessment = released.value
    answers = assessment.answers
    fr = compose(released, "fr", writing=writing)
    en = compose(released, "en", writing=writing)
    sentences = {one: _text(fr.sentences[one], en.sentences[one]) for one in fr.sentences}
    return {
        "schema": SCHEMA,
        "place": _place(place),
        "period": _period(answers),
        "grid": _grid(assessment),
        "engine": {"name": "maille", "version": __version__},
        "edition": _edition(edition, assessment, writing),
        "findings": [_finding(one, sentences) for one in assessment.findings],
        "stories": [_story(one) for one in answers.stories],
        "dissents": [
            {"id": one.id, "theme": one.theme, "text": one.text.strip(), "role": one.role.strip()}
            for one in answers.dissents
        ],
        "intensities": [_intensity(one, sentences) for one in answers.intensities],
        "indicators": [_indicator(one, sentences) for one in answers.indicators],
        "general": general_json(assessment.general),
        "visits": visits_json(answers.visits),
        "evidence": evidence_json(assessment),
        "disagreements": [
            disagreement_json(one, sentences[one.id]) for one in assessment.disagreements
        ],
        "proposals": [proposal_json(one) for one in assessment.proposals],
        "decisions": [decision_json(one) for one in answers.decisions],
        "stories_left_out": left_out_json(answers),
        "summary": {"fr": list(fr.summary), "en": list(en.summary)},
        "sections": [
            _section(one, other, answers)
            for one, other in zip(fr.sections, en.sections, strict=True)
        ],
        "unanswered": list(assessment.unanswered),
        "unknown": [_silence(one, sentences) for one in assessment.unknown],
        "not_applicable": [_silence(one, sentences) for one in assessment.not_applicable],
        "weave": _weave(assessment, place, writing),
        "integrity": {"algorithm": "sha256", "sha256": None},
    }


def _text(fr: str, en: str) -> dict[str, str]:
    return {"fr": fr, "en": en}


def _text_or_none(fr: str | None, en: str | None) -> dict[str, str] | None:
    return None if fr is None or en is None else _text(fr, en)


def _place(place: PlaceCard) -> Json:
    values = asdict(place)
    return {key: None if value == "" else value for key, value in values.items()}


def _period(answers: Answers) -> Json:
    start, end = answers.period.start, answers.period.end
    return {
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "stated": answers.period.stated,
    }


def _grid(assessment: Assessment) -> Json:
    grid = assessment.grid
    return {"id": grid.id, "version": grid.version, "sha256": grid.sha256}


def _edition(edition: EditionCard, assessment: Assessment, writing: Writing) -> Json:
    return {
        "number": edition.number,
        "kind": "observed" if assessment.observed else edition.kind,
        "draft": edition.draft,
        "published_at": edition.published_at,
        "published_by": edition.published_by,
        "reviewed_by": edition.reviewed_by or None,
        "licence": {"text": edition.licence_text, "data": edition.licence_data},
        "replaces": edition.replaces,
        "reason": edition.reason,
        "writing": writing.value,
        "url": edition.url,
    }


def _sources(sources: Iterable[Source]) -> list[Json]:
    return [{"kind": source.kind, "id": source.id} for source in sources]


def _finding(finding: Finding, sentences: dict[str, dict[str, str]]) -> Json:
    return {
        "id": finding.id,
        "theme": finding.theme,
        "scale": finding.scale.value,
        "question": finding.question,
        "option": finding.option,
        "value": None if isinstance(finding.value, Withheld) else finding.value,
        "approximate": finding.approximate,
        "per": finding.per.value if finding.per else None,
        "said": finding.said or None,
        "direction": finding.direction.value,
        "claim": finding.claim.value,
        "grade": finding.grade.value,
        "published": finding.published,
        "sentence": sentences[finding.id],
        "sources": _sources(finding.sources),
        "estimate": estimate_json(finding.estimate),
        "grade_terms": terms_json(finding.terms),
        "next_step": text_json(finding.next_step),
    }


def _story(story: Story) -> Json:
    return {
        "id": story.id,
        "theme": story.theme,
        "text": story.text.strip(),
        "truncated": story.truncated,
        "kind": story.kind.value,
        "teller": story.teller.value,
        "pseudonym": story.pseudonym or None,
        "told_on": story.told_on or None,
        "direction": story.direction.value if story.direction else None,
        "withdrawn": False,
        "digest": story.digest or None,
        "sources": _sources([Source("story", story.id)]),
    }


def _intensity(intensity: Intensity, sentences: dict[str, dict[str, str]]) -> Json:
    return {
        "id": intensity.id,
        "theme": intensity.theme,
        "group": intensity.group,
        "median": plain_number(intensity.median),
        "n": intensity.n,
        "spread": None if intensity.spread is None else plain_number(intensity.spread),
        "sentence": sentences[intensity.id],
    }


def _indicator(indicator: Indicator, sentences: dict[str, dict[str, str]]) -> Json:
    return {
        "id": indicator.id,
        "theme": indicator.theme,
        "label": _text(indicator.label.fr, indicator.label.en),
        "unit": indicator.unit or None,
        "value": plain_number(indicator.number),
        "approximate": indicator.approximate,
        "proposed_by": indicator.proposed_by or None,
        "adopted_by": indicator.adopted_by or None,
        "adopted_on": indicator.adopted_on or None,
        "sentence": sentences[indicator.id],
    }


def _silence(answer: Answer, sentences: dict[str, dict[str, str]]) -> Json:
    return {
        "theme": answer.theme,
        "question": answer.question,
        "sentence": sentences[answer.id],
        "sources": _sources([Source("answer", answer.id)]),
    }


def _section(fr: Section, en: Section, answers: Answers) -> Json:
    return {
        "scale": fr.scale.value,
        "label": _text(fr.label, en.label),
        "subtitle": _text(fr.subtitle, en.subtitle),
        "themes": [
            _theme(one, other, answers) for one, other in zip(fr.themes, en.themes, strict=True)
        ],
    }


def _theme(fr: ThemeProse, en: ThemeProse, answers: Answers) -> Json:
    return {
        "theme": fr.theme,
        "label": _text(fr.label, en.label),
        "short_label": _text(fr.short_label, en.short_label),
        "told": fr.told,
        "tally": _text(fr.tally, en.tally),
        "paragraphs": [
            _paragraph(one, other) for one, other in zip(fr.paragraphs, en.paragraphs, strict=True)
        ],
        "stories": [one.id for one in answers.stories if one.theme == fr.theme],
        "dissents": [one.id for one in answers.dissents if one.theme == fr.theme],
        "intensities": [one.id for one in answers.intensities if one.theme == fr.theme],
        "indicators": [one.id for one in answers.indicators if one.theme == fr.theme],
        "missing": _text_or_none(fr.missing, en.missing),
    }


def _paragraph(fr: Paragraph, en: Paragraph) -> Json:
    return {
        "verb": _text(fr.verb, en.verb),
        "text": _text(fr.text, en.text),
        "label": _text_or_none(fr.label, en.label),
        "direction": fr.direction.value,
        "grade": fr.grade.value,
        "findings": list(fr.findings),
        "provenance": _text(fr.provenance, en.provenance),
    }


def _weave(assessment: Assessment, place: PlaceCard, writing: Writing) -> Json:
    fr, en = Voice("fr", writing), Voice("en", writing)
    months = {one.theme: one for one in assessment.months}
    return {
        "kind": "observed" if assessment.observed else "declared",
        "rows": [
            {
                "theme": row.theme,
                "scale": row.scale.value,
                "loops": [direction.value for direction in row.loops],
                "months": months_json(months.get(row.theme)),
            }
            for row in rows_of(assessment)
        ],
        "title": _text(
            title_of(place.name, fr, observed=assessment.observed),
            title_of(place.name, en, observed=assessment.observed),
        ),
        "description": _text(description_of(assessment, fr), description_of(assessment, en)),
    }
