"""Answer a maximal covering question with spopt and CBC; print what it took, as JSON.

Runs in the peers' environment: ``python spopt_cover.py FILE.npz RADIUS SITES``. The clock begins
before the table of distances; the solver's own memory, another process, is not counted.
"""

import json
import sys
from time import perf_counter

import numpy as np
import pulp
from memory import peak_mib
from scipy.spatial.distance import cdist
from spopt.locate import MCLP


def main() -> None:
    """Build the model, solve it."""
    given = np.load(sys.argv[1])
    radius, sites = float(sys.argv[2]), int(sys.argv[3])
    began = perf_counter()
    table = cdist(given["cells"], given["sites"])
    model = MCLP.from_cost_matrix(table, given["population"], radius, sites)
    built = perf_counter() - began
    model = model.solve(pulp.PULP_CBC_CMD(msg=False))
    took = perf_counter() - began
    found = {
        "seconds": took,
        "built": built,
        "value": float(pulp.value(model.problem.objective)),
        "peak_mib": peak_mib(),
    }
    print(json.dumps(found))


main()
