"""Score accessibility with the package access; print what it took, as JSON.

Runs in the peers' environment: ``python access_scores.py FILE.npz RADIUS OUT.npz METHOD…``. Pairs
are given; the clock begins when they stand in the package's own tables.
"""

import json
import sys
import warnings
from time import perf_counter

import numpy as np
import pandas as pd
from access import Access, weights
from memory import peak_mib

# What access does to pandas's newer versions is its own affair; the scores are compared.
warnings.simplefilter("ignore")


def main() -> None:
    """Fill the tables, score, keep."""
    given, radius, methods = np.load(sys.argv[1]), float(sys.argv[2]), sys.argv[4:]
    cells = pd.DataFrame({"people": given["population"]})
    cells.index.name = "cell"
    places = pd.DataFrame({"offer": given["supply"]})
    places.index.name = "place"
    pairs = pd.DataFrame({"cell": given["cell"], "place": given["place"], "far": given["far"]})
    table = Access(
        demand_df=cells,
        demand_value="people",
        supply_df=places,
        supply_value="offer",
        cost_df=pairs,
        cost_origin="cell",
        cost_dest="place",
        cost_name="far",
    )
    # Its own radius is strict: a little more than ours takes the same pairs, which are all given.
    far = {"max_cost": radius * (1 + 1e-9)}
    steps = weights.step_fn({radius / 3: 1, radius * 2 / 3: 0.68, far["max_cost"]: 0.22})
    ask = {
        "2sfca": lambda: table.two_stage_fca(**far),
        "e2sfca": lambda: table.enhanced_two_stage_fca(**far, weight_fn=steps),
        "3sfca": lambda: table.three_stage_fca(**far, weight_fn=steps),
    }
    kept, seconds = {}, {}
    for method in methods:
        began = perf_counter()
        scores = ask[method]()
        seconds[method] = perf_counter() - began
        kept[method] = scores.iloc[:, 0].reindex(cells.index).fillna(0).to_numpy()
    np.savez(sys.argv[3], **kept)
    print(json.dumps({"seconds": seconds[methods[0]], "peak_mib": peak_mib()}))


main()
