"""Noting, giving a device its token, bringing files in, from the command line."""

import json
import uuid

import pytest

from maille.observations.models import Observation
from maille.places.models import DeviceToken

pytestmark = pytest.mark.django_db
KEY = "0192f0c1-2b34-7c56-89ab-0123456789ab"
EVERYTHING = {
    "--kind": "testimony",
    "--on": "2025-03-04",
    "--at": "18:30",
    "--people": "0",
    "--people-high": "3",
    "--direction": "favourable",
    "--minutes": "90",
    "--note": "On a ri",
    "--space": "La halle",
    "--source": "third_party",
    "--author-role": "partner",
    "--author": "p1",
    "--teller": "neighbour",
    "--outcome": "Un jardin",
    "--occasion": KEY,
    "--noted-at": "2025-03-04T19:00:00+01:00",
    "--id": KEY,
}


@pytest.fixture(autouse=True)
def _place(run):
    run("place", "add", "La Filature")


def observe(run, *options):
    return run("observe", "la-filature", *options)


def test_observe_prints_the_receipt(run):
    done = observe(run, "--kind", "presence", "--on", "2025-03-04", "--people", "12", "--id", KEY)
    assert (done.exit_code, done.stdout) == (0, f"id: {KEY}\nsequence: 1\nstatus: recorded\n")
    again = observe(run, "--kind", "presence", "--on", "2025-03-04", "--people", "12", "--id", KEY)
    assert (again.exit_code, again.stdout.splitlines()[2]) == (0, "status: known")


def test_observe_has_an_option_for_each_field(run):
    words = [word for pair in EVERYTHING.items() for word in pair]
    flags = ("--counted", "--consent")
    lists = ("--audience", "families", "--audience", "elderly", "--theme", "social_ties")
    assert observe(run, *words, *flags, *lists).exit_code == 0
    row = Observation.objects.get()
    named = {name.removeprefix("--").replace("-", "_"): value for name, value in EVERYTHING.items()}
    numbers = {name: int(named[name]) for name in ("people", "people_high", "minutes")}
    assert row.content == {
        **{name: value for name, value in named.items() if name != "noted_at"},
        **numbers,
        "counted": True,
        "consent": True,
        "audiences": ["families", "elderly"],
        "themes": ["social_ties"],
    }
    assert (row.origin, row.people, row.noted_at.hour) == ("command", 0, 18)


def test_observe_makes_an_identifier(run):
    first = observe(run, "--kind", "upkeep", "--on", "2025-03-04").stdout
    assert uuid.UUID(first.splitlines()[0].removeprefix("id: "))


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (("--on", "1926-03-04"), "on"),
        (("--on", "2126-03-04"), "on"),
        (("--on", "hier"), "on"),
        (("--on", "2025-03-04", "--people", "-3"), "people"),
        (("--on", "2025-03-04", "--people", "9", "--people-high", "3"), "people_high"),
    ],
)
def test_the_impossible_is_kept_in_quarantine_and_said(run, options, field):
    done = observe(run, "--kind", "presence", *options)
    assert done.exit_code == 3
    assert done.stdout.splitlines()[2] == "status: quarantined"
    assert len(done.stderr.strip().splitlines()) == 1
    assert f"{field}:" in done.stderr
    assert Observation.objects.get().state == "quarantined"


def test_same_identifier_with_another_content_is_kept_and_said(run):
    observe(run, "--kind", "upkeep", "--on", "2025-03-04", "--id", KEY)
    done = observe(run, "--kind", "upkeep", "--on", "2025-03-05", "--id", KEY)
    assert (done.exit_code, done.stdout.splitlines()[2]) == (0, "status: version")
    assert done.stderr != ""


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--kind", "party", "--on", "2025-03-04"), 2),
        (("--kind", "presence"), 2),
        (("--kind", "presence", "--on", "2025-03-04", "--people", "douze"), 2),
        (("--kind", "presence", "--on", "2025-03-04", "--id", "12"), 1),
    ],
)
def test_what_cannot_be_kept_is_an_error(run, options, code):
    assert observe(run, *options).exit_code == code
    assert Observation.objects.count() == 0


def test_doubts_are_said(run):
    done = observe(run, "--kind", "presence", "--on", "2025-03-04", "--theme", "magie")
    assert (done.exit_code, done.stderr.count("themes:")) == (0, 1)


def test_device_gets_a_token_and_loses_it(run):
    public_id, secret = run(
        "device", "add", "la-filature", "--label", "Tablette"
    ).stdout.splitlines()
    assert len(secret) > 40
    assert str(DeviceToken.objects.get().public_id) == public_id
    assert run("device", "revoke", "la-filature", "Tablette").stdout == f"{public_id}\n"
    assert DeviceToken.objects.get().revoked_at is not None
    gone = run("device", "revoke", "la-filature", "Tablette")
    assert (gone.exit_code, len(gone.stderr.strip().splitlines())) == (1, 1)


def test_file_is_brought_in_with_a_report_of_each_row(run, tmp_path):
    file, report = tmp_path / "registre.csv", tmp_path / "report.json"
    file.write_text(
        "Date;Activité;Participants\n04/03/2025;Repas;12\n05/03/1926;Repas;12\nTotal;;24\n"
    )
    done = run("import", "observations", "la-filature", file, "--report", report)
    assert done.exit_code == 0
    told = json.loads(report.read_text())
    assert told["file"] == "registre.csv"
    assert told["counts"] == {
        "recorded": 1,
        "known": 0,
        "version": 0,
        "quarantined": 1,
        "refused": 0,
        "skipped": 1,
    }
    assert [(row["row"], row["status"]) for row in told["rows"]] == [
        (2, "recorded"),
        (3, "quarantined"),
        (4, "skipped"),
    ]
    assert run("import", "observations", "la-filature", file).exit_code == 0
    assert Observation.objects.count() == 2


def test_many_rows_to_tell_are_cut_short(run, tmp_path):
    file = tmp_path / "registre.csv"
    file.write_text("Date;Nombre\n" + "".join(f"0{1 + n % 9}/03/1926;{n}\n" for n in range(30)))
    done = run("import", "observations", "la-filature", file)
    assert len(done.stdout.splitlines()) == 23


def test_mapping_says_which_column_holds_what(run, tmp_path):
    file, mapping = tmp_path / "registre.csv", tmp_path / "mapping.toml"
    file.write_text("A;B\n04/03/2025;12\n")
    assert run("import", "observations", "la-filature", file).exit_code == 1
    mapping.write_text('[columns]\non = "A"\npeople = "B"\n')
    assert run("import", "observations", "la-filature", file, "--mapping", mapping).exit_code == 0
    assert run("import", "observations", "la-filature", file).exit_code == 0
    assert Observation.objects.get().people == 12
