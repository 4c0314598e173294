import threading

import pytest
from django.db import OperationalError, connection, transaction

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


def unanswered(*_query):
    raise OperationalError


def add_region(code="28"):
    Region.objects.create(country="FR", code=code, name="Normandie")


@committed
def test_state_stays_the_same_while_nothing_is_written():
    read = state_reader()

    def unmoved():
        before = read()
        list(Region.objects.all())
        return before is not None and read() == before

    # Tests that run beside this one write in other databases of the same server.
    assert any(unmoved() for _time in range(100))


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
def test_state_changes_when_a_transaction_ends():
    read = state_reader()
    seen = [read()]
    with transaction.atomic():
        add_region()
        elsewhere(lambda: seen.append(read()))
    assert read() not in seen


def test_numbers_of_two_connections_are_not_mistaken(tmp_path):
    path = tmp_path / "one.sqlite3"
    path.touch()
    assert FileState(path)() != FileState(path)()


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
def test_snapshot_is_unknown_when_the_database_does_not_answer():
    with connection.execute_wrapper(unanswered):
        assert read_snapshot() is None
