"""What a reader sees is set once, and only once."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.web.typography import FIXED, NARROW, typeset, typeset_markup

# Text made of what the rules look at.
AWKWARD = st.text(
    alphabet=st.sampled_from(list("aZé12 .,;:!?%«»\"'’()[]/@-…°€²\n\t" + NARROW + FIXED)),
    max_size=40,
)
WORDS = st.lists(
    st.sampled_from(
        [
            "L'équipe",
            "dit :",
            "10 000",
            "%",
            "«",
            "»",
            '"oui"',
            "https://x.org/a?b=c:d",
            "a.b@c.fr",
            "1er",
            "2e",
            "mars",
            "60 m²",
            "17 h 40",
            "n° 3",
            "!",
            "?!",
            "...",
            "XXe",
            "x.org/1er",
        ]
    ),
    max_size=12,
).map(" ".join)
LANGUAGES = st.sampled_from(["fr", "en"])
ADDRESS = re.compile(r"https?://[^\s«»<>\"“”]+")


def shown(text: str) -> str:
    return text.replace(NARROW, "_").replace(FIXED, "~")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("L'équipe rapporte que : 10 000 %", "L’équipe rapporte que_: 10_000_%"),
        ("Quoi ?! Oui!!! (ah ?)", "Quoi_?! Oui_!!! (ah_?)"),
        ("« bon », «bon»", "«_bon_», «_bon_»"),
        ('dit "oui" et "non"', "dit «_oui_» et «_non_»"),
        ('un écran de 5" seul', 'un écran de 5" seul'),
        ("le 1er mars 2025, le 5 juin", "le 1er~mars 2025, le 5~juin"),
        ("17 h 40, 60 m², 12 km, 3 €", "17~h~40, 60~m², 12~km, 3~€"),
        ("n° 12 et n°14", "n°~12 et n°~14"),
        ("en 2025 100 personnes, 14460 Colombelles", "en 2025 100 personnes, 14460 Colombelles"),
        ("12 345 678 ; 100% sûr", "12_345_678_; 100_% sûr"),
        ("17:40 et 3/4", "17:40 et 3/4"),
        ("fin...", "fin…"),
        ("voir https://x.org/?a=b:c ; fin", "voir https://x.org/?a=b:c_; fin"),
        ("«https://x.org»", "«_https://x.org_»"),
        ("d'où maille.example/d'ici?q=1 !", "d’où maille.example/d'ici?q=1_!"),
        ("contact : l'équipe@x.org", "contact_: l’équipe@x.org"),
        (" : après une balise", "_: après une balise"),
        ("", ""),
    ],
)
def test_french_is_set_with_its_spaces(written, read):
    assert shown(typeset(written, "fr")) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The \"best\" team's ('own') meal: 5 %!", "The “best” team’s (‘own’) meal: 5 %!"),
        ("the '90s...", "the ’90s..."),
        ("10,000; no change", "10,000; no change"),
    ],
)
def test_english_takes_curly_quotes_only(written, read):
    assert typeset(written, "en") == read


@given(AWKWARD | WORDS | st.text(max_size=40), LANGUAGES)
def test_setting_twice_changes_nothing_more(text, language):
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(AWKWARD | WORDS | st.text(max_size=40), LANGUAGES)
def test_setting_keeps_every_letter_and_digit(text, language):
    kept = [char for char in text if char.isalnum()]
    assert [char for char in typeset(text, language) if char.isalnum()] == kept


@given(WORDS, LANGUAGES)
def test_addresses_keep_every_character(text, language):
    assert ADDRESS.findall(typeset(text, language)) == ADDRESS.findall(text)


@given(WORDS)
def test_no_plain_space_stays_before_tall_punctuation(text):
    assert re.findall(r" [;:!?%»](?!\w)", typeset(text, "fr")) == []


@given(AWKWARD | WORDS | st.text(max_size=40), LANGUAGES)
def test_markup_stays_escaped_and_says_the_same(text, language):
    fragment = f"<p>{html.escape(text)}</p>"
    result = typeset_markup(fragment, language, ordinals=False)
    inside = result.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inside
    assert ">" not in inside
    assert html.unescape(inside) == typeset(html.unescape(html.escape(text)), language)


@given(WORDS, LANGUAGES)
def test_markup_set_twice_changes_nothing_more(text, language):
    once = typeset_markup(f'<p title="{html.escape(text)}">{html.escape(text)}</p>', language)
    assert typeset_markup(once, language) == once


def test_ordinals_are_raised_where_a_tag_may_stand():
    assert (
        typeset_markup("<p>Le 1er, la 1re, le XXe, 2e édition, 12es</p>", "fr")
        == "<p>Le 1<sup>er</sup>, la 1<sup>re</sup>, le XX<sup>e</sup>, 2<sup>e</sup> édition, "
        "12<sup>es</sup></p>"
    )
    assert typeset_markup("Le 1er", "fr", ordinals=False) == "Le 1er"
    assert typeset_markup("<p>Henry 2e</p>", "en") == "<p>Henry 2e</p>"


def test_ordinals_are_not_raised_in_addresses():
    assert typeset_markup("<p>x.org/1er/</p>", "fr") == "<p>x.org/1er/</p>"


def test_what_is_said_aloud_is_set_without_tags():
    result = typeset_markup('<p aria-label="Le 1er : l&#x27;an" data-x="a : b">x</p>', "fr")
    assert shown(result) == '<p aria-label="Le 1er_: l’an" data-x="a : b">x</p>'


@pytest.mark.parametrize(
    "kept",
    [
        "<textarea>l'an : 1er</textarea>",
        "<pre>l'an : 1er</pre>",
        "<code>l'an : 1er</code>",
        "<svg><text>l'an : 1er</text></svg>",
        "<script>l'an : 1er</script>",
        "<select><option>l'an : 1er</option></select>",
        "<!-- l'an : 1er -->",
        '<input value="l\'an : 1er">',
    ],
)
def test_code_drawings_and_what_is_being_typed_are_left_alone(kept):
    assert typeset_markup(kept, "fr") == kept


def test_options_are_set_and_keep_their_values():
    label, text = "L&#x27;an", "Quelqu&#x27;un, 1er (1 151)"
    markup = f'<optgroup label="{label}"><option value="l&#x27;un">{text}</option>'
    assert shown(typeset_markup(markup, "fr")) == (
        '<optgroup label="L’an"><option value="l&#x27;un">Quelqu’un, 1er (1_151)</option>'
    )


@pytest.mark.parametrize(
    ("language", "written", "read"),
    [
        (
            "en",
            '<p lang="fr">a ; <b>b ; c</b></p><p>a ;</p>',
            '<p lang="fr">a_; <b>b_; c</b></p><p>a ;</p>',
        ),
        (
            "en",
            '<div lang="fr"><div>a ;</div>b ;</div>c ;',
            '<div lang="fr"><div>a_;</div>b_;</div>c ;',
        ),
        (
            "fr",
            '<p lang="en">a ; <q lang="fr">b ;</q> c ;</p>d ;',
            '<p lang="en">a ; <q lang="fr">b_;</q> c ;</p>d_;',
        ),
        ("en", '<img alt="a ;" lang="fr">b ;', '<img alt="a_;" lang="fr">b ;'),
        ("en", '<a hreflang="fr">b ;</a>', '<a hreflang="fr">b ;</a>'),
    ],
)
def test_words_follow_the_nearest_language_stated(language, written, read):
    assert shown(typeset_markup(written, language)) == read
