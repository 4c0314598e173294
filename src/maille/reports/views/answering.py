"""Answering a theme: its questions, then stories, dissents, ratings, indicators."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maille.core.effects.values import Grid, Theme
from maille.grids import load_grid
from maille.places.models import Place
from maille.reports.actions import (
    add_indicator,
    clear_answer,
    record_answer,
    record_intensity,
    remove_from_draft,
    rewrite_story,
    sign_dissent,
    tell_story,
)
from maille.reports.errors import DraftPublishedError, WithdrawnStoryError
from maille.reports.forms import DissentForm, IndicatorForm, IntensityForm, QuestionForm, StoryForm
from maille.reports.forms.questions import question_forms
from maille.reports.models import Dissent, Draft, Indicator, Intensity, Story
from maille.reports.policies import may_answer
from maille.reports.queries import answer_value, matters_of_theme, next_theme
from maille.reports.views.access import author, draft_of, for_place, story_of, typed
from maille.reports.views.deciding import Asked, form_of


@dataclass(frozen=True, slots=True)
class _Page:
    """A theme of a draft of a place."""

    place: Place
    draft: Draft
    grid: Grid
    theme: Theme


def _page(place: Place, draft: UUID, theme: str) -> _Page:
    found = draft_of(place, draft)
    grid = load_grid(found.grid_version)
    for one in grid.themes:
        if one.id == theme:
            return _Page(place, found, grid, one)
    raise Http404


def _to_theme(page: _Page, anchor: str = "") -> HttpResponse:
    response = redirect("reports:theme", page.place.slug, page.draft.public_id, page.theme.id)
    response["Location"] += anchor
    return response


def _closed(request: HttpRequest, place: Place, draft: Draft) -> HttpResponse:
    messages.error(
        request,
        _("This draft is published: it does not change any more. Correct the edition instead."),
    )
    return redirect("reports:draft", place.slug, draft.public_id)


@require_http_methods(["GET", "POST"])
@for_place(may_answer)
def theme(request: HttpRequest, place: Place, draft: UUID, theme: str) -> HttpResponse:
    """Ask the questions of a theme; each valid answer is kept, whatever the others are worth."""
    page = _page(place, draft, theme)
    if not page.draft.is_open:
        return _closed(request, place, page.draft)
    said = {
        row.question: answer_value(row) for row in page.draft.answers.filter(theme=page.theme.id)
    }
    forms = question_forms(page.grid, page.theme, said, typed(request))
    if request.method == "GET":
        return _theme_page(request, page, forms)
    try:
        _save(request, page, forms)
    except DraftPublishedError:
        return _closed(request, place, page.draft)
    wrong = [form for form in forms if form.errors]
    if request.headers.get("HX-Request"):
        return render(request, "reports/_saved.html", {"at": timezone.localtime(), "wrong": wrong})
    return _theme_page(request, page, forms) if wrong else _onwards(request, page)


def _save(request: HttpRequest, page: _Page, forms: list[QuestionForm]) -> None:
    for form in forms:
        if form.is_valid() and form.answer is not None:
            record_answer(draft=page.draft, answer=form.answer, by=author(request))
        elif form.is_valid():
            clear_answer(
                draft=page.draft,
                theme=page.theme.id,
                question=form.question.id,
                by=author(request),
            )


def _onwards(request: HttpRequest, page: _Page) -> HttpResponse:
    following = next_theme(page.grid, page.theme)
    if "story" in request.POST:
        return redirect("reports:story", page.place.slug, page.draft.public_id, page.theme.id)
    if "stay" in request.POST or following is None:
        return redirect("reports:draft", page.place.slug, page.draft.public_id)
    return redirect("reports:theme", page.place.slug, page.draft.public_id, following.id)


def _theme_page(request: HttpRequest, page: _Page, forms: list[QuestionForm]) -> HttpResponse:
    rows = {"theme": page.theme.id}
    wrong = [form for form in forms if form.errors]
    context = {
        "place": page.place,
        "draft": page.draft,
        "theme": page.theme,
        "rank": page.grid.themes.index(page.theme) + 1,
        "themes": page.grid.themes,
        "following": next_theme(page.grid, page.theme),
        "questions": forms,
        "wrong": wrong,
        "asked": [
            Asked(matter, form_of(matter)) for matter in matters_of_theme(page.draft, page.theme.id)
        ],
        "stories": page.draft.stories.filter(withdrawn_at__isnull=True, **rows),
        "dissents": page.draft.dissents.filter(**rows),
        "intensities": page.draft.intensities.filter(**rows),
    }
    return render(request, "reports/theme.html", context)


@require_http_methods(["GET", "POST"])
@for_place(may_answer)
def story(
    request: HttpRequest, place: Place, draft: UUID, theme: str, story: UUID | None = None
) -> HttpResponse:
    """Tell a story about a theme, or write it again."""
    page = _page(place, draft, theme)
    row = story_of(place, story) if story else None
    if row is not None and (row.draft, row.theme) != (page.draft, page.theme.id):
        raise Http404
    form = StoryForm(typed(request), initial=_initial(row) if row else None)
    if not page.draft.is_open:
        return _closed(request, place, page.draft)
    if request.method == "POST" and form.is_valid():
        return _keep_story(request, page, form, row)
    context = {"place": place, "draft": page.draft, "theme": page.theme, "form": form, "row": row}
    return render(request, "reports/story.html", context)


def _keep_story(
    request: HttpRequest, page: _Page, form: StoryForm, row: Story | None
) -> HttpResponse:
    told, note = form.story(page.theme), form.cleaned_data["consent_note"]
    try:
        kept = (
            rewrite_story(row=row, story=told, by=author(request), consent_note=note)
            if row
            else tell_story(draft=page.draft, story=told, by=author(request), consent_note=note)
        )
    except (DraftPublishedError, WithdrawnStoryError):
        return _closed(request, page.place, page.draft)
    if kept.hold == "held":
        messages.warning(
            request, _("The story is kept. A steward will read it before it is printed.")
        )
    elif not kept.consent:
        messages.warning(request, _("The story is kept. Without an agreement it is not printed."))
    else:
        messages.success(request, _("The story is kept."))
    return _to_theme(page, f"#story-{kept.public_id}")


def _initial(row: Story) -> dict[str, object]:
    fields = (
        *("text", "kind", "teller", "pseudonym", "told_on"),
        *("truncated", "consent", "consent_note"),
    )
    return {name: getattr(row, name) for name in fields} | {"direction": row.direction or ""}


@require_http_methods(["GET", "POST"])
@for_place(may_answer)
def dissent(request: HttpRequest, place: Place, draft: UUID, theme: str) -> HttpResponse:
    """Sign a disagreement with the answers on a theme."""
    page = _page(place, draft, theme)
    form = DissentForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = sign_dissent(
                draft=page.draft, dissent=form.dissent(page.theme), by=author(request)
            )
        except DraftPublishedError:
            return _closed(request, place, page.draft)
        messages.success(request, _("The disagreement is kept: the report will print it."))
        return _to_theme(page, f"#dissent-{row.public_id}")
    context = {"place": place, "draft": page.draft, "theme": page.theme, "form": form}
    return render(request, "reports/dissent.html", context)


@require_http_methods(["GET", "POST"])
@for_place(may_answer)
def intensity(request: HttpRequest, place: Place, draft: UUID, theme: str) -> HttpResponse:
    """Note how strongly a group felt the effect of a theme."""
    page = _page(place, draft, theme)
    form = IntensityForm(typed(request), grid=page.grid)
    if request.method == "POST" and form.is_valid():
        try:
            record_intensity(
                draft=page.draft, intensity=form.intensity(page.theme), by=author(request)
            )
        except DraftPublishedError:
            return _closed(request, place, page.draft)
        messages.success(request, _("The rating is kept."))
        return _to_theme(page, "#intensities")
    context = {"place": place, "draft": page.draft, "theme": page.theme, "form": form}
    return render(request, "reports/intensity.html", context)


@require_http_methods(["GET", "POST"])
@for_place(may_answer)
def indicators(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """List the place's own indicators in a draft, and add one."""
    found = draft_of(place, draft)
    form = IndicatorForm(typed(request), grid=load_grid(found.grid_version))
    if request.method == "POST" and form.is_valid():
        try:
            add_indicator(draft=found, indicator=form.indicator(), by=author(request))
        except DraftPublishedError:
            return _closed(request, place, found)
        messages.success(request, _("The indicator is kept."))
        return redirect("reports:indicators", place.slug, found.public_id)
    context = {
        "place": place,
        "draft": found,
        "form": form,
        "indicators": found.indicators.all(),
    }
    return render(request, "reports/indicators.html", context)


@require_POST
@for_place(may_answer)
def remove(request: HttpRequest, place: Place, draft: UUID, kind: str, row: UUID) -> HttpResponse:
    """Take a dissent, a rating or an indicator out of a draft."""
    found = draft_of(place, draft)
    thing = _removable(found, kind, row)
    try:
        remove_from_draft(row=thing, by=author(request))
    except DraftPublishedError:
        return _closed(request, place, found)
    messages.success(request, _("Taken out of the draft."))
    if kind == "indicateur":
        return redirect("reports:indicators", place.slug, found.public_id)
    return redirect("reports:theme", place.slug, found.public_id, thing.theme)


def _removable(draft: Draft, kind: str, row: UUID) -> Dissent | Intensity | Indicator:
    """Find what the address names, by its French word."""
    if kind == "desaccord":
        return get_object_or_404(Dissent, draft=draft, public_id=row)
    if kind == "intensite":
        return get_object_or_404(Intensity, draft=draft, public_id=row)
    return get_object_or_404(Indicator, draft=draft, public_id=row)
