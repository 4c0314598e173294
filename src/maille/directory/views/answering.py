"""Doubts and questions, and what a network or a team answers."""

from contextlib import suppress
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from maille.core.kernel.errors import CoreError
from maille.directory.actions import accept_doubt
from maille.directory.fields import FIELDS
from maille.directory.forms.answering import MendForm, QuestionForm
from maille.directory.models import Doubt, Question
from maille.directory.policies import (
    may_answer_doubt,
    may_answer_question,
    may_look_after_directory,
    networks_facilitated,
)
from maille.directory.queries.waiting import doubts_by_code, doubts_waiting, questions_waiting
from maille.directory.reasons import reason_of
from maille.places.models import Network
from maille.places.views.access import limited, person_of, said

_A_PAGE: Final = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@limited("240/h")
def list_doubts(request: HttpRequest) -> HttpResponse:
    """List what is in doubt, record by record; say of several that they are right."""
    network = _network(request)
    doubts = doubts_waiting(networks_facilitated(request.user), network)
    if request.method == "POST":
        chosen = doubts.filter(public_id__in=_identifiers(request))
        for doubt in chosen:
            accept_doubt(doubt=doubt, by=person_of(request))
        told = ngettext("%d doubt is settled.", "%d doubts are settled.", len(chosen))
        messages.success(request, told % len(chosen))
        return redirect(request.get_full_path())
    codes = [(code, reason_of(code), count) for code, count in doubts_by_code(doubts)]
    code = request.GET.get("raison", "")
    page = Paginator(doubts.filter(code=code) if code else doubts, _A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(doubt, reason_of(doubt.code), _label(doubt)) for doubt in page]
    context = {"network": network, "page": page, "rows": rows, "codes": codes, "code": code}
    return render(request, "directory/answering/doubts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_doubt(request: HttpRequest, doubt: str) -> HttpResponse:
    """Show what a record says, and mend it or say that it is right."""
    rows = Doubt.objects.select_related("record__place", "record__source", "settled_by")
    row = get_object_or_404(rows, public_id=doubt)
    if not may_answer_doubt(request.user, row):
        raise PermissionDenied
    form = MendForm(request.POST if request.POST.get("do") == "mend" else None, doubt=row)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            _settle(request, row, form)
        except CoreError as error:
            messages.error(request, said(error))
        else:
            messages.success(request, _("Noted."))
            return redirect(_back(request, "directory:doubts"))
    context = {"doubt": row, "form": form, "reason": reason_of(row.code), "label": _label(row)}
    return render(request, "directory/answering/doubt.html", context)


@login_required
@require_safe
def list_questions(request: HttpRequest) -> HttpResponse:
    """List the places that a source no longer lists, and that nobody has asked after."""
    network = _network(request)
    found = questions_waiting(networks_facilitated(request.user), network)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    context = {"network": network, "page": page}
    return render(request, "directory/answering/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_question(request: HttpRequest, question: str) -> HttpResponse:
    """Say what became of a place."""
    rows = Question.objects.select_related("place", "record__source", "answered_by")
    row = get_object_or_404(rows, public_id=question)
    if not may_answer_question(request.user, row):
        raise PermissionDenied
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        try:
            form.save(question=row, by=person_of(request))
        except CoreError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Thank you, it is noted."))
            return redirect(_back(request, "directory:questions"))
    return render(request, "directory/answering/question.html", {"question": row, "form": form})


def _settle(request: HttpRequest, doubt: Doubt, form: MendForm) -> None:
    if form.is_bound:
        form.save(by=person_of(request))
    else:
        accept_doubt(doubt=doubt, note=request.POST.get("note", ""), by=person_of(request))


def _network(request: HttpRequest) -> Network | None:
    """Give the network that is asked for; who looks after none is turned away."""
    if not may_look_after_directory(request.user):
        raise PermissionDenied
    slug = request.GET.get("reseau", "")
    if not slug:
        return None
    network = get_object_or_404(Network, slug=slug)
    mine = networks_facilitated(request.user)
    if mine is not None and network not in mine:
        raise PermissionDenied
    return network


def _identifiers(request: HttpRequest) -> list[UUID]:
    found = []
    for text in request.POST.getlist("doubt"):
        with suppress(ValueError):
            found.append(UUID(text))
    return found


def _label(doubt: Doubt) -> object:
    return FIELDS[doubt.field].label if doubt.field in FIELDS else doubt.field


def _back(request: HttpRequest, route: str) -> str:
    """Give the list that one came from, when the address says so."""
    wanted = request.GET.get("retour", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if wanted and safe else reverse(route)
