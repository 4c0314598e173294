import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.kernel.names import fold_name


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hérouville-Saint-Clair", "herouville saint clair"),
        ("HEROUVILLE ST CLAIR", "herouville saint clair"),
        ("Ste-Marie", "sainte marie"),
        ("L'Haÿ-les-Roses", "hay les roses"),
        ("Le Mans", "mans"),
        ("Le", "le"),
        ("Œuf-en-Ternois", "oeuf en ternois"),
        ("  ", ""),
        ("北京", ""),
    ],
)
def test_fold_name_forgives_spelling(written, folded):
    assert fold_name(written) == folded


@given(st.text())
def test_fold_name_of_capitals_is_the_same(name):
    assert fold_name(fold_name(name).upper()) == fold_name(fold_name(name))
