"""Routes of the directory."""

from django.urls import URLPattern, path

from maille.directory.views import answering, duplicates, importing, provenance, subscribing

app_name = "directory"

_SUBSCRIPTION = "prevenir/<uuid:subscription>/"

urlpatterns: list[URLPattern] = [
    path("lieux/<slug:slug>/sources/", provenance.show_sources, name="sources"),
    path("lieux/<slug:slug>/sources/resume/", provenance.show_summary, name="sources_summary"),
    path("lieux/<slug:slug>/sources/choisir/", provenance.choose_value, name="choose_value"),
    path("annuaire/importer/", importing.bring_list, name="import"),
    path("annuaire/doutes/", answering.list_doubts, name="doubts"),
    path("annuaire/doutes/<uuid:doubt>/", answering.answer_doubt, name="doubt"),
    path("annuaire/questions/", answering.list_questions, name="questions"),
    path("annuaire/questions/<uuid:question>/", answering.answer_question, name="question"),
    path("prevenir/", subscribing.subscribe, name="subscribe"),
    path("prevenir/envoye/", subscribing.subscribe_sent, name="subscribe_sent"),
    path(_SUBSCRIPTION, subscribing.show_subscription, name="subscription"),
    path(f"{_SUBSCRIPTION}confirmer/", subscribing.confirm, name="subscription_confirm"),
    path(f"{_SUBSCRIPTION}arreter/", subscribing.stop, name="subscription_stop"),
    path("annuaire/doublons/", duplicates.list_duplicates, name="duplicates"),
    path("annuaire/doublons/chercher/", duplicates.look_for_duplicates, name="duplicates_look"),
    path("annuaire/doublons/fusions/", duplicates.list_merges, name="merges"),
    path(
        "annuaire/doublons/fusions/<uuid:merge>/defaire/",
        duplicates.take_merge_back,
        name="merge_undo",
    ),
    path("annuaire/doublons/<uuid:pair>/", duplicates.review_pair, name="pair"),
]
