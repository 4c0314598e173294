import threading

import pytest
from django.db import connection, transaction

from maille.db.state import FileState, read_snapshot, state_reader
from maille.geography.models import Region

committed = pytest.mark.django_db(transaction=True)


def elsewhere(act):
    """Act through a connection of its own, as another process would."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def add_region(code="28"):
    Region.objects.create(country="FR", code=code, name="Normandie")


@committed
def test_state_stays_the_same_while_nothing_is_written():
    read = state_reader()
    before = read()
    list(Region.objects.all())
    assert before is not None
    assert read() == before


@committed
@pytest.mark.parametrize("act", [add_region, lambda: elsewhere(add_region)])
def test_state_changes_with_what_anybody_commits(act):
    read = state_reader()
    before = read()
    act()
    after = read()
    assert after != before
    Region.objects.update(name="Bretagne")
    assert read() not in {before, after}


@committed
def test_state_changes_when_a_transaction_ends_not_before():
    read, seen = state_reader(), []
    before = read()
    with transaction.atomic():
        add_region()
        elsewhere(lambda: seen.append(read()))
    assert seen == [before]
    assert read() != before


@committed
def test_state_does_not_return_after_a_rollback_hid_it():
    read, seen = state_reader(), []
    before = read()
    with transaction.atomic():
        elsewhere(lambda: seen.append(read()))
        add_region()
        transaction.set_rollback(True)
    assert seen == [before]
    assert Region.objects.count() == 0
    add_region("11")
    assert read() != before


def test_state_of_a_file_that_is_not_there_is_unknown(tmp_path):
    path = tmp_path / "one two.sqlite3"
    read = FileState(path)
    assert read() is None
    path.touch()
    assert read() is not None


@pytest.mark.django_db
def test_snapshot_is_unknown_inside_a_transaction():
    assert read_snapshot() is None


@committed
def test_snapshot_is_unknown_to_who_cannot_answer():
    if connection.vendor == "postgresql":
        connection.close()
        assert read_snapshot() is not None
    else:
        assert read_snapshot() is None
