"""The disjoint parts that the counts of a report share, so that none gives another away."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
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
    crowds = [piece.id for piece in evidence.values() if piece.kind in CROWDS]
    bearing = {piece.id for piece in evidence.values() if piece.people}
    groups += [[source.id for source in one.sources] for one in assessment.proposals]
    pieces, people = parts_of((*groups, crowds), bearing)
    told = len(assessment.findings)
    findings = tuple(
        replace(finding, seen=replace(finding.seen, parts=parts, people_parts=persons))
        if finding.seen
        else finding
        for finding, parts, persons in zip(assessment.findings, pieces, people, strict=False)
    )
    proposals = tuple(
        replace(one, parts=persons if one.people else parts)
        for one, parts, persons in zip(
            assessment.proposals, pieces[told:], people[told:], strict=False
        )
    )
    general = replace(general, people_parts=people[-1])
    return replace(assessment, findings=findings, proposals=proposals, general=general)


def parts_of(
    groups: Sequence[Iterable[str]], bearing: Container[str]
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Cut groups that overlap into parts that do not, and say which parts make each group.

    Parameters
    ----------
    groups
        Ids.
    bearing
        The ids that bear what is counted in the second answer.

    Returns
    -------
    tuple
        For each group, its parts; then the same, over the ids of ``bearing`` alone, under names
        of their own: pieces and persons are not counted together.

    Examples
    --------
    >>> whole, bearing = parts_of([["x", "y"], ["y", "z"], ["y"]], {"x"})
    >>> [sorted(parts) for parts in whole], [sorted(parts) for parts in bearing]
    ([['0', '0.1.2'], ['0.1.2', '1'], ['0.1.2']], [['persons 0'], [], []])
    """
    # The groups of an id are the bits of a number.
    inside: dict[str, int] = {}
    for rank, group in enumerate(groups):
        bit = 1 << rank
        for one in group:
            inside[one] = inside.get(one, 0) | bit
    return (
        _parts(len(groups), set(inside.values())),
        _parts(len(groups), {bits for one, bits in inside.items() if one in bearing}, "persons "),
    )


def _parts(groups: int, shared: Iterable[int], of: str = "") -> list[frozenset[str]]:
    made: list[set[str]] = [set() for _ in range(groups)]
    for bits in shared:
        ranks = list(_ranks(bits))
        for rank in ranks:
            made[rank].add(of + ".".join(map(str, ranks)))
    return [frozenset(parts) for parts in made]


def _ranks(bits: int) -> Iterator[int]:
    while bits:
        last = bits & -bits
        yield last.bit_length() - 1
        bits ^= last
