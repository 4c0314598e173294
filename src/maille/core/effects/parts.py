"""The disjoint parts that the counts of a report share, so that none gives another away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from maille.core.effects.counting_evidence import CROWDS
from maille.core.effects.evidence import General
from maille.core.effects.findings import Assessment
from maille.core.effects.observing import Evidence


def with_parts(
    assessment: Assessment, general: General, evidence: Mapping[str, Evidence]
) -> Assessment:
    """Name in each finding from evidence the parts it adds up: pieces, and persons.

    Parameters
    ----------
    assessment
        With its findings from evidence.
    general
        Figures of the whole period, for the same assessment.
    evidence
        All pieces of the period, by id.
    """
    groups = [
        [source.id for source in finding.sources] if finding.seen else ()
        for finding in assessment.findings
    ]
    bearing = {piece.id for piece in evidence.values() if piece.people}
    crowds = [piece.id for piece in evidence.values() if piece.kind in CROWDS]
    pieces = parts_of(groups)
    people = parts_of([[one for one in group if one in bearing] for group in (*groups, crowds)])
    findings = tuple(
        replace(finding, seen=replace(finding.seen, parts=parts, people_parts=persons))
        if finding.seen
        else finding
        for finding, parts, persons in zip(assessment.findings, pieces, people, strict=False)
    )
    general = replace(general, people_parts=people[-1])
    return replace(assessment, findings=findings, general=general)


def parts_of(groups: Sequence[Iterable[str]]) -> list[frozenset[str]]:
    """Cut groups that overlap into parts that do not, and say which parts make each group.

    Examples
    --------
    >>> [sorted(parts) for parts in parts_of([["x", "y"], ["y", "z"], ["y"]])]
    [['0', '0.1.2'], ['0.1.2', '1'], ['0.1.2']]
    """
    inside: dict[str, list[int]] = {}
    for rank, group in enumerate(groups):
        for one in group:
            inside.setdefault(one, []).append(rank)
    made: list[set[str]] = [set() for _ in groups]
    for ranks in {tuple(ranks) for ranks in inside.values()}:
        for rank in ranks:
            made[rank].add(".".join(map(str, ranks)))
    return [frozenset(parts) for parts in made]
