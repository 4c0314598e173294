import pytest

from maille.portal.exports.telephones import as_dialled


@pytest.mark.parametrize(
    ("text", "country", "dialled"),
    [
        ("02 31 00 00 00", "FR", "+33231000000"),
        ("02.31.00.00.00", "FR", "+33231000000"),
        ("+33 (0)2 31 00 00 00", "FR", "+33231000000"),
        ("0033 2 31 00 00 00", "FR", "+33231000000"),
        ("0262 12 34 56", "FR", "+262262123456"),
        ("0690 12 34 56", "FR", "+590690123456"),
        ("0596 12 34 56", "FR", "+596596123456"),
        ("0694 12 34 56", "FR", "+594694123456"),
        ("069 12 34 56", "BE", "+3269123456"),
        ("0470 12 34 56", "BE", "+32470123456"),
        ("+32 69 12 34 56", "FR", "+3269123456"),
        ("3939", "FR", ""),
        ("demander Zoé", "FR", ""),
        ("", "FR", ""),
    ],
)
def test_telephone_is_written_as_machines_dial_it(text, country, dialled):
    assert as_dialled(text, country) == dialled
