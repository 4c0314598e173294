"""Filters and tags of every page: ``{% load maille %}``."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField, Form
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.urls import translate_url
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from maille.web import dates, motif, typography, weave
from maille.web.kept import STATE, Shelf

register = template.Library()

LANGUAGES = (("fr", "Français"), ("en", "English"))
MOST_FRAGMENTS = 1000


def reading_language() -> str:
    """Give the language of the page being written; any other than English reads French."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


@register.filter
def typeset(text: object, language: str = "") -> str:
    """Set a text for the eye; what is already markup keeps its tags."""
    language = language or reading_language()
    if isinstance(text, SafeString):
        markup = typography.typeset_markup(text, language, ordinals=False)
        return mark_safe(markup)  # noqa: S308 - it was safe, and stays escaped
    return typography.typeset("" if text is None else str(text), language)


@register.filter
def localized(words: Mapping[str, str] | None, language: str = "") -> str:
    """Pick the words of the page's language out of ``{fr, en}``, and set them."""
    language = language or reading_language()
    return typography.typeset(words[language] if words else "", language)


@register.filter
def long_date(value: dt.date | str | None, language: str = "") -> str:
    """Write a date, a month or a year in words, its spaces bound."""
    language = language or reading_language()
    return typography.typeset(dates.long_date(value, language), language)


class TypographyNode(template.Node):
    """The markup between ``{% typography %}`` and ``{% endtypography %}``, set."""

    def __init__(self, nodelist: NodeList, language: FilterExpression | None) -> None:
        self.nodelist = nodelist
        self.language = language

    def render(self, context: Context) -> SafeString:
        """Render, then set."""
        language = self.language.resolve(context) if self.language else reading_language()
        markup = typography.typeset_markup(self.nodelist.render(context), language)
        return mark_safe(markup)  # noqa: S308 - rendered by the template, which has escaped it


@register.tag("typography")
def typography_block(parser: Parser, token: Token) -> TypographyNode:
    """Set a whole fragment: ``{% typography %}`` or ``{% typography "fr" %}``."""
    _name, *arguments = token.split_contents()
    language = parser.compile_filter(arguments[0]) if arguments else None
    nodelist = parser.parse(("endtypography",))
    parser.delete_first_token()
    return TypographyNode(nodelist, language)


class KeptNode(template.Node):
    """The markup between ``{% kept … %}`` and ``{% endkept %}``."""

    fragments: Shelf[str] = Shelf(most=MOST_FRAGMENTS)

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values

    def render(self, context: Context) -> SafeString:
        """Give the markup made from what the database holds; make it the first time."""
        request = context.get("request")
        state = request.META.get(STATE) if request else None
        values = [value.resolve(context) for value in self.values]
        if state is None or any(value in {None, ""} for value in values):
            return self.nodelist.render(context)
        key = (self, get_language(), *values)
        markup = self.fragments.get(state, key)
        if markup is None:
            markup = self.nodelist.render(context)
            self.fragments.put(state, key, markup)
        return mark_safe(markup)  # noqa: S308 - rendered by the template, which has escaped it


@register.tag("kept")
def kept_block(parser: Parser, token: Token) -> KeptNode:
    """Keep a fragment until something is written in the database.

    ``{% kept place.slug %}…{% endkept %}``: what stands inside depends on the database, the
    language and these values, and on nothing else: not on who reads, nor, unless it is among the
    values, on the address. A value that is missing keeps nothing.
    """
    _name, *arguments = token.split_contents()
    values = [parser.compile_filter(argument) for argument in arguments]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, values)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, str | bool]]:
    """Give this page's address in each language."""
    request = context.get("request")
    address = request.get_full_path() if request else "/"
    current = reading_language()
    return [
        {
            "code": code,
            "name": name,
            "url": translate_url(address, code),
            "current": code == current,
        }
        for code, name in LANGUAGES
    ]


@register.simple_tag
def map_ground() -> str:
    """Give the address of the style drawn behind maps; nothing when the outlines are."""
    return str(settings.BASEMAP_STYLE)


@register.simple_tag
def motif_of(threads: Sequence[weave.Thread]) -> motif.Motif:
    """Draw the motif of some threads."""
    return motif.draw_motif(threads)


@register.simple_tag
def weave_of(threads: Sequence[weave.Thread]) -> weave.Weave:
    """Draw the weave of some threads."""
    return weave.draw_weave(threads)


@register.simple_tag
def tally_of(threads: Sequence[weave.Thread]) -> list[weave.Tally]:
    """Count some threads."""
    return weave.tally(threads)


@register.simple_tag
def month_names(threads: Sequence[weave.Thread]) -> list[tuple[str, str]]:
    """Give the months of some threads as a letter and a name; with its year past twelve."""
    months = [month for _middle, month in weave.month_columns(threads)]
    return [_month(place, month, months) for place, month in enumerate(months)]


@register.simple_tag
def month_letters(drawing: weave.Weave) -> list[tuple[float, str]]:
    """Give the marks above the columns of a weave: a letter a month, past twelve a year a year."""
    months = [month for _middle, month in drawing.columns]
    middles = [middle for middle, _month in drawing.columns]
    if len(months) <= weave.MONTHS:
        letters = [_month(place, month, months)[0] for place, month in enumerate(months)]
        return list(zip(middles, letters, strict=True))
    return [
        (middle, month[:4])
        for middle, month in zip(middles, months, strict=True)
        if month.endswith("-01")
    ]


def _month(place: int, month: str, months: Sequence[str]) -> tuple[str, str]:
    number = int(month[5:]) - 1 if month else place % weave.MONTHS
    name = dates.MONTHS[reading_language()][number]
    years = {one[:4] for one in months if one}
    return name[0].upper(), f"{name} {month[:4]}" if len(years) > 1 else name


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Give the numbers to print under a list, with gaps."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def with_page(context: Context, number: int) -> str:
    """Give the query of this page with another page number."""
    query = context["request"].GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def wrong_fields(form: Form) -> list[BoundField]:
    """Give the visible fields of a form that were refused."""
    return [field for field in form.visible_fields() if field.errors]
