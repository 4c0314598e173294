"""Routes of reports: answering a place's drafts, reading its editions."""

from django.urls import path, re_path

from maille.reports.commune_mesure.views import import_files
from maille.reports.views import answering, archives, deciding, drafts, editions, files, stories

app_name = "reports"

_ANSWER = "lieux/<slug:slug>/repondre/"
_DRAFT = f"{_ANSWER}<uuid:draft>/"
_THEME = f"{_DRAFT}<slug:theme>/"
_EDITIONS = "lieux/<slug:slug>/rapports/"
_STORIES = "lieux/<slug:slug>/recits/"

urlpatterns = [
    path("importer/", import_files, name="import"),
    path(_ANSWER, drafts.drafts, name="drafts"),
    path(_DRAFT, drafts.draft, name="draft"),
    path(f"{_DRAFT}periode/", drafts.period, name="period"),
    path(f"{_DRAFT}relire/", drafts.review, name="review"),
    path(f"{_DRAFT}constats/", deciding.proposals, name="proposals"),
    path(f"{_DRAFT}paroles/", deciding.offers, name="offers"),
    re_path(
        r"^lieux/(?P<slug>[-\w]+)/repondre/(?P<draft>[0-9a-f-]{36})/"
        r"(?P<layout>rapport|essentiel|atelier)\.pdf$",
        files.draft_pdf,
        name="draft_pdf",
    ),
    path(f"{_DRAFT}publier/", drafts.publish, name="publish"),
    path(f"{_DRAFT}indicateurs/", answering.indicators, name="indicators"),
    re_path(
        r"^lieux/(?P<slug>[-\w]+)/repondre/(?P<draft>[0-9a-f-]{36})/oter/"
        r"(?P<kind>desaccord|intensite|indicateur)/(?P<row>[0-9a-f-]{36})/$",
        answering.remove,
        name="remove",
    ),
    path(_THEME, answering.theme, name="theme"),
    path(f"{_THEME}recit/", answering.story, name="story"),
    path(f"{_THEME}recit/<uuid:story>/", answering.story, name="story_again"),
    path(f"{_THEME}desaccord/", answering.dissent, name="dissent"),
    path(f"{_THEME}intensite/", answering.intensity, name="intensity"),
    path(_STORIES, stories.stories, name="stories"),
    path(f"{_STORIES}<uuid:story>/decider/", stories.decide, name="decide"),
    path(f"{_STORIES}<uuid:story>/retirer/", stories.withdraw, name="withdraw"),
    path(f"{_STORIES}note/<uuid:key>/retirer/", stories.withdraw_noted, name="withdraw_noted"),
    path("lieux/<slug:slug>/export.zip", archives.export, name="export"),
    path(_EDITIONS, editions.editions, name="editions"),
    path(f"{_EDITIONS}resume/", editions.summary, name="summary"),
    path(f"{_EDITIONS}<int:number>/", editions.edition, name="edition"),
    path(f"{_EDITIONS}<int:number>.pdf", files.pdf, name="edition_pdf"),
    path(f"{_EDITIONS}<int:number>-essentiel.pdf", files.essentials, name="edition_summary"),
    path(f"{_EDITIONS}<int:number>-atelier.pdf", files.worksheet, name="edition_workshop"),
    path(f"{_EDITIONS}<int:number>.json", files.json, name="edition_json"),
    path(f"{_EDITIONS}<int:number>.jsonld", files.jsonld, name="edition_jsonld"),
    path(f"{_EDITIONS}<int:number>.png", files.card, name="edition_card"),
    path(f"{_EDITIONS}<int:number>/corriger/", editions.correct, name="correct"),
    path(f"{_EDITIONS}<int:before>-<int:after>/", editions.compare, name="compare"),
]
