"""A disk that keeps only what was synced: SQLite's own file methods, with a memory of writes.

Power loss on a real machine takes away what the program wrote and never asked to sync. This
module takes the default file system of SQLite (its VFS) and replaces three methods of the files
it opens: a write and a truncation remember what they overwrite, a sync forgets that memory for
the whole file, whoever wrote (what one connection began to copy, another may sync). When
:data:`CUT` appears beside the database, every remembered write is undone and the process dies on
the spot. While :data:`FULL` is there, writes that make a file grow are answered "disk full".

See https://www.sqlite.org/vfs.html for the structures, and "sqlite3.h" for their order.
"""

import _sqlite3
import ctypes
import os
import signal
import threading
import time
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import ClassVar

CUT = "power-is-cut"
FULL = "disk-is-full"
SQLITE_OK, SQLITE_FULL = 0, 13
MAIN, MAIN_JOURNAL, WAL = 0x100, 0x800, 0x80000

OPEN = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p, c_int, c_void_p)
CLOSE = CFUNCTYPE(c_int, c_void_p)
READ = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
SIZE = CFUNCTYPE(c_int, c_void_p, POINTER(c_int64))


class Methods(ctypes.Structure):
    """``sqlite3_io_methods``: what can be done with an open file."""

    _fields_: ClassVar = [
        ("version", c_int),
        ("close", CLOSE),
        ("read", READ),
        ("write", WRITE),
        ("truncate", TRUNCATE),
        ("sync", SYNC),
        ("size", SIZE),
        ("others", c_void_p * 13),
    ]


class Vfs(ctypes.Structure):
    """``sqlite3_vfs``: how files are opened."""

    _fields_: ClassVar = [
        ("version", c_int),
        ("file_bytes", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", OPEN),
        ("others", c_void_p * 16),
    ]


class LossyDisk:
    """The memory of what was written and not synced, for the files of one folder."""

    def __init__(self, folder: Path) -> None:
        self.cut, self.full = folder / CUT, folder / FULL
        self.lock = threading.RLock()
        self.undo: dict[bytes, list[tuple[int, Callable[[], object]]]] = {}
        self.names: dict[int, bytes] = {}
        self.kept: list[object] = []  # what C code points at must not be collected

    def install(self) -> None:
        """Become the default file system of SQLite in the servers forked from this process."""
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        usual = library.sqlite3_vfs_find(None).contents
        ours = Vfs.from_buffer_copy(usual)
        ours.name, ours.open = b"lossy", OPEN(self._opening(usual.open))
        self.kept += [usual, ours]
        library.sqlite3_vfs_register(ctypes.byref(ours), 1)
        os.register_at_fork(after_in_child=self._watch)

    def _watch(self) -> None:
        threading.Thread(target=self._wait_for_the_cut, daemon=True).start()

    def _opening(self, usual_open: OPEN) -> Callable[..., int]:
        def opened(vfs: int, name: bytes, file: int, flags: int, given: int) -> int:
            done: int = usual_open(vfs, name, file, flags, given)
            if done == SQLITE_OK and flags & (MAIN | MAIN_JOURNAL | WAL):
                self.names[file] = name
                slot = ctypes.cast(file, POINTER(POINTER(Methods)))
                slot[0] = ctypes.pointer(self._methods(slot[0].contents))
            return done

        return opened

    def _methods(self, usual: Methods) -> Methods:
        """Give the methods of a file, those that change it going through the memory."""
        ours = Methods.from_buffer_copy(usual)
        ours.close = CLOSE(lambda file: self._close(usual, file))
        ours.write = WRITE(lambda *call: self._write(usual, *call))
        ours.truncate = TRUNCATE(lambda *call: self._truncate(usual, *call))
        ours.sync = SYNC(lambda *call: self._sync(usual, *call))
        self.kept += [usual, ours]
        return ours

    def _write(self, usual: Methods, file: int, data: int, many: int, offset: int) -> int:
        with self.lock:
            if self.full.exists() and offset + many > _size(usual, file):
                return SQLITE_FULL
            self._remember(usual, file, offset, many)
            done: int = usual.write(file, data, many, offset)
            return done

    def _truncate(self, usual: Methods, file: int, size: int) -> int:
        with self.lock:
            self._remember(usual, file, size, max(0, _size(usual, file) - size))
            done: int = usual.truncate(file, size)
            return done

    def _sync(self, usual: Methods, file: int, flags: int) -> int:
        with self.lock:
            done: int = usual.sync(file, flags)
            self.undo.pop(self.names[file], None)
            return done

    def _close(self, usual: Methods, file: int) -> int:
        """Forget who closes a file: SQLite syncs what it needs before."""
        with self.lock:
            name = self.names.pop(file)
            self.undo[name] = [one for one in self.undo.get(name, []) if one[0] != file]
            done: int = usual.close(file)
            return done

    def _remember(self, usual: Methods, file: int, offset: int, many: int) -> None:
        before = _size(usual, file)
        held = min(many, max(0, before - offset))
        content = ctypes.create_string_buffer(held)
        if held:
            usual.read(file, content, held, offset)

        def put_back() -> None:
            if held:
                usual.write(file, ctypes.addressof(content), held, offset)
            if _size(usual, file) > before:
                usual.truncate(file, before)

        self.undo.setdefault(self.names[file], []).append((file, put_back))

    def _wait_for_the_cut(self) -> None:
        while not self.cut.exists():
            time.sleep(0.002)
        with self.lock:
            for writes in self.undo.values():
                for _file, put_back in reversed(writes):
                    put_back()
            os.kill(os.getpid(), signal.SIGKILL)


def _size(usual: Methods, file: int) -> int:
    size = c_int64()
    usual.size(file, ctypes.byref(size))
    return size.value
