"""Measuring what is found against pairs that were labelled by hand."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from maille.core.linking.search import find_pairs
from maille.core.linking.values import Described

Key = tuple[str, str]
# Read from one end to the other: the pairs within them that are not labelled are two places.
READ_WHOLE = ("ping2022", "ping2026")
PROPOSED = 0.5
MERGED = 0.99


@dataclass(frozen=True, slots=True)
class Labels:
    """What was said of pairs of rows; those that nobody could tell are left out."""

    same: frozenset[Key]
    different: frozenset[Key]
    unsure: frozenset[Key]


def read_labels(path: Path) -> Labels:
    """Read the labelled pairs, each pair in the order of its keys."""
    said: dict[str, set[Key]] = {"same": set(), "different": set(), "unsure": set()}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            said[row["label"]].add(_key(row["first"], row["second"]))
    return Labels(*(frozenset(said[label]) for label in ("same", "different", "unsure")))


def probabilities(rows: Sequence[Described]) -> dict[Key, float]:
    """Give the probability of every pair that was worth comparing."""
    return {_key(pair.first, pair.second): pair.probability for pair in find_pairs(rows, above=0.0)}


def measure(
    found: Mapping[Key, float], labels: Labels, rows: Sequence[Described]
) -> dict[str, object]:
    """Say how well labelled pairs are told apart, and how often two places would be merged."""
    positive = {key for key in labels.same if found.get(key, 0.0) >= PROPOSED}
    wrong = {key for key in labels.different if found.get(key, 0.0) >= PROPOSED}
    precision = len(positive) / (len(positive) + len(wrong))
    recall = len(positive) / len(labels.same)
    two = labels.different | _within_lists(found, labels)
    merged = {key for key in two if found.get(key, 0.0) >= MERGED}
    return {
        "rows": len(rows),
        "compared": len(found),
        "labelled": {"same": len(labels.same), "different": len(labels.different)},
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "false_merges": len(merged),
        "false_merge_rate_of_hard_pairs": round(
            len(merged & labels.different) / len(labels.different), 5
        ),
        "false_merge_rate": round(len(merged) / (len(labels.different) + _pairs(rows)), 7),
        "merged_rightly": sum(found.get(key, 0.0) >= MERGED for key in labels.same),
        "calibration": calibration(found, labels),
    }


def calibration(found: Mapping[Key, float], labels: Labels) -> list[dict[str, float]]:
    """Give, by tenths of probability, what was announced and what was true."""
    table = []
    for tenth in range(10):
        band = [
            (found[key], key in labels.same)
            for key in labels.same | labels.different
            if key in found and min(9, int(found[key] * 10)) == tenth
        ]
        if band:
            table.append(
                {
                    "pairs": len(band),
                    "announced": round(sum(said for said, _true in band) / len(band), 3),
                    "true": round(sum(true for _said, true in band) / len(band), 3),
                }
            )
    return table


def _within_lists(found: Mapping[Key, float], labels: Labels) -> frozenset[Key]:
    """Give the compared pairs of the lists that were read whole, unless labelled otherwise."""
    return frozenset(
        key
        for key in found
        if _list_of(key[0]) == _list_of(key[1]) and _list_of(key[0]) in READ_WHOLE
    ) - (labels.same | labels.unsure)


def _pairs(rows: Sequence[Described]) -> int:
    sizes = [sum(_list_of(row.key) == name for row in rows) for name in READ_WHOLE]
    return sum(size * (size - 1) // 2 for size in sizes)


def _list_of(key: str) -> str:
    return key.split(":", maxsplit=1)[0]


def _key(first: str, second: str) -> Key:
    return (first, second) if first < second else (second, first)
