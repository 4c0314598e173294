"""What Le Wip answered on its public page, re-typed: facts, and stories in words of ours."""

from maille.core.effects.cards import EditionCard, PlaceCard
from maille.core.effects.values import Answers, Direction, Per, Story, StoryKind
from maille.core.kernel.period import Period
from tests.core.saying import counted, ticked

PLACE = PlaceCard(
    id="0190c0de-0000-7000-8000-000000000001",
    slug="le-wip",
    name="Le Wip",
    commune="Colombelles",
    insee="14167",
    postcode="14460",
    department="Calvados",
    region="Normandie",
    longitude=-0.3074549,
    latitude=49.1923892,
    state="closed",
    opened="2019-10",
    closed="2023-07",
)
EDITION = EditionCard(
    number=1,
    draft=False,
    published_at="2026-11-22T10:00:00+00:00",
    published_by="steward",
    licence_text="CC-BY-SA-4.0",
    licence_data="ODbL-1.0",
    url="https://maille.example/lieux/le-wip/rapports/1/",
)
TOLD = (
    "social_ties",
    "wellbeing",
    "employment",
    "agency",
    "solidarity",
    "networks",
    "belonging",
    "upkeep",
    "public_services",
    "public_innovation",
)
UNANSWERED = (
    "gender_balance",
    "living_environment",
    "shared_governance",
    "programme_and_design",
    "emerging_missions",
)
_LOCAL = ("local_actors", "on_site_workers", "volunteers")
ANSWERS = Answers(
    Period(),
    answers=(
        ticked(
            "social_ties",
            "audiences",
            "visitors",
            "local_actors",
            "vulnerable",
            "on_site_workers",
            "volunteers",
        ),
        ticked(
            "social_ties",
            "occasions",
            "daily_life",
            "public_events",
            "dedicated_activities",
            "organised_encounters",
        ),
        ticked("social_ties", "frequency", "daily"),
        ticked("wellbeing", "changes", "relations_up", "confidence_up", "stress_or_conflict"),
        counted("employment", "people", 10),
        ticked("employment", "outcomes", "certificates", "supported", "jobs_inside"),
        counted(
            "agency",
            "initiatives",
            5,
            per=Per.YEAR,
            approximate=True,
            said="environ 5 par an",
        ),
        ticked("agency", "carriers", "regulars"),
        ticked("solidarity", "kinds", "services", "skills", "goods"),
        ticked("solidarity", "audiences", *_LOCAL),
        ticked("networks", "around", "project"),
        ticked("networks", "audiences", *_LOCAL),
        ticked("belonging", "finding", "rallied_around_place"),
        ticked("upkeep", "improved", "attractiveness", "access_for_all", "mixed_uses", "respect"),
        ticked("public_services", "management", "improved"),
        ticked("public_services", "urgent_needs", "convivial_minority_friendly_spaces"),
        ticked("public_innovation", "effect", "new_ways"),
    ),
    stories=tuple(
        Story(
            f"s-{theme}",
            theme,
            f"Récit reformulé sur le thème {theme}.",
            StoryKind.REPORTED_SUMMARY,
            consent=True,
            truncated=theme in {"wellbeing", "belonging", "upkeep", "public_services"},
            direction=Direction.MIXED if theme == "belonging" else None,
        )
        for theme in TOLD
    ),
)
