"""Answers and accounts, from both shapes."""

import pytest

from maille.core.effects.values import AnswerState, Direction, Per, StoryKind, TellerKind
from maille.grids import load_grid
from maille.reports.commune_mesure import Shape, take
from maille.reports.commune_mesure.quantity import EXACT, ROUND, parse_quantity
from maille.reports.commune_mesure.tables import load_labels
from tests.reports.commune_mesure.records import flags, pilot, questionnaire, read


def answers(record):
    return {given.answer.id: given.answer for given in read(record).answers}


def options(record, question):
    return answers(record)[question].options


def labels(record):
    return [
        (unknown.path.rpartition(".")[2], unknown.label) for unknown in read(record).unknown_labels
    ]


def test_questionnaire_answers_every_known_key():
    record = read(questionnaire())
    assert record.shape is Shape.QUESTIONNAIRE
    assert {
        (given.answer.id, given.answer.options or given.answer.text or given.answer.number)
        for given in record.answers
    } == {
        ("social_ties.audiences", ("visitors", "volunteers")),
        ("social_ties.occasions", ("public_events",)),
        ("social_ties.frequency", ("daily",)),
        ("wellbeing.changes", ("relations_up", "stress_or_conflict")),
        ("employment.outcomes", ("jobs_inside",)),
        ("employment.people", 10.0),
        ("agency.initiatives", 5.0),
        ("agency.carriers", ("regulars",)),
        ("solidarity.kinds", ("services", "skills")),
        ("solidarity.audiences", ("neighbours",)),
        ("networks.around", ("topic",)),
        ("networks.audiences", ("volunteers",)),
        ("belonging.finding", ("none",)),
        ("gender_balance.team", ("balanced",)),
        ("gender_balance.leaders", ("more_women",)),
        ("gender_balance.occupants", ("more_men",)),
        ("gender_balance.publics", ("balanced",)),
        ("living_environment.how", "Le quai n'est plus un parking."),
        ("upkeep.improved", ("mixed_uses",)),
        ("public_services.management", ("unchanged",)),
        ("public_services.urgent_needs", None),
        ("public_innovation.effect", ("new_ways",)),
        ("public_innovation.what", "Des marchés ouverts aux petites structures."),
    }


def test_every_mapped_option_is_in_the_grid():
    known = {
        (theme.id, question.id): {option.id for option in question.options}
        for theme in load_grid().themes
        for question in theme.questions
    }
    for rule in load_labels().choices:
        for question in (rule.question, *rule.also):
            assert set(rule.labels.values()) - {"none_observed"} <= known[rule.theme, question]
    for rule in (*load_labels().numbers, *load_labels().texts):
        assert (rule.theme, rule.question) in known


def test_every_theme_of_the_pilot_is_in_the_grid():
    assert {rule.theme for rule in load_labels().stories} <= {
        theme.id for theme in load_grid().themes
    }


@pytest.mark.parametrize("rule", load_labels().choices, ids=lambda rule: rule.key)
def test_each_known_label_is_read_under_its_key(rule):
    for label, option in rule.labels.items():
        found = answers(
            {
                **questionnaire(),
                "blocs": {"impact_social": {"donnees": {rule.key: [f" OUI,  {label.upper()}. "]}}},
            }
        )
        answer = found[f"{rule.theme}.{rule.question}"]
        assert (answer.options or (answer.state.value,)) == (option,)


def test_unknown_labels_are_kept_verbatim_and_answer_nothing():
    record = questionnaire(
        {"cadre_de_vie_image": ["  En   bien "], "reseaux_type": ["Autour d'un feu"]}
    )
    assert labels(record) == [
        ("reseaux_type", "Autour d'un feu"),
        ("cadre_de_vie_image", "En   bien"),
        ("services_publics_besoin_urgent", "Un lieu frais l'été"),
    ]
    assert {"living_environment.image", "networks.around"} & set(answers(record)) == set()


def test_own_words_answer_an_open_question():
    answer = answers(questionnaire())["public_services.urgent_needs"]
    assert (answer.state, answer.options, answer.own_words) == (
        AnswerState.ANSWERED,
        (),
        ("Un lieu frais l'été",),
    )


def test_own_words_beyond_what_an_answer_holds_stay_in_the_report():
    long = ["besoin " * 300, "autre " * 400, "court"]
    record = questionnaire({"services_publics_besoin_urgent": long})
    own = answers(record)["public_services.urgent_needs"].own_words
    assert [len(words) for words in own] == [2099, 5]
    assert ("services_publics_besoin_urgent", "autre " * 399 + "autre") in labels(record)


