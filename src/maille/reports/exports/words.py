"""The fixed words of the printed report, in both languages.

They are kept here and not in the screens' catalogues: a PDF is an archived document, and a later
change of wording on a page must not change the bytes of an edition that is already cited.
"""

from maille.core.kernel.text import Text

WORDS = {
    "report": Text(fr="Rapport d'effets", en="Effects report"),
    "declared_edition": Text(fr="édition déclarée", en="declared edition"),
    "observed_edition": Text(fr="édition observée", en="observed edition"),
    "observed": Text(
        fr="D'après {n} éléments notés au fil de la période.",
        en="From {n} pieces of evidence noted over the period.",
    ),
    "draft_edition": Text(fr="brouillon", en="draft"),
    "declared": Text(
        fr="Déclaré par l'équipe, sans élément probant.",
        en="Declared by the team, without evidence.",
    ),
    "draft": Text(fr="Brouillon, non publié", en="Draft, not published"),
    "draft_citation": Text(
        fr="Ce brouillon peut encore changer : il ne se cite pas.",
        en="This draft may still change: it is not to be cited.",
    ),
    "no_period": Text(fr="période non précisée", en="period not stated"),
    "closed": Text(fr="Lieu fermé", en="Place closed"),
    "closed_when": Text(fr="Lieu fermé {when}", en="Place closed {when}"),
    "closed_footer": Text(
        fr="Le lieu est fermé, son rapport reste ouvert : d'anciens membres peuvent y apporter "
        "une date, une photo, un désaccord.",
        en="The place is closed, its report stays open: former members may bring a date, a "
        "photograph or a dissent to it.",
    ),
    "edition": Text(fr="Édition", en="Edition"),
    "edition_number": Text(fr="{ordinal} édition", en="edition {ordinal}"),
    "edition_of": Text(fr="{ordinal}, du {date}", en="{ordinal}, of {date}"),
    "replaces": Text(fr="Remplace", en="Replaces"),
    "replaced": Text(fr="la {ordinal}, {reason}", en="edition {ordinal}, {reason}"),
    "replaced_alone": Text(fr="la {ordinal}", en="edition {ordinal}"),
    "reason_correction": Text(fr="pour la corriger", en="to correct it"),
    "reason_withdrawal": Text(
        fr="parce qu'un récit a été retiré", en="because a story was withdrawn"
    ),
    "reason_update": Text(fr="pour la compléter", en="to bring it up to date"),
    "carried_by": Text(fr="Porté par", en="Run by"),
    "reviewed_by": Text(fr="Relu par", en="Reviewed by"),
    "licence": Text(fr="Licence", en="Licence"),
    "licence_both": Text(fr="{text}, données en {data}", en="{text}, data under {data}"),
    "licence_none": Text(fr="à confirmer par l'équipe", en="to be confirmed by the team"),
    "cite": Text(fr="Citer", en="Cite as"),
    "permanent_link": Text(fr="Lien permanent", en="Permanent link"),
    "weave": Text(fr="Le tissage, avant la trame", en="The weave, before the weft"),
    "weave_caption": Text(
        fr="Rien n'est tissé : chaque boucle est une réponse cochée ou ce qu'un récit y ajoute, "
        "{n} en tout, dans l'ordre du questionnaire. {months}",
        en="Nothing is woven: each loop is a ticked answer or what a story adds to it, {n} in all, "
        "in the order of the questionnaire. {months}",
    ),
    "no_month_unstated": Text(fr="Sans période, pas de mois.", en="Without a period, no months."),
    "no_month_stated": Text(
        fr="Une réponse n'a pas de mois : seule une trace datée se tisse.",
        en="An answer has no month: only a dated trace is woven.",
    ),
    "weave_woven": Text(fr="Le tissage de la période", en="The weave of the period"),
    "weave_woven_caption": Text(
        fr="Un fil par thème, une colonne par mois. Un point est tissé là où existe un élément "
        "probant : {n} en tout. Les trous sont des trous.",
        en="One thread a theme, one column a month. A stitch is woven where there is evidence: "
        "{n} pieces in all. Holes are holes.",
    ),
    "key_loop": Text(fr="déclaré, sans trace", en="declared, without a trace"),
    "key_hole": Text(fr="fil nu : rien de noté", en="bare thread: nothing noted"),
    "total": Text(fr="Total", en="Total"),
    "star": Text(fr="* petit nombre masqué", en="* a small number, withheld"),
    "only_said": Text(fr="seulement dit", en="only said"),
    "summary_title": Text(fr="L'essentiel en une page", en="The essentials on one page"),
    "workshop_title": Text(
        fr="Feuille de travail pour la rencontre annuelle de l'équipe",
        en="Worksheet for the team's yearly meeting",
    ),
    "solid": Text(fr="Ce qui tient le mieux", en="What holds best"),
    "worse": Text(fr="Ce qui va moins bien", en="What is going less well"),
    "not_known": Text(fr="Ce que nous ne savons pas", en="What we do not know"),
    "silent_themes": Text(fr="Sans réponse : {themes}.", en="No answer: {themes}."),
    "nothing_worse": Text(
        fr="Rien de défavorable n'a été noté ni dit.",
        en="Nothing unfavourable was noted or said.",
    ),
    "nothing_solid": Text(fr="Rien n'est encore dit.", en="Nothing is said yet."),
    "more": Text(
        fr="et {n} autres constats dans le rapport complet.",
        en="and {n} more findings in the full report.",
    ),
    "more_one": Text(
        fr="et un autre constat dans le rapport complet.",
        en="and one more finding in the full report.",
    ),
    "full_report": Text(
        fr="Le rapport complet donne, phrase par phrase, ce qui l'appuie.",
        en="The full report gives, sentence by sentence, what it rests on.",
    ),
    "workshop_intro": Text(
        fr="À lire ensemble, stylo en main. Chaque question vient du rapport ; ce que vous "
        "écrivez ici y entre ensuite, comme réponse, nuance ou désaccord.",
        en="To be read together, pen in hand. Each question comes from the report; what you "
        "write here then goes into it, as an answer, a nuance or a dissent.",
    ),
    "ask_apart": Text(fr="Nous ne disons pas la même chose", en="We do not say the same"),
    "ask_apart_hint": Text(
        fr="Ce que l'équipe a répondu et ce qui a été noté divergent. Qui voit quoi ?",
        en="What the team answered and what was noted differ. Who sees what?",
    ),
    "ask_said": Text(fr="Nous le disons, rien ne le montre", en="We say so, nothing shows it"),
    "ask_said_hint": Text(
        fr="Est-ce toujours vrai ? Qui pourrait en témoigner ?",
        en="Is it still true? Who could bear witness to it?",
    ),
    "ask_worse": Text(fr="Ce qui va moins bien", en="What is going less well"),
    "ask_worse_hint": Text(
        fr="Qu'en pensons-nous, et que décidons-nous ?",
        en="What do we think of it, and what do we decide?",
    ),
    "ask_next": Text(fr="Gagner un cran", en="Gaining one grade"),
    "ask_next_hint": Text(fr="Qui s'en charge, pour quand ?", en="Who sees to it, by when?"),
    "ask_silent": Text(fr="Les thèmes en silence", en="The silent themes"),
    "ask_silent_hint": Text(
        fr="N'y a-t-il rien à en dire, ou personne n'a-t-il noté ?",
        en="Is there nothing to say, or did nobody note anything?",
    ),
    "annex": Text(fr="Ce qui appuie chaque constat", en="What each finding rests on"),
    "annex_note": Text(
        fr="Des nombres, des mois et des sources : jamais une personne, jamais une note.",
        en="Numbers, months and sources: never a person, never a note.",
    ),
    "noted": Text(fr="Noté : ", en="Noted: "),
    "known": Text(fr="Connu par : ", en="Known by: "),
    "by_month": Text(fr="Mois par mois : ", en="Month by month: "),
    "few": Text(fr="nombre masqué", en="undisclosed"),
    "sum": Text(
        fr="Solidité, S + t + s − b − c − p − i − o − r : ",
        en="Grade, S + t + s − b − c − p − i − o − r: ",
    ),
    "apart": Text(
        fr="L'équipe et les éléments notés ne disent pas la même chose",
        en="The team and the evidence do not say the same",
    ),
    "the_team": Text(fr="l'équipe", en="the team"),
    "confirmed": Text(fr="Confirmé par : {role}.", en="Confirmed by: {role}."),
    "nuanced": Text(fr="Avec une nuance : {role}", en="With a nuance: {role}"),
    "dissented": Text(fr="Désaccord, signé : {role}", en="Dissent, signed: {role}"),
    "left_out": Text(fr="Paroles qui ne sont pas reprises ici", en="Words not printed here"),
    "grades_observed": Text(
        fr="Le verbe suit la solidité, personne ne le choisit.",
        en="The verb follows the grade: nobody chooses it.",
    ),
    "how_made_observed": Text(
        fr="Chaque phrase de ce rapport est tirée d'éléments notés au fil de la période ou de ce "
        "que l'équipe a répondu, et dit lequel des deux.",
        en="Every sentence of this report is drawn from evidence noted over the period or from "
        "what the team answered, and says which.",
    ),
    "key_unfavourable": Text(fr="défavorable, retournée", en="unfavourable, hanging"),
    "key_mixed": Text(fr="partagé, les deux", en="mixed, both"),
    "key_bare": Text(fr="fil nu : sans réponse", en="bare thread: no answer"),
    "table": Text(fr="Le tissage en tableau", en="The weave as a table"),
    "theme": Text(fr="Thème", en="Theme"),
    "answers": Text(fr="Réponses", en="Answers"),
    "favourable": Text(fr="favorable", en="favourable"),
    "unfavourable": Text(fr="défavorable", en="unfavourable"),
    "mixed": Text(fr="partagé", en="mixed"),
    "neutral": Text(fr="sans sens", en="without direction"),
    "favourable_head": Text(fr="Favorables", en="Favourable"),
    "unfavourable_head": Text(fr="Défavorables", en="Unfavourable"),
    "mixed_head": Text(fr="Partagées", en="Mixed"),
    "neutral_head": Text(fr="Sans sens", en="Without direction"),
    "no_answer": Text(fr="sans réponse", en="no answer"),
    "grades": Text(
        fr="La solidité d'un constat : plus le tissu est serré, plus il tient",
        en="How solid a finding is: the tighter the cloth, the more it holds",
    ),
    "grades_declared": Text(
        fr="Une édition déclarée ne dépasse pas « l'équipe rapporte ».",
        en="A declared edition goes no further than “the team reports”.",
    ),
    "E0": Text(fr="L'équipe déclare", en="The team states"),
    "E0_gloss": Text(fr="Une réponse, rien d'autre.", en="An answer, nothing else."),
    "E1": Text(fr="L'équipe rapporte", en="The team reports"),
    "E1_gloss": Text(
        fr="Elle le dit et le raconte, sans trace.", en="It says so and tells it, without a trace."
    ),
    "E2": Text(fr="Il a été observé", en="It was observed"),
    "E2_gloss": Text(fr="Une trace datée le montre.", en="A dated trace shows it."),
    "E3": Text(fr="Établi par N sources", en="Established by N sources"),
    "E3_gloss": Text(
        fr="Un registre complet, ou des sources différentes qui concordent.",
        en="A full register, or different sources that agree.",
    ),
    "E4": Text(fr="Solidement établi", en="Firmly established"),
    "E4_gloss": Text(
        fr="Et quelqu'un d'extérieur l'a confirmé.", en="And somebody from outside confirmed it."
    ),
    "individual": Text(fr="Échelle individuelle", en="Individual scale"),
    "collective": Text(fr="Échelle collective", en="Collective scale"),
    "territorial": Text(fr="Échelle territoriale", en="Territorial scale"),
    "quote": Text(fr="«\u202f{text}\u202f»", en="“{text}”"),
    "cut": Text(fr=" […]", en=" […]"),
    "summary_kind": Text(
        fr="Résumé d'après la page publique", en="Summary drawn from the public page"
    ),
    "team_kind": Text(fr="Récit de l'équipe", en="Account by the team"),
    "as_agreed": Text(fr="Paroles reprises avec accord", en="Words printed with consent"),
    "is_cut": Text(fr="coupé dans la source", en="cut in the source"),
    "teller_regular": Text(fr="Une personne habituée du lieu", en="A regular"),
    "teller_visitor": Text(fr="Une personne de passage", en="A visitor"),
    "teller_neighbour": Text(fr="Une personne du voisinage", en="A neighbour"),
    "teller_volunteer": Text(fr="Une personne bénévole", en="A volunteer"),
    "teller_occupant": Text(
        fr="Une personne qui travaille sur place", en="Somebody who works on site"
    ),
    "teller_team": Text(fr="Une personne de l'équipe", en="A member of the team"),
    "teller_partner": Text(fr="Un partenaire", en="A partner"),
    "teller_unstated": Text(fr="Une personne, sans autre précision", en="Told by somebody"),
    "called": Text(
        fr="{name} (nom d'emprunt), {teller}", en="{name} (not the real name), {teller}"
    ),
    "withdrawn": Text(
        fr="Un récit se trouvait ici. La personne qui l'avait confié l'a retiré : ses mots sont "
        "effacés de cette édition, de ses fichiers et de son image.",
        en="A story stood here. The person who told it has withdrawn it: its words are erased "
        "from this edition, its files and its picture.",
    ),
    "dissent": Text(fr="Désaccord, signé : {role}", en="Dissent, signed: {role}"),
    "missing": Text(
        fr="Ce qui nous manque pour gagner un cran :", en="What we lack to gain one grade:"
    ),
    "indicators": Text(fr="Indicateurs propres au lieu", en="The place's own indicators"),
    "unanswered": Text(fr="Sans réponse", en="No answer"),
    "silence": Text(
        fr="Ce silence ne veut dire ni non, ni zéro.",
        en="This silence means neither no nor zero.",
    ),
    "unknown": Text(fr="Ce que l'équipe ne sait pas", en="What the team does not know"),
    "not_applicable": Text(fr="Sans objet ici", en="Not applicable here"),
    "colophon": Text(fr="À propos de ce document", en="About this document"),
    "how_made": Text(
        fr="Chaque phrase de ce rapport est tirée de ce que l'équipe a répondu, et le dit. Le "
        "verbe suit la solidité, personne ne le choisit.",
        en="Every sentence of this report is drawn from what the team answered, and says so. The "
        "verb follows the grade: nobody chooses it.",
    ),
    "hash": Text(fr="Empreinte", en="Fingerprint"),
    "hash_note": Text(
        fr="Elle couvre le document et l'empreinte salée de chaque récit, non ses mots : un récit "
        "retiré ne la change pas.",
        en="It covers the document and a salted fingerprint of each story, not its words: "
        "withdrawing a story does not change it.",
    ),
    "hash_none": Text(
        fr="Un brouillon n'est pas scellé : il n'a pas d'empreinte.",
        en="A draft is not sealed: it has no fingerprint.",
    ),
    "made_with": Text(fr="Grille et moteur", en="Grid and engine"),
    "made_with_which": Text(
        fr="grille {grid} {grid_version}, {engine} {engine_version}, schéma {schema}",
        en="grid {grid} {grid_version}, {engine} {engine_version}, schema {schema}",
    ),
    "undrawn": Text(
        fr="Un signe que les caractères du document ne dessinent pas y est remplacé par {sign} ; "
        "les données le gardent.",
        en="A sign that the fonts of this document do not draw is replaced by {sign}; the data "
        "keep it.",
    ),
    "page": Text(fr="page {page} sur {pages}", en="page {page} of {pages}"),
    "detailed": Text(fr="{name} : {detail}", en="{name}: {detail}"),
    "theme_of_grid": Text(
        fr="Thème de la grille d'effets {grid}, version {version}.",
        en="Theme of the effects grid {grid}, version {version}.",
    ),
    "strength_felt": Text(fr="{name} : force de l'effet", en="{name}: strength of the effect"),
    "unit_strength": Text(fr="médiane de notes de 1 à 5", en="median of ratings from 1 to 5"),
    "unit_unnamed": Text(fr="nombre", en="number"),
    "per_year": Text(fr="par an", en="a year"),
    "per_month": Text(fr="par mois", en="a month"),
    "unreported": Text(
        fr="Sans relevé : personne n'a dit sur quelle période ce chiffre porte.",
        en="Without a report: nobody said which period this figure covers.",
    ),
    "card_told": Text(fr="{n} thèmes racontés sur {all}", en="{n} themes told out of {all}"),
    "card_told_one": Text(fr="Un thème raconté sur {all}", en="One theme told out of {all}"),
    "card_unfavourable_none": Text(fr="aucun constat défavorable", en="no unfavourable finding"),
    "card_unfavourable_one": Text(fr="un constat défavorable", en="one unfavourable finding"),
    "card_unfavourable": Text(fr="{n} constats défavorables", en="{n} unfavourable findings"),
    "card_mixed_one": Text(fr="un partagé", en="one mixed"),
    "card_mixed": Text(fr="{n} partagés", en="{n} mixed"),
}

UNITS = {
    "employment.people": Text(fr="personnes concernées", en="people concerned"),
    "agency.initiatives": Text(fr="projets imprévus", en="unplanned projects"),
}
COUNTRIES = {
    "FR": Text(fr="France", en="France"),
    "BE": Text(fr="Belgique", en="Belgium"),
}
LICENCES = {
    "CC-BY-SA-4.0": "CC BY-SA 4.0",
    "CC-BY-4.0": "CC BY 4.0",
    "CC0-1.0": "CC0 1.0",
    "ODbL-1.0": "ODbL 1.0",
    "etalab-2.0": "Licence Ouverte 2.0",
}


def say(key: str, language: str, **values: object) -> str:
    """Give one of the fixed words, with its values in place.

    Examples
    --------
    >>> say("edition_number", "fr", ordinal="2e")
    '2e édition'
    """
    return WORDS[key].in_language(language).format(**values)
