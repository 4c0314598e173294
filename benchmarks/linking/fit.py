"""Fitting the weights on the labelled pairs; what it prints was rounded into the core by hand.

Each case of each field has a weight, and each bit that an agreement tells beyond ten; a logistic
regression with a light penalty finds them together, so that fields that go hand in hand are not
counted twice. A case that speaks against a pair may not weigh for it, nor the reverse.
"""

import math
import random
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.linking.measure import Key, Labels
from maille.core.linking.blocking import candidates
from maille.core.linking.comparing import compare
from maille.core.linking.folding import read_traits
from maille.core.linking.frequencies import count
from maille.core.linking.values import Described, Level

Column = tuple[str, str, str]
_PRIOR: Column = ("", "", "prior")
_PENALTY = 0.15
_FOLDS = 5
_OTHERS = 2500
_AGAINST = frozenset(
    [
        "other_street",
        "other_number",
        "neighbour",
        "bis",
        "other_site",
        "other_kind",
        "far",
        "elsewhere",
        "other_town",
        "differ",
        "other_page",
        "same_company",
    ]
)
_BESIDE = frozenset({"address", "point", "website", "siret", "organisation"})
Floats = NDArray[np.float64]


def _draw() -> random.Random:
    """Begin to draw, the same each time: the figures can be found again."""
    return random.Random(0)  # noqa: S311 - which pairs are drawn is no secret


def fit_weights(rows: Sequence[Described], labels: Labels) -> dict[Column, float]:
    """Give the weight of each case in bits, from the labelled pairs and others drawn at random."""
    pairs = _compared(rows, labels)
    columns = _columns(pairs.values())
    truth = np.array([key in labels.same for key in pairs], float)
    found = _solve(_matrix(list(pairs.values()), columns), truth, columns)
    return dict(zip(columns, found / math.log(2), strict=True))


def cross_validated_f1(rows: Sequence[Described], labels: Labels) -> float:
    """Give the F1 of labelled pairs, each fifth of them judged by weights that never saw it."""
    pairs = _compared(rows, labels)
    keys, columns = list(pairs), _columns(pairs.values())
    truth = np.array([key in labels.same for key in keys], float)
    matrix = _matrix(list(pairs.values()), columns)
    fold = np.array([number % _FOLDS for number in range(len(keys))])
    _draw().shuffle(fold)
    told = np.zeros(len(keys))
    for number in range(_FOLDS):
        weights = _solve(matrix[fold != number], truth[fold != number], columns)
        told[fold == number] = matrix[fold == number] @ weights
    judged = np.array([key in labels.same | labels.different for key in keys])
    right = float(((told > 0) & (truth == 1) & judged).sum())
    wrong = float(((told > 0) & (truth == 0) & judged).sum())
    return 2 * right / (right + wrong + len(labels.same))


def _compared(rows: Sequence[Described], labels: Labels) -> dict[Key, dict[Column, float]]:
    traits = sorted((read_traits(row) for row in rows), key=lambda row: row.key)
    known = count(traits)
    at = {row.key: row for row in traits}
    told = labels.same | labels.different
    others = [
        key
        for first, second in candidates(traits, known)
        if (key := (traits[first].key, traits[second].key)) not in told | labels.unsure
        and not {*traits[first].words} & {*traits[second].words}
    ]
    drawn = _draw().sample(others, min(_OTHERS, len(others)))
    return {
        key: {
            _PRIOR: 1.0,
            **{
                column: value
                for field, one in compare(at[key[0]], at[key[1]], known).items()
                if one.level is not Level.MISSING
                for column, value in (
                    ((field.value, one.case, ""), 1.0),
                    (
                        (field.value, one.case, "bits"),
                        (min(one.bits, 20) - 10) if one.bits else 0.0,
                    ),
                )
                if value
            },
        }
        for key in (*sorted(told), *drawn)
    }


def _columns(pairs: Iterable[dict[Column, float]]) -> list[Column]:
    return sorted({column for pair in pairs for column in pair})


def _matrix(pairs: Sequence[dict[Column, float]], columns: Sequence[Column]) -> Floats:
    return np.array([[pair.get(column, 0.0) for column in columns] for pair in pairs])


def _solve(matrix: Floats, truth: Floats, columns: Sequence[Column]) -> Floats:
    penalty = np.array([0.0 if column == _PRIOR else _PENALTY for column in columns])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = matrix @ weights
        value = (np.logaddexp(0, scores) - truth * scores).sum() + (penalty * weights**2).sum() / 2
        slope = matrix.T @ (1 / (1 + np.exp(-scores)) - truth) + penalty * weights
        return float(value), slope

    start = np.zeros(len(columns))
    bounds = [_bound(column) for column in columns]
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def _bound(column: Column) -> tuple[float | None, float | None]:
    field, case, kind = column
    if kind == "bits":
        return 0.0, None
    if case in _AGAINST:
        return None, 0.0
    return (0.0, None) if field in _BESIDE else (None, None)


def told_weights(weights: dict[Column, float]) -> list[str]:
    """Write the weights, a line each."""
    return [f"{' '.join(column):40} {weight:+.2f}" for column, weight in weights.items()]
