"""The days to count, for the calendar of a telephone."""

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from maille.observations.counting import observation_key
from maille.observations.models import CountingPlan
from maille.web.typography import typeset

_PRODUCT = "-//Maille//Counting//FR"


def render_days(plan: CountingPlan, *, link: str, language: str) -> bytes:
    """Give the days of a plan as an iCalendar file (RFC 5545), each a whole day.

    Parameters
    ----------
    link
        The whole address of the page of the plan.
    language
        ``fr`` or ``en``, for the typography of the words.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    title = typeset(_("Counting day, %s") % plan.place.name, language)
    how = typeset(_("Count every entry, from opening to closing."), language)
    for day in plan.days.order_by("on"):
        event = Event()
        event.add("uid", str(observation_key(plan.public_id, day.on)))
        event.add("dtstamp", plan.made_at)
        event.add("dtstart", day.on)
        event.add("summary", title)
        event.add("description", how)
        event.add("url", link)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
