"""What an installation needs to stay well, and how to mend what it lacks."""

import datetime as dt
import os
import shutil
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError
from django.utils.translation import gettext as _

from maille.project.email_url import PRINTED
from maille.project.prepare import is_embedded, is_prepared

LEAST_FREE_BYTES = 500_000_000
OLDEST_BACKUP = dt.timedelta(days=7)
SQLITE_FULL = 2
# What lets a server say that something is written before it is.
POSTGRESQL_LAX = {
    "synchronous_commit": {"off"},
    "fsync": {"off"},
    "full_page_writes": {"off"},
}
OLDEST_CLOCK = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class Health(Enum):
    """How a subject is."""

    WELL = "well"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"

    def label(self) -> str:
        """Say it in the language of the command."""
        return {"well": _("well"), "doubtful": _("to watch"), "wrong": _("to mend")}[self.value]


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One subject, how it is, and what to do."""

    subject: str
    health: Health
    message: str
    remedy: str = ""


def check_health(*, now: dt.datetime) -> list[HealthFinding]:
    """Look at the database and its promises, the storage, the time, the e-mails, the backups."""
    return [_database(), _durability(), _storage(), _time_zone(now), _emails(), _backups(now)]


def _database() -> HealthFinding:
    subject = _("database")
    try:
        prepared = is_prepared()
        damage = _damage() if is_embedded() else ""
    except DatabaseError as error:
        return HealthFinding(
            subject,
            Health.WRONG,
            str(error).splitlines()[0],
            _("start the server, or correct MAILLE_DATABASE_URL"),
        )
    if damage:
        remedy = _("stop the site and put back the latest backup")
        return HealthFinding(subject, Health.WRONG, damage, remedy)
    if not prepared:
        remedy = _("run “maille prepare”")
        return HealthFinding(subject, Health.WRONG, _("tables are missing"), remedy)
    return HealthFinding(subject, Health.WELL, connection.vendor)


def _damage() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        answer = str(cursor.fetchone()[0])
    return "" if answer == "ok" else answer


def _durability() -> HealthFinding:
    """Tell whether what is acknowledged survives a power cut."""
    subject = _("durability")
    try:
        lax = _lax_settings()
    except DatabaseError as error:
        return HealthFinding(subject, Health.DOUBTFUL, str(error).splitlines()[0])
    if lax:
        remedy = _("set it back: receipts promise that nothing is lost")
        return HealthFinding(subject, Health.WRONG, ", ".join(lax), remedy)
    return HealthFinding(subject, Health.WELL, _("what is acknowledged is on the disk"))


def _lax_settings() -> list[str]:
    with connection.cursor() as cursor:
        if is_embedded():
            cursor.execute("PRAGMA synchronous")
            level = int(cursor.fetchone()[0])
            return [] if level >= SQLITE_FULL else [f"synchronous = {level}"]
        found = []
        for name, lax in POSTGRESQL_LAX.items():
            cursor.execute(f"SHOW {name}")
            value = str(cursor.fetchone()[0])
            found += [f"{name} = {value}"] if value in lax else []
        return found


def _storage() -> HealthFinding:
    subject, folder = _("storage"), settings.DATA_DIR
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        remedy = _("give this folder to the account that runs Maille")
        return HealthFinding(subject, Health.WRONG, _("cannot write in %s") % folder, remedy)
    free = shutil.disk_usage(folder).free
    message = _("%(folder)s, %(free).1f GB free") % {"folder": folder, "free": free / 1e9}
    if free < LEAST_FREE_BYTES:
        return HealthFinding(subject, Health.WRONG, message, _("make room on this disk"))
    return HealthFinding(subject, Health.WELL, message)


def _time_zone(now: dt.datetime) -> HealthFinding:
    subject = _("time zone")
    if now < OLDEST_CLOCK:
        remedy = _("set the clock of this machine")
        return HealthFinding(subject, Health.WRONG, _("the clock says %s") % now.date(), remedy)
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    message = _("%(zone)s, where it is %(time)s") % {
        "zone": settings.TIME_ZONE,
        "time": local.strftime("%H:%M"),
    }
    return HealthFinding(subject, Health.WELL, message)


def _emails() -> HealthFinding:
    """Tell whether the codes that people sign in with reach them."""
    subject = _("e-mails")
    if settings.EMAIL_BACKEND != PRINTED:
        return HealthFinding(subject, Health.WELL, _("sent by %s") % settings.EMAIL_HOST)
    message = _("printed where the server runs, sent to nobody")
    if not settings.SECURE:
        return HealthFinding(subject, Health.WELL, message)
    remedy = _("give MAILLE_EMAIL_URL: without it, nobody receives a code to sign in")
    return HealthFinding(subject, Health.DOUBTFUL, message, remedy)


def _backups(now: dt.datetime) -> HealthFinding:
    subject, folder = _("backups"), settings.DATA_DIR / "backups"
    ages = [
        now - dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC)
        for file in folder.glob("*")
        if file.is_file()
    ]
    if not is_embedded():
        remedy = _("see that pg_dump runs each night and that its files can be put back")
        return HealthFinding(subject, Health.DOUBTFUL, _("kept by your server"), remedy)
    remedy = _("run “maille backup” each night, and copy its file elsewhere")
    if not ages:
        return HealthFinding(subject, Health.DOUBTFUL, _("none yet"), remedy)
    message = _("the latest is %d days old") % min(ages).days
    if min(ages) > OLDEST_BACKUP:
        return HealthFinding(subject, Health.DOUBTFUL, message, remedy)
    return HealthFinding(subject, Health.WELL, message)
