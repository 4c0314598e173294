import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from maille.web.kept import STATE, Shelf


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_thing_is_found_again_in_the_same_state_alone():
    shelf = Shelf(most=3)
    shelf.put(1, "key", "thing")
    assert shelf.get(1, "key") == "thing"
    assert shelf.get(1, "other") is None
    assert shelf.get(2, "key") is None


def test_nothing_stays_of_a_state_that_is_over():
    shelf = Shelf(most=3)
    shelf.put(1, "key", "thing")
    shelf.put(2, "other", "thing")
    assert shelf.get(1, "key") is None


def test_oldest_thing_goes_first():
    shelf = Shelf(most=2)
    for key in "abc":
        shelf.put(1, key, key)
    assert [shelf.get(1, key) for key in "abc"] == [None, "b", "c"]


def test_everything_is_made_anew_after_a_while():
    clock = Clock()
    shelf = Shelf(most=2, seconds=60, clock=clock)
    shelf.put(1, "key", "old")
    clock.now = 59.9
    assert shelf.get(1, "key") == "old"
    clock.now = 60.0
    assert shelf.get(1, "key") is None
    shelf.put(1, "other", "new")
    assert shelf.get(1, "key") is None


@pytest.fixture
def request_at():
    def make(state):
        request = RequestFactory().get("/")
        if state:
            request.META[STATE] = state
        return request

    return make


def write(source, request, **context):
    return Template("{% load maille %}" + source).render(Context({"request": request, **context}))


PAGE = "{% kept one %}{{ one }} {{ other }}{% endkept %}"


def test_kept_fragment_is_that_of_its_values(request_at):
    page = Template("{% load maille %}" + PAGE)

    def told(state, one, other):
        context = {"request": request_at(state), "one": one, "other": other}
        return page.render(Context(context))

    assert told("1", "a", 1) == "a 1"
    assert told("1", "a", 2) == "a 1"
    assert told("1", "b", 2) == "b 2"
    assert told("2", "a", 3) == "a 3"
    assert told("2", "", 4) == " 4"
    assert told("2", "", 5) == " 5"
    assert told(None, "a", 6) == "a 6"


def test_kept_fragment_is_that_of_the_language(request_at):
    page = Template(
        "{% load maille i18n %}{% kept %}{% get_current_language as l %}{{ l }}{% endkept %}"
    )
    with override("en"):
        english = page.render(Context({"request": request_at("1")}))
    french = page.render(Context({"request": request_at("1")}))
    assert (french, english) == ("fr", "en")


def test_two_fragments_of_the_same_value_are_two(request_at):
    source = "{% kept one %}a{% endkept %}{% kept one %}b{% endkept %}"
    assert write(source, request_at("1"), one=1) == "ab"


def test_fragment_without_request_is_written_each_time():
    page = Template("{% load maille %}" + PAGE)
    assert [page.render(Context({"one": 1, "other": other})) for other in (1, 2)] == ["1 1", "1 2"]


def test_kept_fragment_is_escaped_once(request_at):
    page = Template("{% load maille %}{% kept 1 %}{{ words }}{% endkept %}")
    told = [page.render(Context({"request": request_at("e"), "words": "<b>"})) for _time in "12"]
    assert told == ["&lt;b&gt;", "&lt;b&gt;"]
