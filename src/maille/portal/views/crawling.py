"""What search engines ask for first: where not to go, and every page that there is."""

import datetime as dt
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from maille.db.models import Change
from maille.places.models import Place
from maille.places.queries import public_places
from maille.portal.exports.site import site_of

# The standard allows 50,000 addresses and 50 MB: both languages of these places fit.
PLACES_PER_PART: Final = 10_000
LANGUAGES: Final = ("fr", "en")
_PAGES: Final = (
    *("portal:home", "portal:places", "portal:map", "portal:open_data"),
    "observations:api",
)
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
ALTERNATES: Final = "http://www.w3.org/1999/xhtml"
# Nothing to read there without an account.
_CLOSED: Final = ("people:account", "observations:noting", "reports:import")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Say where robots need not go, and where the map of the site is."""
    lines = ["User-agent: *"]
    for language in LANGUAGES:
        with override(language):
            lines.extend(f"Disallow: {reverse(route)}" for route in _CLOSED)
    lines.append(f"Sitemap: {site_of(request).address('files:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the parts of the map of the site."""
    site = site_of(request)
    parts = -(-public_places().count() // PLACES_PER_PART)
    addresses = [site.address("files:sitemap_part", str(part)) for part in range(parts + 1)]
    items = "".join(f"<sitemap><loc>{escape(one)}</loc></sitemap>\n" for one in addresses)
    return _xml(f'<sitemapindex xmlns="{NAMESPACE}">\n{items}</sitemapindex>\n')


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """List pages in both languages: those of the site, then those of places."""
    if part == 0:
        urls = [_entry(_in_each(site_of(request).base, route)) for route in _PAGES]
    else:
        urls = list(_places(site_of(request).base, part))
    if not urls:
        raise Http404
    head = f'<urlset xmlns="{NAMESPACE}" xmlns:xhtml="{ALTERNATES}">'
    return _xml(f"{head}\n{''.join(urls)}</urlset>\n")


def _places(base: str, part: int) -> Iterator[str]:
    last = part * PLACES_PER_PART
    rows = public_places().order_by("slug").values_list("slug", "public_id", "added_at")
    known = list(rows[last - PLACES_PER_PART : last])
    changes = Change.objects.filter(
        thing=Place._meta.label, thing_id__in=[public_id for _slug, public_id, _at in known]
    )
    changed = dict(changes.order_by().values_list("thing_id").annotate(at=Max("at")))
    pattern = _in_each(base, "places:place", "-")
    for slug, public_id, added_at in known:
        addresses = {
            language: address.replace("/-/", f"/{slug}/") for language, address in pattern.items()
        }
        yield _entry(addresses, timezone.localdate(changed.get(public_id, added_at)))


def _in_each(base: str, route: str, *arguments: str) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = base + reverse(route, args=arguments)
    return found


def _entry(addresses: dict[str, str], changed: dt.date | None = None) -> str:
    """Write a page in each language; each names the others, and the first one stands for all."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(address)}"/>'
        for language, address in [*addresses.items(), ("x-default", addresses[LANGUAGES[0]])]
    )
    since = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return "".join(
        f"<url><loc>{escape(address)}</loc>{since}{others}</url>\n"
        for address in addresses.values()
    )


def _xml(content: str) -> HttpResponse:
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return HttpResponse(declaration + content, content_type="application/xml; charset=utf-8")
