import datetime as dt
import io
import json

import pytest

from maille.db.models import Change
from maille.places.actions import occasions as actions
from maille.places.errors import ArchiveError
from maille.places.exports import export_place, import_place
from maille.places.exports.archives import PROGRAMME_ENTRY
from maille.places.exports.containers import pack, unpack
from maille.places.models import Occasion, Place
from maille.places.occasions import OccurrenceChange
from maille.places.queries.occasions import occurrences_of
from tests.factories.occasions import THURSDAY, declared

pytestmark = pytest.mark.django_db
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.fixture
def archive(place):
    lunch = declared(place, last_on=dt.date(2026, 12, 10), url="https://a.example/", is_free=False)
    actions.cancel_one_occurrence(occasion=lunch, original=THURSDAY, by=None)
    actions.change_one_occurrence(
        occasion=lunch,
        original=THURSDAY + dt.timedelta(days=7),
        change=OccurrenceChange(
            on=dt.date(2026, 1, 16), at=dt.time(19), minutes=60, title="Ailleurs", space="la cour"
        ),
        by=None,
    )
    feast = declared(
        place, starts_on=dt.date(2026, 6, 21), starts_at=None, minutes=1440, rule="", themes=()
    )
    actions.cancel_occasion(occasion=feast, by=None)
    return export_place(place)


def leave():
    """Delete every place, the archive being elsewhere."""
    Change.objects.all().delete()
    Place.objects.all().delete()


def changed(archive, change):
    entries = unpack(io.BytesIO(archive))
    programme = json.loads(entries[PROGRAMME_ENTRY])
    entries[PROGRAMME_ENTRY] = json.dumps(change(programme)).encode()
    return io.BytesIO(pack(entries))


def test_programme_leaves_and_comes_back_without_loss(place, archive):
    before = occurrences_of(place, *YEAR)
    leave()
    back = import_place(io.BytesIO(archive), by=None)
    assert export_place(back) == archive
    assert occurrences_of(back, *YEAR) == before
    assert import_place(io.BytesIO(archive), by=None) == back


def test_archive_of_a_place_that_announced_nothing_has_no_programme(place):
    assert PROGRAMME_ENTRY not in unpack(io.BytesIO(export_place(place)))


@pytest.mark.parametrize(
    "change",
    [
        lambda _programme: {},
        lambda _programme: [1],
        lambda programme: [{**programme[0], "rule": "FREQ=HOURLY"}],
        lambda programme: [{**programme[0], "rule": "FREQ=WEEKLY"}],
        lambda programme: [{**programme[0], "starts_on": "un jour"}],
        lambda programme: [{**programme[0], "time_zone": "Mars/Olympus"}],
        lambda programme: [{**programme[0], "url": "x"}],
        lambda programme: [{**programme[0], "exceptions": [{}]}],
        lambda programme: [{**programme[0], "exceptions": programme[0]["exceptions"][:1] * 2}],
        lambda programme: [programme[0], programme[0]],
    ],
)
def test_programme_that_is_not_as_it_should_be_is_refused_whole(archive, change):
    leave()
    with pytest.raises(ArchiveError):
        import_place(changed(archive, change), by=None)
    assert (Place.objects.count(), Occasion.objects.count()) == (0, 0)
