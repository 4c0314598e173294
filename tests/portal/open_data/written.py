"""Files as they are written, read again."""

import csv
import io
import json

from maille.portal.exports.formats import FILES, write_file
from maille.portal.exports.site import Site
from maille.portal.queries.open_places import Tally

SITE = Site("https://maille.example")


def written(form, **options):
    """Write a file, and give its text."""
    return "".join(write_file(FILES[form], SITE, **options))


def as_json(form, **options):
    """Write a file, and read it as JSON."""
    return json.loads(written(form, **options))


def as_rows(form, **options):
    """Write a table, and read its rows."""
    return list(csv.DictReader(io.StringIO(written(form, **options)), strict=True))


def left_out(form, **options):
    """Give why each place is left out, by slug."""
    found = {}

    def told(place):
        found[place.slug] = [one.value for one in place.obstacles]

    written(form, tally=Tally(told=told), **options)
    return found


def fetched(client, path, **headers):
    """Ask for a file, and give the answer and its bytes; read to its end, a file closes."""
    answer = client.get(path, headers=headers)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content