def test_labels_come_as_one_text_too():
    record = questionnaire(
        {"solidarite_type": "Biens ; Espaces\nchansons", "sante_effet": "d’un inconfort"}
    )
    assert options(record, "solidarity.kinds") == ("goods", "spaces")
    assert options(record, "wellbeing.changes") == ("discomfort",)
    assert ("solidarite_type", "chansons") in labels(record)


def test_labels_come_as_ticked_boxes_too():
    record = questionnaire({"solidarite_type": {"Biens": 1, "Espaces": 0}})
    assert options(record, "solidarity.kinds") == ("goods",)


def test_negation_is_no_known_label():
    record = questionnaire(
        {"sante_effet": ["Certaines personnes n'ont pas fait part d'un inconfort"]}
    )
    assert "wellbeing.changes" not in answers(record)


@pytest.mark.parametrize(
    "key", ["capacite_agir_porte", "entretien_des_espaces_effets_positif_type"]
)
def test_denial_is_none_observed(key):
    denial = {
        "capacite_agir_porte": "Non",
        "entretien_des_espaces_effets_positif_type": "Non, aucun effet",
    }
    record = read(questionnaire({key: [denial[key]]}))
    states = {given.path.rpartition(".")[2]: given.answer.state for given in record.answers}
    assert states[key] is AnswerState.NONE_OBSERVED


def test_no_effect_on_upkeep_denies_both_questions():
    found = answers(
        questionnaire(
            {
                "entretien_des_espaces_effets": ["Non, aucun effet"],
                "entretien_des_espaces_effets_positif_type": [],
            }
        )
    )
    assert found["upkeep.improved"].state is AnswerState.NONE_OBSERVED
    assert found["upkeep.degraded"].state is AnswerState.NONE_OBSERVED


def test_no_effect_and_effects_contradict():
    record = questionnaire({"entretien_des_espaces_effets": ["Non, aucun effet"]})
    assert "upkeep.improved" not in answers(record)
    block = "blocs.impact_social.donnees"
    assert {
        (f"{block}.entretien_des_espaces_effets", "inconsistent"),
        (f"{block}.entretien_des_espaces_effets_positif_type", "inconsistent"),
    } <= flags(record)


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("capacite_agir_porte", ["Non", "Par des bénévoles"]),
        (
            "appartenance_exclusion_public",
            ["Non", "Certaines personnes se sont fédérées autour du lieu"],
        ),
        ("impact_social_frequence", ["Quotidienne", "Ponctuelle"]),
        (
            "egalite_homme_femme_gestion",
            ["Plus de femmes que d'hommes", "Autant de femmes que d'hommes"],
        ),
    ],
)
def test_contradictory_labels_answer_nothing(key, labels):
    record = questionnaire({key: labels})
    path = f"blocs.impact_social.donnees.{key}"
    assert path not in {given.path for given in read(record).answers}
    assert (path, "inconsistent") in flags(record)


@pytest.mark.parametrize(
    ("said", "number", "approximate", "per"),
    [
        ("environ 5 par an", 5, True, Per.YEAR),
        ("Environ 5 par an.", 5, True, Per.YEAR),
        ("5/an", 5, False, Per.YEAR),
        ("~ 12 par mois", 12, True, Per.MONTH),
        ("10 personnes", 10, False, Per.UNSTATED),
        ("10 (dont 3 jeunes)", 10, False, Per.UNSTATED),
        ("1\u202f200 bénévoles", 1200, False, Per.UNSTATED),
        ("3,5 ETP", 3.5, False, Per.UNSTATED),
        ("une dizaine de projets par an", 10, True, Per.YEAR),
        ("deux ateliers", 2, False, Per.UNSTATED),
        (7, 7, False, Per.UNSTATED),
        (["environ 3"], 3, True, Per.UNSTATED),
    ],
)
def test_numbers_keep_how_they_were_said(said, number, approximate, per):
    answer = answers(questionnaire({"capacite_agir_nombre": said}))["agency.initiatives"]
    assert (answer.number, answer.approximate, answer.per) == (number, approximate, per)
    assert answer.said == (said[0] if isinstance(said, list) else str(said))


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ("Tous", "inconsistent"),
        ("??", "missing"),
        ("5 à 10", "unit_in_doubt"),
        ("plus de 20", "unit_in_doubt"),
        ("3 par semaine", "unit_in_doubt"),
        ("1.200", "unit_in_doubt"),
        ("-4", "inconsistent"),
        ("de 2 à 3 millions", "unit_in_doubt"),
    ],
)
def test_words_that_are_no_number_are_kept_and_answer_nothing(said, flag):
    record = questionnaire({"capacite_agir_nombre": said})
    assert "agency.initiatives" not in answers(record)
    assert ("capacite_agir_nombre", said) in labels(record)
    assert ("blocs.impact_social.donnees.capacite_agir_nombre", flag) in flags(record)


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        (0, "missing"),
        ("0", "missing"),
        ("", "missing"),
        (None, "missing"),
        ([], "missing"),
        (True, "inconsistent"),
        ({"a": 1}, "inconsistent"),
        ([1, 2], "inconsistent"),
        (-3, "inconsistent"),
        (4e9, "unit_in_doubt"),
    ],
)
def test_blank_zero_and_wrong_numbers_answer_nothing(said, flag):
    record = questionnaire({"capacite_agir_nombre": said})
    assert "agency.initiatives" not in answers(record)
    assert ("blocs.impact_social.donnees.capacite_agir_nombre", flag) in flags(record)


