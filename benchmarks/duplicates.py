"""How well duplicates are found in public lists, and how fast among many places.

``make bench-duplicates`` writes ``benchmarks/results/duplicates.json``; ``--fit`` prints the
weights that the labelled pairs would give today.
"""

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.linking.files import read_lists
from benchmarks.linking.fit import cross_validated_f1, fit_weights, told_weights
from benchmarks.linking.many import make_places
from benchmarks.linking.measure import measure, probabilities, read_labels
from maille.core.linking.search import find_pairs

ROOT = Path(__file__).parent.parent
LISTS = ROOT.parent / "shared" / "data" / "directories"
RESULT = ROOT / "benchmarks" / "results" / "duplicates.json"
MANY = 100_000


def main() -> None:
    """Measure quality where the lists are, speed everywhere."""
    labels = read_labels(ROOT / "tests" / "directory" / "labelled_pairs.csv")
    result: dict[str, object] = {}
    if LISTS.is_dir():
        rows = read_lists(LISTS)
        if "--fit" in sys.argv:
            print("\n".join(told_weights(fit_weights(rows, labels))))
            return
        started = time.process_time()
        found = probabilities(rows)
        seconds = time.process_time() - started
        result["public_lists"] = {
            **measure(found, labels, rows),
            "cross_validated_f1": round(cross_validated_f1(rows, labels), 4),
            "processor_seconds": round(seconds, 1),
        }
    for number in (1500, MANY):
        result[f"made_up_{number}"] = time_many(number)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def time_many(number: int) -> dict[str, float]:
    """Compare made-up places, and count how many of those told twice are found."""
    places = make_places(number)
    twice = sum(place.key.endswith("again") for place in places)
    started = time.process_time()
    found = {(pair.first, pair.second) for pair in find_pairs(places)}
    seconds = time.process_time() - started
    again = sum(second == f"{first}-again" for first, second in found)
    return {
        "places": len(places),
        "pairs": len(found),
        "told_twice": twice,
        "found": again,
        "processor_seconds": round(seconds, 1),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    main()
