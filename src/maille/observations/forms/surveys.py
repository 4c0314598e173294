"""What a visitor answers, and what a team asks."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maille.core.effects.observing import Audience
from maille.core.effects.values import Grid
from maille.grids import load_grid
from maille.observations.forms.noting import WordsField
from maille.observations.labels import AUDIENCES
from maille.observations.models import SurveyWave
from maille.observations.survey import MOST_QUESTIONS, AskedQuestion, load_words
from maille.observations.survey.values import LONGEST_WORDS, MOST_VISITS, Asking, Said

NONE: Final = "-"
_PASS: Final = ""
_FELT: Final = [(str(mark), str(mark)) for mark in range(1, 6)]
_MOST_PEOPLE: Final = 1_000_000
_USUAL: Final = Asking("")


class AnswerForm(forms.Form):
    """One visitor's minute: nothing is compulsory, but something must be said."""

    def __init__(self, wave: SurveyWave, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.language = "en" if get_language() == "en" else "fr"
        self.words = load_words()
        self.asked = [self.words.questions[name] for name in wave.questions]
        if wave.audiences:
            self.fields["audience"] = self._audience(wave)
        self.fields["visits"] = forms.IntegerField(
            label=_("How many times did you come here in the last thirty days, today included?"),
            help_text=_("A number, even roughly."),
            required=False,
            min_value=1,
            max_value=MOST_VISITS,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        for rank, question in enumerate(self.asked):
            self.fields[f"q{rank}"] = self._question(question)
        self.fields["felt"] = forms.ChoiceField(
            label=self.words.felt[wave.theme].in_language(self.language),
            help_text=_("From 1, not at all, to 5, very much."),
            choices=[*_FELT, (_PASS, _("no opinion"))],
            required=False,
            widget=forms.RadioSelect(attrs={"class": "marks"}),
        )
        self.fields["words"] = WordsField(
            longest=LONGEST_WORDS,
            label=_("A sentence to leave with us?"),
            help_text=_("Name nobody, not even yourself. Nothing about health or justice."),
            widget=forms.Textarea(attrs={"rows": 3, "class": "line"}),
        )
        self.fields["consent"] = forms.BooleanField(
            label=_("This sentence may be quoted in the report of the place, without any name."),
            required=False,
        )

    def _audience(self, wave: SurveyWave) -> forms.ChoiceField:
        choices = [
            (name, self.words.audiences[name].in_language(self.language)) for name in wave.audiences
        ]
        return forms.ChoiceField(
            label=_("You are…"),
            choices=[*choices, (_PASS, _("I would rather not say"))],
            required=False,
            widget=forms.RadioSelect,
        )

    def _question(self, question: AskedQuestion) -> forms.Field:
        choices = [
            (option.id, option.label.in_language(self.language)) for option in question.options
        ]
        label = question.label.in_language(self.language)
        if question.several:
            none = [(NONE, question.none.in_language(self.language))] if question.none else []
            return forms.MultipleChoiceField(
                label=label,
                help_text=_("Several answers possible."),
                choices=[*choices, *none],
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "one"}),
            )
        return forms.ChoiceField(
            label=label,
            choices=[*choices, (_PASS, _("I do not know"))],
            required=False,
            widget=forms.RadioSelect(attrs={"class": "one"}),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse "none of these" beside something, and an answer that says nothing."""
        cleaned = super().clean() or {}
        for rank, question in enumerate(self.asked):
            alone = {NONE, *(option.id for option in question.options if option.exclusive)}
            ticked = cleaned.get(f"q{rank}") or []
            if question.several and len(ticked) > 1 and alone & {*ticked}:
                self.add_error(f"q{rank}", _("Choose between “none of these” and the rest."))
        if not self.errors and self.said(cleaned).silent:
            raise forms.ValidationError(_("Answer one question at least, whichever you like."))
        return cleaned

    def said(self, cleaned: Mapping[str, Any] | None = None) -> Said:
        """Give what was answered."""
        given = self.cleaned_data if cleaned is None else cleaned
        return Said(
            language=self.language,
            audience=given.get("audience", ""),
            visits=given["visits"],
            answers=dict(self._answers(given)),
            felt=int(given["felt"]) if given["felt"] else None,
            words=" ".join(given["words"].split()),
            consent=given["consent"],
        )

    def _answers(self, given: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
        for rank, question in enumerate(self.asked):
            ticked = given[f"q{rank}"]
            if ticked:
                options = ticked if question.several else [ticked]
                yield question.id, [option for option in options if option != NONE]


class WaveForm(forms.Form):
    """What a team asks its visitors."""

    title = forms.CharField(
        label=_("Name of the survey"),
        help_text=_("For the team: spring 2026, open day…"),
        max_length=80,
    )
    language = forms.ChoiceField(
        label=_("Language of the poster"),
        help_text=_("Visitors may answer in either."),
        choices=[("fr", _("French")), ("en", _("English"))],
        initial="fr",
        widget=forms.RadioSelect,
    )
    audiences = forms.MultipleChoiceField(
        label=_("Among whom may visitors say they are?"),
        choices=AUDIENCES,
        initial=list(_USUAL.audiences),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    asked = forms.IntegerField(
        label=_("How many people will be invited to answer?"),
        help_text=_(
            "Only if you know: the number of seats at a meal, of cards handed out. It tells how "
            "many of them answered; you may say it later."
        ),
        required=False,
        min_value=1,
        max_value=_MOST_PEOPLE,
    )

    field_order = ("title", "questions", "theme", "audiences", "language", "asked")

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        language = "en" if get_language() == "en" else "fr"
        grid, words = load_grid(), load_words()
        self.fields["questions"] = forms.MultipleChoiceField(
            label=_("Which questions?"),
            help_text=_("Three at most. Those of the effects report that a visitor can answer."),
            choices=list(_grouped(grid, language)),
            initial=list(_USUAL.questions),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "one"}),
        )
        self.fields["theme"] = forms.ChoiceField(
            label=_("Which rating, from 1 to 5?"),
            help_text=_("The open line is filed under the same theme."),
            choices=[(theme, felt.in_language(language)) for theme, felt in words.felt.items()],
            initial=_USUAL.theme,
            widget=forms.RadioSelect(attrs={"class": "one"}),
        )
        self.order_fields(self.field_order)

    def clean_questions(self) -> list[str]:
        """Keep to what a visitor has time for."""
        questions: list[str] = self.cleaned_data["questions"]
        if len(questions) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Choose three at most: a visitor has a minute."))
        return questions

    def asking(self) -> Asking:
        """Give what is asked."""
        given = self.cleaned_data
        return Asking(
            title=given["title"],
            language=given["language"],
            theme=given["theme"],
            questions=tuple(given["questions"]),
            audiences=tuple(one.value for one in Audience if one.value in given["audiences"]),
            asked=given["asked"],
        )


class AskedForm(forms.Form):
    """How many people were invited to answer, in the end."""

    asked = forms.IntegerField(
        label=_("How many people were invited to answer?"),
        help_text=_("Leave it empty if you do not know: an invented number would be worse."),
        required=False,
        min_value=1,
        max_value=_MOST_PEOPLE,
    )


def _grouped(grid: Grid, language: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    questions = load_words().questions.values()
    for theme in grid.themes:
        asked = [one for one in questions if one.theme == theme.id]
        if asked:
            label = theme.label.in_language(language)
            yield label, [(one.id, one.label.in_language(language)) for one in asked]
