from django.http import HttpResponse
from django.test import RequestFactory

from maille.web.public_pages import public_page


@public_page
def show(_request, words="words"):
    return HttpResponse(words)


def test_page_without_cookies_is_everybodys():
    response = show(RequestFactory().get("/"))
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}


def test_page_of_somebody_is_theirs():
    request = RequestFactory().get("/", headers={"Cookie": "one=1"})
    assert set(show(request)["Cache-Control"].split(", ")) == {"private", "no-cache"}


def test_page_is_not_sent_again_to_whoever_holds_it():
    first = show(RequestFactory().get("/"))
    again = show(RequestFactory().get("/", headers={"If-None-Match": first["ETag"]}))
    other = show(RequestFactory().get("/", headers={"If-None-Match": first["ETag"]}), "others")
    assert (again.status_code, again.content) == (304, b"")
    assert (other.status_code, other.content) == (200, b"others")
