"""Reviewing places that may be one, and taking merges back."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maille.core.kernel.errors import CoreError
from maille.directory.actions import decide_pair, find_likenesses, propose_pairs, undo_merge
from maille.directory.enums import PairDecision
from maille.directory.forms.duplicates import DecisionForm, ReviewForm
from maille.directory.models import Merge, Pair
from maille.directory.policies import (
    may_decide_pair,
    may_review_duplicates,
    may_undo_merge,
    networks_facilitated,
)
from maille.directory.queries.duplicates import live_merges, pairs_to_review
from maille.directory.queries.side_by_side import compared, reasons_of, sides_of
from maille.places.queries import public_places
from maille.places.views.access import limited, person_of, said

_A_PAGE: Final = 25
# More than a page may compare while somebody waits: the command does it.
_MOST_AT_ONCE: Final = 5000


@login_required
@require_safe
def list_duplicates(request: HttpRequest) -> HttpResponse:
    """List the pairs that wait for somebody, the most probable first."""
    if not may_review_duplicates(request.user):
        raise PermissionDenied
    form = ReviewForm(request.GET)
    wanted = form.wanted()
    networks = networks_facilitated(request.user)
    pairs = pairs_to_review(networks, decision=wanted.decision, above=wanted.above)
    page = Paginator(pairs, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(pair, reasons_of(pair)[:2]) for pair in page],
        "may_look": public_places().count() <= _MOST_AT_ONCE,
        "merges": live_merges(networks).count(),
    }
    return render(request, "directory/duplicates/list.html", context)


@login_required
@require_POST
@limited("30/h")
def look_for_duplicates(request: HttpRequest) -> HttpResponse:
    """Compare all places again, when they are few enough for somebody to wait."""
    if not may_review_duplicates(request.user):
        raise PermissionDenied
    if public_places().count() > _MOST_AT_ONCE:
        messages.error(request, _("There are too many places for a page: run the command."))
    else:
        number = propose_pairs(found=find_likenesses())
        told = ngettext("%d pair to look at.", "%d pairs to look at.", number)
        messages.success(request, told % number)
    return redirect("directory:duplicates")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_pair(request: HttpRequest, pair: str) -> HttpResponse:
    """Show two places side by side, and take somebody's word for what they are."""
    row = get_object_or_404(Pair.objects.select_related("first", "second"), public_id=pair)
    if not may_decide_pair(request.user, row):
        raise PermissionDenied
    sides = sides_of(row)
    form = DecisionForm(request.POST or None, sides=sides)
    if form.is_valid():
        try:
            decide_pair(pair=row, by=person_of(request), **form.cleaned_data)
        except CoreError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Noted."))
            return redirect("directory:duplicates")
    context = {"pair": row, "sides": sides, "fields": compared(row), "form": form}
    context["open"] = row.decision != PairDecision.SAME
    return render(request, "directory/duplicates/pair.html", context)


@login_required
@require_safe
def list_merges(request: HttpRequest) -> HttpResponse:
    """List the merges that stand, the latest first."""
    if not may_review_duplicates(request.user):
        raise PermissionDenied
    merges = live_merges(networks_facilitated(request.user))
    page = Paginator(merges, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/duplicates/merges.html", {"page": page})


@login_required
@require_POST
def take_merge_back(request: HttpRequest, merge: str) -> HttpResponse:
    """Undo a merge."""
    row = get_object_or_404(Merge.objects.select_related("kept", "merged"), public_id=merge)
    if not may_undo_merge(request.user, row):
        raise PermissionDenied
    try:
        undo_merge(merge=row, by=person_of(request))
    except CoreError as error:
        messages.error(request, said(error))
    else:
        told = _("%(first)s and %(second)s are two places again.")
        messages.success(request, told % {"first": row.kept.name, "second": row.merged.name})
    return redirect("directory:merges")
