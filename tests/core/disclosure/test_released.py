"""What a single place may print, and the only way to make it releasable."""

from dataclasses import replace

import pytest

from maille.core.disclosure.released import NotReleasedError, Released, Withheld, release
from maille.core.effects.values import Source
from tests.core.saying import assessed, counted

OBSERVED = (Source("answer", "a-1"), Source("observation", "o-1"))


def observed(number, theme="employment", question="people"):
    assessment = assessed(counted(theme, question, number, said=f"{number}"))
    (finding,) = assessment.findings
    return replace(assessment, findings=(replace(finding, sources=OBSERVED),))


def value_of(released):
    (finding,) = released.value.findings
    return finding.value, finding.said


def test_a_declared_number_passes_as_it_is():
    assert value_of(release(assessed(counted("employment", "people", 7)))) == (7, "")


@pytest.mark.parametrize("number", [1, 7, 10])
def test_a_small_observed_count_of_persons_is_withheld(number):
    assert value_of(release(observed(number))) == (Withheld(11), "")


@pytest.mark.parametrize("number", [0, 11, 48])
def test_other_observed_counts_pass(number):
    assert value_of(release(observed(number))) == (number, f"{number}")


def test_a_count_of_projects_is_not_a_count_of_persons():
    assert value_of(release(observed(5, "agency", "initiatives"))) == (5, "5")


def test_nobody_else_makes_a_released_value():
    with pytest.raises(NotReleasedError):
        Released(assessed(), key=object())


def test_a_released_value_does_not_change():
    released = release(assessed())
    with pytest.raises(AttributeError):
        released.value = assessed(counted("employment", "people", 7))
