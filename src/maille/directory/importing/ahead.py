"""Making what comes next in a process of its own, while this one deals with what came before."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from signal import SIG_IGN, SIGINT, signal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from maille.core.kernel.errors import CoreError
from maille.directory.errors import DirectoryFileError

T = TypeVar("T")


def can_go_ahead() -> bool:
    """Tell whether this machine can make a process of what is here, and has where to run it."""
    return "fork" in multiprocessing.get_all_start_methods() and multiprocessing.cpu_count() > 1


def made_ahead(make: Callable[[], Iterable[T]]) -> Iterator[T]:
    """Give what ``make`` gives, one thing made while the one before is dealt with.

    The other process holds what this one held when it began, and sends each thing back; it must
    not touch the database. It ends by itself when nobody reads what it sends any more.

    Raises
    ------
    CoreError
        What ``make`` raised.
    DirectoryFileError
        When the other process was stopped.
    """
    context = multiprocessing.get_context("fork")
    inbox, outbox = context.Pipe(duplex=False)
    other = context.Process(target=_send, args=(make, inbox, outbox), daemon=True)
    other.start()
    outbox.close()
    try:
        while (told := _receive(inbox)) is not None:
            yield told[0]
    finally:
        inbox.close()
        other.join()


def _receive(inbox: Connection) -> tuple[Any] | None:
    try:
        told: tuple[Any] | CoreError | None = inbox.recv()
    except EOFError as error:
        raise DirectoryFileError(
            _("the reading was stopped from outside: start it again, it goes on from there")
        ) from error
    if isinstance(told, CoreError):
        raise told
    return told


def _send(make: Callable[[], Iterable[object]], inbox: Connection, outbox: Connection) -> None:
    """Send each thing, then nothing; an interruption is for the process that reads."""
    signal(SIGINT, SIG_IGN)
    inbox.close()
    try:
        for thing in make():
            outbox.send((thing,))
        outbox.send(None)
    except CoreError as error:
        outbox.send(error)
    except BrokenPipeError:
        return
