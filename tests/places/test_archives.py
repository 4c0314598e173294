import datetime as dt
import io
import json
import zipfile
from decimal import Decimal

import pytest

from maille.db.trail import changes_of
from maille.places import actions
from maille.places.errors import ArchiveError
from maille.places.exports import export_place, import_place
from maille.places.exports.containers import MANIFEST, pack, unpack
from maille.places.models import Network, Place
from maille.places.values import (
    Address,
    LaterFormLine,
    LifeEventLine,
    LinkLine,
    MeansLine,
    OccupantsLine,
    PartnerLine,
    StatementLine,
    SurfaceLine,
)
from tests.factories.places import MembershipFactory, PlaceFactory


class Notes:
    """A part as a concept above would give it."""

    folder = "notes/"

    def __init__(self, *, fails=False):
        self.kept = {}
        self.fails = fails

    def collect(self, place):
        return {"notes/one.txt": place.slug.encode()}

    def restore(self, place, entries):
        if self.fails:
            raise ArchiveError("no")
        self.kept = {place.slug: dict(entries)}


@pytest.fixture
def full(place, steward, picture):
    """Give a place with something in every part of its portrait."""
    by = steward
    actions.locate_place(
        place=place,
        address=Address(
            commune="14167",
            postcode="14460",
            street="Grande Halle",
            longitude=-0.3,
            latitude=49.19,
            coordinates_source="CGET 2019",
        ),
        by=by,
    )
    actions.update_place(
        place=place, changes={"writing": "midpoint", "data_licence": "etalab-2.0"}, by=by
    )
    actions.update_portrait(
        place=place,
        changes={
            "founding_idea": "Une halle\nà réchauffer « ensemble »",
            "organisation_name": "Le Wip",
            "organisation_form": "association",
            "organisation_founded": "2016-05",
            "audiences": ["families"],
            "audiences_own": ["les musiciens"],
            "volunteers": 0,
            "employees": Decimal("3.5"),
        },
        by=by,
    )
    actions.set_statements(
        place=place,
        statements=[StatementLine("mission", "Créer", reported=True, source_note="page")],
        by=by,
    )
    actions.set_later_forms(place=place, forms=[LaterFormLine("scic", "", "2018")], by=by)
    actions.set_surfaces(place=place, surfaces=[SurfaceLine("indoor", 3000)], by=by)
    actions.set_means(
        place=place, means=[MeansLine(None, "operating", "grants", Decimal("0.10"))], by=by
    )
    actions.set_composition(place=place, composition=[OccupantsLine("artists", 0)], by=by)
    actions.set_partners(place=place, partners=[PartnerLine("public", "La commune")], by=by)
    actions.set_links(place=place, links=[LinkLine("wiki", "https://example.org/wip")], by=by)
    for kind, date in (("founded", "2016-05"), ("opened", "2019-10"), ("closed", "2023-07")):
        actions.add_life_event(place=place, event=LifeEventLine(kind, date), by=by)
    successor = PlaceFactory(name="Le Tissage", slug="le-tissage")
    actions.set_successor(place=place, successor=successor, since="2024", by=by)
    network = actions.add_network(name="Normands", url="https://example.org/normands")
    actions.set_networks(place=place, networks=[network], by=by)
    for text in ("Une halle", "Une cour"):
        actions.add_photo(
            place=place, file=picture((800, 400)), words={"alternative_text": text}, by=by
        )
    actions.issue_device_token(place=place, label="Tablette de Camille", by=by)
    return place


def forget(place):
    """Remove a place as another installation would not know it."""
    for photo in place.photos.all():
        photo.image.delete(save=False)
        photo.small.delete(save=False)
    changes_of(place).delete()
    place.delete()
    Network.objects.all().delete()


def repacked(archive, **changes):
    """Give an archive with some entries changed, and a manifest that agrees."""
    entries = unpack(io.BytesIO(archive))
    entries |= {name.replace("__", "."): content for name, content in changes.items()}
    return pack({name: content for name, content in entries.items() if content is not None})


def redescribed(archive, change):
    described = json.loads(unpack(io.BytesIO(archive))["place.json"])
    change(described)
    return repacked(archive, place__json=json.dumps(described).encode())


