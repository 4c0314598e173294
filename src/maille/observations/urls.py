"""Routes of observations."""

from django.urls import URLPattern, URLResolver, path

from maille.observations.views import (
    answering,
    confirming,
    counting,
    documentation,
    feeds,
    importing,
    keeping,
    noting,
    surveys,
)

app_name = "observations"

_KEPT = "lieux/<slug:slug>/observations/"
_ONE = f"{_KEPT}<uuid:key>/"
_TO_CONFIRM = "lieux/<slug:slug>/programme/a-confirmer/"
_FEEDS = "lieux/<slug:slug>/observations/agendas/"
_ASKED = "lieux/<slug:slug>/enquetes/"
_WAVE = f"{_ASKED}<slug:code>/"
_COUNTS = "lieux/<slug:slug>/comptages/"
_PLAN = f"{_COUNTS}<uuid:plan>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", documentation.show_api, name="api"),
    path("noter/", noting.note, name="noting"),
    path("noter/carnet/", noting.shell, name="noting_shell"),
    path("noter/etat.json", noting.state, name="noting_state"),
    path("noter/application.webmanifest", noting.manifest, name="noting_manifest"),
    path("noter/hors-ligne.js", noting.worker, name="noting_worker"),
    path("noter/icone-<int:side>.png", noting.icon, name="noting_icon"),
    path("q/<slug:code>/", answering.answer, name="survey"),
    path("q/<slug:code>/merci/", answering.thank, name="survey_thanks"),
    path(_ASKED, surveys.list_waves, name="waves"),
    path(f"{_ASKED}nouvelle/", surveys.new_wave, name="wave_new"),
    path(_WAVE, surveys.show_wave, name="wave"),
    path(f"{_WAVE}affiche.pdf", surveys.poster, name="wave_poster"),
    path(f"{_WAVE}fermer/", surveys.close, name="wave_close"),
    path(f"{_WAVE}invitations/", surveys.say_asked, name="wave_asked"),
    path(f"{_WAVE}reponses/<uuid:response>/", surveys.decide, name="wave_decide"),
    path(_TO_CONFIRM, confirming.to_confirm, name="to_confirm"),
    path(f"{_TO_CONFIRM}<uuid:occasion>/<str:day>/", confirming.confirm, name="confirm"),
    path("lieux/<slug:slug>/programme/agendas/", feeds.show_coming, name="feeds_to_come"),
    path(_FEEDS, feeds.list_feeds, name="feeds"),
    path(f"{_FEEDS}<uuid:feed>/", feeds.show_feed, name="feed"),
    path(f"{_FEEDS}<uuid:feed>/lire/", feeds.refresh, name="feed_refresh"),
    path(f"{_FEEDS}<uuid:feed>/retirer/", feeds.remove, name="feed_remove"),
    path(_COUNTS, counting.list_plans, name="counting_plans"),
    path(f"{_COUNTS}nouveau/", counting.new_plan, name="counting_new"),
    path(_PLAN, counting.show_plan, name="counting_plan"),
    path(f"{_PLAN}jours.ics", counting.calendar, name="counting_calendar"),
    path(f"{_PLAN}<str:day>/", counting.count_day, name="counting_day"),
    path(_KEPT, keeping.observations, name="list"),
    path(f"{_KEPT}importer/", importing.bring_in, name="import"),
    path(f"{_KEPT}a-voir/", keeping.doubts, name="doubts"),
    path(_ONE, keeping.observation, name="observation"),
    path(f"{_ONE}corriger/", keeping.correct, name="correct"),
    path(f"{_ONE}annuler/", keeping.cancel, name="cancel"),
    path(f"{_ONE}choisir/", keeping.choose, name="choose"),
    path(f"{_ONE}paroles/", keeping.decide_words, name="words"),
    path(f"{_ONE}paroles/effacer/", keeping.withdraw, name="withdraw"),
]
