"""The class names and components of every page, as the style page lists them."""

from django.utils.translation import gettext_lazy as _

CLASSES = (
    (
        ".title, .when, .lede, .prose",
        _("the top of a page, an aside in italics, an opening, running text"),
    ),
    (
        ".section, .section.aside, .cols",
        _("a section under its rule, with its heading in the margin; two columns"),
    ),
    (".sans, .small, .soft, .vh", _("label type, smaller, paler, for screen readers alone")),
    (
        ".crumbs, .subnav, .pages, .actions",
        _("where one is, pages of one thing, pages of a list, what to do next"),
    ),
    (".facts", _("a word and what it holds")),
    (".list, .list.lines, .card, .where, .open, .shut", _("things to open, by card or by line")),
    (".photos", _("pictures with their captions")),
    (
        ".notice, .closed, .draft-mark, .tombstone, .messages",
        _("what must be told before the rest"),
    ),
    (".tbl, .tbl.words, ins, del", _("a table of figures, of words; what came and what went")),
    (".form, .field, .hint, .optional, .error-list, .errors", _("a form, printed by {{ form }}")),
    (
        ".choices, .choices.one, .choices.three, .choices.quiet, .choice, .check",
        _("choices to tap"),
    ),
    (
        ".button, .button.plain, .button.large, .link",
        _("the thing to do, another, a big one, one that can wait"),
    ),
    (
        ".inline-form, .steps, .saved, .bar",
        _("a search on one line, the way through a long form, its state, its last line"),
    ),
    (".weave, .cloth, .key, .swatch, .mark, .motif", _("the figure and its signs")),
)

COMPONENTS = (
    '{% include "web/components/sprites.html" %}',
    '{% include "web/components/grade_mark.html" with grade="E1" only %}',
    '{% include "web/components/swatch.html" with direction="favourable" kind="declared" only %}',
    '{% include "web/components/direction.html" with direction="favourable" only %}',
    '{% include "web/components/weave.html" with threads=… title=… description=… only %}',
    '{% include "web/components/weave_key.html" with kind="declared" only %}',
    '{% include "web/components/weave_table.html" with threads=… kind="declared" only %}',
    '{% include "web/components/motif.html" with drawing=… size=72 only %}',
    '{% include "web/components/closed.html" with closed="2023-07" kind="report" only %}',
    '{% include "web/components/pagination.html" with page=… %}',
    '{% include "web/forms/field.html" with field=form.name %}',
    "{{ text|typeset }}  {{ words|localized }}  {{ date|long_date }}  {% typography %}",
)

GRADES = (
    ("E0", _("the team states")),
    ("E1", _("the team reports")),
    ("E2", _("it was observed")),
    ("E3", _("established by N sources")),
    ("E4", _("firmly established")),
)

AMOUNTS = (_("1 to 5"), _("6 to 10"), _("11 to 20"), _("21 to 50"), _("51 and more"), _("other…"))