def test_export_then_import_loses_nothing(full, media):
    actions.confirm_place(place=full, by=None, on=dt.date(2026, 3, 1))
    archive = export_place(full)
    trail = list(changes_of(full).values("field", "previous", "new", "at"))
    assert export_place(full) == archive
    forget(full)
    steward = MembershipFactory().person
    place = import_place(io.BytesIO(archive), by=steward)
    assert export_place(Place.objects.get(slug="la-filature")) == archive
    kept = [line for line in trail if not line["field"].startswith("device:")]
    assert list(changes_of(place).values("field", "previous", "new", "at")) == kept
    assert [(member.person, member.role) for member in place.memberships.all()] == [
        (steward, "steward")
    ]
    assert place.commune.code == "14167"
    assert place.confirmed_on == dt.date(2026, 3, 1)
    assert place.life_events.get(kind="succeeded").successor.slug == "le-tissage"
    assert place.portrait.volunteers == 0
    assert len(list(media.rglob("*-small.webp"))) == 2


def test_an_archive_from_before_confirmations_is_restored(full):
    archive = redescribed(export_place(full), lambda told: told["place"].pop("confirmed_on"))
    forget(full)
    assert import_place(io.BytesIO(archive), by=None).confirmed_on is None


def test_the_same_archive_again_changes_nothing(full):
    archive = export_place(full)
    assert import_place(io.BytesIO(archive), by=None) == full
    assert changes_of(full).count() == changes_of(full).count()


def test_an_archive_names_nobody(full, steward):
    content = b"".join(unpack(io.BytesIO(export_place(full))).values())
    assert steward.email.encode() not in content
    assert steward.display_name.encode() not in content
    assert b"Camille" not in content


def test_a_place_that_changed_since_is_not_overwritten(full):
    archive = export_place(full)
    actions.update_place(place=full, changes={"name": "Autre"}, by=None)
    with pytest.raises(ArchiveError, match="la-filature"):
        import_place(io.BytesIO(archive), by=None)
    full.refresh_from_db()
    assert full.name == "Autre"


def test_a_slug_that_is_taken_is_refused(full):
    archive = export_place(full)
    forget(full)
    PlaceFactory(slug="la-filature")
    with pytest.raises(ArchiveError, match="la-filature"):
        import_place(io.BytesIO(archive), by=None)


def test_a_part_is_collected_and_restored(full):
    notes = Notes()
    archive = export_place(full, parts=[notes])
    with pytest.raises(ArchiveError):
        import_place(io.BytesIO(archive), by=None)
    forget(full)
    import_place(io.BytesIO(archive), by=None, parts=[notes])
    assert notes.kept == {"la-filature": {"notes/one.txt": b"la-filature"}}


def test_an_import_is_whole_or_not_at_all(full, media):
    archive = export_place(full, parts=[Notes()])
    forget(full)
    with pytest.raises(ArchiveError):
        import_place(io.BytesIO(archive), by=None, parts=[Notes(fails=True)])
    assert not Place.objects.filter(slug="la-filature").exists()
    assert Network.objects.count() == 0
    assert list(media.rglob("*.webp")) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["place"].pop("name"),
        lambda told: told["place"].update(state="burnt"),
        lambda told: told["place"].update(slug="Le Wip"),
        lambda told: told["place"].update(slug="ajouter"),
        lambda told: told["place"].update(longitude="east"),
        lambda told: told["place"].update(added_at="hier"),
        lambda told: told["portrait"].update(audiences=["martians"]),
        lambda told: told["portrait"].update(employees="many"),
        lambda told: told.update(surfaces=[{"kind": "indoor", "square_metres": -1, "label": ""}]),
        lambda told: told.update(means="none"),
        lambda told: told.update(links=[{"kind": "wiki", "url": "javascript:alert(1)"}]),
        lambda told: told["life_events"][1].update(date="2030-02-31"),
        lambda told: told["life_events"][1].update(date="2025", kind="opened"),
        lambda told: told["life_events"][1].update(id=told["life_events"][0]["id"]),
        lambda told: told["place"].update(longitude=float("nan")),
        lambda told: told["photos"][0].update(id="00000000-0000-0000-0000-000000000000"),
        lambda told: told["photos"][1].update(licence="mine"),
        lambda told: told.update(networks=[{"name": "x", "url": "nowhere"}]),
        lambda told: told["place"].update(id="x"),
        lambda told: told.pop("place"),
    ],
)
def test_a_description_that_does_not_fit_is_refused(full, media, change):
    archive = redescribed(export_place(full), change)
    forget(full)
    with pytest.raises(ArchiveError):
        import_place(io.BytesIO(archive), by=None)
    assert not Place.objects.filter(slug="la-filature").exists()
    assert list(media.rglob("*.webp")) == []


