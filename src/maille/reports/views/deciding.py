"""What evidence proposes for a draft: confirmed, nuanced, contradicted; words chosen or not."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maille.core.effects.checking import InvalidAnswerError
from maille.grids import load_grid
from maille.places.models import Place
from maille.reports.actions import (
    choose_story,
    decide_finding,
    leave_story_out,
    undo_decision,
)
from maille.reports.enums import WhyLeftOut
from maille.reports.errors import DraftPublishedError
from maille.reports.forms import DecisionForm, OfferForm
from maille.reports.forms.deciding import CHOOSE
from maille.reports.models import Draft
from maille.reports.policies import may_answer
from maille.reports.queries import Matter, Offer, draft_document, matters_of, offers_of, waiting
from maille.reports.views.access import author, draft_of, for_place, typed


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to decide on, with its form."""

    matter: Matter
    form: DecisionForm


@dataclass(frozen=True, slots=True)
class _Offered:
    """Words to choose or to leave out, with their form."""

    offer: Offer
    form: OfferForm


@require_http_methods(["GET", "POST"])
@for_place(may_answer)
def proposals(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """Show what evidence proposes; take what the team makes of one finding."""
    found = draft_of(place, draft)
    matters = matters_of(found, draft_document(found))
    posted = typed(request)
    if posted is None:
        return _proposals_page(request, found, matters, None)
    matter = next((one for one in matters if one.about == posted.get("about")), None)
    if matter is None:
        return _gone(request, "reports:proposals", found)
    if "undo" in posted:
        return _decided(request, found, matter, None)
    form = DecisionForm(posted, prefix=None)
    if form.is_valid():
        return _decided(request, found, matter, form)
    return _proposals_page(request, found, matters, Asked(matter, form))


def _gone(request: HttpRequest, page: str, draft: Draft) -> HttpResponse:
    messages.info(request, _("This is no longer here: what was noted has changed. Look again."))
    return redirect(page, draft.place.slug, draft.public_id)


def _decided(
    request: HttpRequest, draft: Draft, matter: Matter, form: DecisionForm | None
) -> HttpResponse:
    try:
        if form is None:
            undo_decision(draft=draft, about=matter.about, by=author(request))
        else:
            decision = form.decision(matter.about)
            decide_finding(draft=draft, decision=decision, basis=matter.basis, by=author(request))
    except DraftPublishedError:
        messages.error(request, _("This draft is published: it does not change any more."))
    else:
        messages.success(request, _("It is noted, and will be printed with the finding."))
    page = [draft.place.slug, draft.public_id]
    response = (
        redirect("reports:theme", *page, matter.theme)
        if "theme" in request.POST
        else redirect("reports:proposals", *page)
    )
    response["Location"] += f"#about-{matter.about}"
    return response


def _proposals_page(
    request: HttpRequest, draft: Draft, matters: tuple[Matter, ...], wrong: Asked | None
) -> HttpResponse:
    asked = [
        wrong if wrong and wrong.matter == matter else Asked(matter, form_of(matter))
        for matter in matters
    ]
    context = {
        "place": draft.place,
        "draft": draft,
        "asked": asked,
        "wrong": wrong,
        "waiting": waiting(matters),
        "can_decide": draft.is_open,
        "grid": load_grid(draft.grid_version),
    }
    return render(request, "reports/proposals.html", context)


def form_of(matter: Matter) -> DecisionForm:
    """Give the form of a matter, filled with what was decided."""
    decision = matter.decision
    said = {"kind": decision.kind, "text": decision.text, "role": decision.role} if decision else {}
    return DecisionForm(initial=said, auto_id=f"id_%s_{matter.about}")


@require_http_methods(["GET", "POST"])
@for_place(may_answer)
def offers(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """Show the words noted over the period; take what the team makes of one of them."""
    found = draft_of(place, draft)
    offered = offers_of(found)
    posted = typed(request)
    if posted is None:
        return _offers_page(request, found, offered, None)
    offer = next((one for one in offered if one.story.id == posted.get("story")), None)
    if offer is None:
        return _gone(request, "reports:offers", found)
    form = _offer_form(found, offer, posted)
    if form.is_valid():
        return _chosen(request, found, offer, form)
    return _offers_page(request, found, offered, _Offered(offer, form))


def _chosen(request: HttpRequest, draft: Draft, offer: Offer, form: OfferForm) -> HttpResponse:
    choice = form.cleaned_data["choice"]
    try:
        if choice == CHOOSE:
            story = replace(offer.story, theme=form.cleaned_data["theme"])
            choose_story(draft=draft, story=story, by=author(request))
        else:
            leave_story_out(
                draft=draft,
                origin=UUID(offer.story.id),
                reason=WhyLeftOut(choice),
                by=author(request),
            )
    except DraftPublishedError:
        messages.error(request, _("This draft is published: it does not change any more."))
    except InvalidAnswerError:
        messages.error(request, _("These words are too long to be printed: leave them out."))
    else:
        messages.success(request, _("Your choice is noted. The report says how many are left out."))
    response = redirect("reports:offers", draft.place.slug, draft.public_id)
    response["Location"] += f"#words-{offer.story.id}"
    return response


def _offers_page(
    request: HttpRequest, draft: Draft, offered: tuple[Offer, ...], wrong: _Offered | None
) -> HttpResponse:
    lines = [
        wrong if wrong and wrong.offer == offer else _Offered(offer, _offer_form(draft, offer))
        for offer in offered
    ]
    context = {
        "place": draft.place,
        "draft": draft,
        "offered": lines,
        "unread": sum(not (one.chosen or one.reason) for one in offered),
        "can_decide": draft.is_open,
    }
    return render(request, "reports/offers.html", context)


def _offer_form(draft: Draft, offer: Offer, posted: object = None) -> OfferForm:
    chosen = CHOOSE if offer.chosen else offer.reason.value if offer.reason else ""
    return OfferForm(
        posted,
        grid=load_grid(draft.grid_version),
        language=get_language() or "fr",
        initial={"choice": chosen, "theme": offer.story.theme},
        auto_id=f"id_%s_{offer.story.id}",
    )