def test_every_number_in_words_is_read():
    for words, number in {**EXACT, **ROUND}.items():
        quantity = parse_quantity(f"{words.capitalize()} par an")
        assert (quantity.number, quantity.approximate) == (number, words in ROUND)


def test_accounts_are_the_teams_and_without_consent():
    record = read(pilot())
    assert record.shape is Shape.PILOT
    assert record.answers == ()
    assert len(record.stories) == 12
    assert {
        (given.story.kind, given.story.teller, given.story.consent, given.story.id == given.path)
        for given in record.stories
    } == {(StoryKind.TEAM_ACCOUNT, TellerKind.TEAM, False, True)}


def test_accounts_of_upkeep_keep_the_direction_they_were_asked_in():
    stories = {
        given.path.rpartition(".")[2]: given.story for given in read(questionnaire()).stories
    }
    told = stories["entretien_des_espaces_effets_negatif_example"]
    assert (told.theme, told.direction) == ("upkeep", Direction.UNFAVOURABLE)
    assert stories["lien_social"].direction is None


def test_yes_or_no_is_no_account():
    record = pilot({"blocs.impact_social.donnees.reseaux": "Oui."})
    assert ("reseaux", "Oui.") in labels(record)
    assert "networks" not in {given.story.theme for given in read(record).stories}


def test_keys_of_other_case_accents_and_spaces_are_read():
    record = pilot(
        {
            "blocs.impact_social.donnees.sante_bien_être": ...,
            "blocs.impact_social.donnees. Sante-bien_etre ": "On respire mieux ici, le mardi.",
        }
    )
    path = "blocs.impact_social.donnees.Sante-bien_etre"
    assert path in {given.path for given in read(record).stories}


def test_keys_nobody_reads_keep_their_words():
    record = questionnaire(
        {
            "mots_cles_effets_individuels": ["joie", 3, {"autre": "souffle"}],
            "appartenance_exclusion_type": "Les nouveaux venus",
            "vide": "",
            "zero": 0,
        }
    )
    assert labels(record)[-4:] == [
        ("mots_cles_effets_individuels", "joie"),
        ("mots_cles_effets_individuels", "3"),
        ("mots_cles_effets_individuels", "souffle"),
        ("appartenance_exclusion_type", "Les nouveaux venus"),
    ]


def test_scores_of_a_scale_are_set_aside():
    assert ("blocs.impact_social.donnees.intensite_effets_individuels", "quarantined") in flags(
        questionnaire({"intensite_effets_individuels": 4})
    )


def test_blank_text_answers_nothing():
    record = questionnaire({"cadre_de_vie_type": " "})
    assert "living_environment.how" not in answers(record)
    assert ("blocs.impact_social.donnees.cadre_de_vie_type", "missing") in flags(record)


def test_hidden_effects_are_set_aside():
    record = pilot({"blocs.impact_social.visible": 0})
    assert ("blocs.impact_social", "quarantined") in flags(record)
    assert read(record).stories == ()


def test_doubted_words_are_not_taken_as_answers_but_accounts_are():
    same = "Le même long texte pour deux thèmes, mot pour mot."
    record = read(
        questionnaire({"cadre_de_vie_type": "Lorem ipsum", "lien_social": same, "solidarite": same})
    )
    doubts = record.doubts
    taken = take(record, doubts)
    assert "living_environment.how" not in {given.answer.id for given in taken.answers}
    assert len(taken.stories) == len(record.stories)


def test_placeholder_is_no_account():
    record = read(pilot({"blocs.impact_social.donnees.reseaux": "Lorem ipsum dolor sit amet."}))
    assert len(take(record, record.doubts).stories) == 11