@pytest.mark.parametrize(
    ("entry", "content"),
    [
        ("place__json", None),
        ("place__json", b"[]"),
        ("place__json", b"not json"),
        ("place__json", b"[" * 100_000),
        ("changes__json", None),
        ("changes__json", b'[{"field": "name"}]'),
        ("changes__json", b'[{"field": "\\u0000"}]'),
        ("changes__json", b"7"),
        ("elsewhere__txt", b"?"),
    ],
)
def test_entries_that_are_missing_strange_or_broken_are_refused(full, entry, content):
    archive = repacked(export_place(full), **{entry: content})
    forget(full)
    with pytest.raises(ArchiveError):
        import_place(io.BytesIO(archive), by=None)
    assert not Place.objects.filter(slug="la-filature").exists()


def test_a_picture_that_was_tampered_with_is_refused(full, picture):
    archive = export_place(full)
    photo = full.photos.first()
    forget(full)
    name = f"photos/{photo.public_id}.webp"
    for content in (None, b"<script>", picture().getvalue()):
        entries = unpack(io.BytesIO(archive))
        if content is None:
            del entries[name]
        else:
            entries[name] = content
        with pytest.raises(ArchiveError):
            import_place(io.BytesIO(pack(entries)), by=None)
    assert not Place.objects.filter(slug="la-filature").exists()


def zipped(entries, **options):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", **options) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    output.seek(0)
    return output


MANIFEST_OF_NONE = json.dumps({"format": "maille-place/1", "sha256": {}}).encode()


def test_unpack_reads_what_pack_wrote():
    entries = {"place.json": b"{}", "photos/a.webp": b"\0\1"}
    assert unpack(io.BytesIO(pack(entries))) == entries


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [("place.json", b"{}")],
        [(MANIFEST, b"[]")],
        [(MANIFEST, b'{"format": "maille-place/2", "sha256": {}}')],
        [(MANIFEST, MANIFEST_OF_NONE), ("place.json", b"{}")],
        [(MANIFEST, b'{"format": "maille-place/1", "sha256": {"place.json": "00"}}')],
    ],
)
def test_unpack_refuses_a_manifest_that_does_not_agree(entries):
    with pytest.raises(ArchiveError):
        unpack(zipped(entries))


@pytest.mark.parametrize(
    "name",
    ["../place.json", "/etc/passwd", "photos//a.webp", "photos/../a", "a\\b", "photos/", ".a", "é"],
)
def test_unpack_refuses_names_that_leave_the_archive(name):
    with pytest.raises(ArchiveError):
        unpack(zipped([(MANIFEST, MANIFEST_OF_NONE), (name, b"x")]))


def test_unpack_refuses_the_same_name_twice():
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped([(MANIFEST, MANIFEST_OF_NONE), ("a", b"1"), ("a", b"2")])
    with pytest.raises(ArchiveError):
        unpack(twice)


def test_unpack_refuses_bombs(monkeypatch):
    swollen = zipped([("a", b"0" * 20_000_000)], compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(ArchiveError):
        unpack(swollen)
    monkeypatch.setattr("maille.places.exports.containers.MAX_BYTES", 10)
    with pytest.raises(ArchiveError):
        unpack(zipped([("a", b"12345678901")]))
    monkeypatch.setattr("maille.places.exports.containers.MAX_ENTRIES", 1)
    with pytest.raises(ArchiveError):
        unpack(zipped([("a", b"1"), ("b", b"2")]))


def test_unpack_refuses_what_is_no_archive():
    whole = pack({"place.json": b"{}" * 1000})
    for content in (b"", b"PK\3\4", whole[:-30], whole.replace(b"place", b"plaque", 1)):
        with pytest.raises(ArchiveError):
            unpack(io.BytesIO(content))


def test_unpack_refuses_a_size_that_lies():
    whole = bytearray(zipped([("a", b"0" * 100)], compression=zipfile.ZIP_DEFLATED).read())
    directory = whole.rindex(b"PK\1\2")
    whole[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    with pytest.raises(ArchiveError):
        unpack(io.BytesIO(bytes(whole)))
