"""One question of the grid, as a form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from maille.core.effects.checking import InvalidAnswerError, check_answer
from maille.core.effects.values import (
    Answer,
    AnswerState,
    Grid,
    Per,
    Question,
    QuestionType,
    Theme,
)
from maille.reports.commune_mesure.quantity import Quantity, parse_quantity
from maille.reports.forms.problems import message_of

CHOICES: Final = {QuestionType.MULTI, QuestionType.SINGLE}
ENGLISH_NUMBERS: Final = (
    ("about", "environ"),
    ("around", "environ"),
    ("per year", "par an"),
    ("a year", "par an"),
    ("per month", "par mois"),
    ("a month", "par mois"),
)


class QuestionForm(forms.Form):
    """An answer in one of its four states, or silence; ``answer`` is what it comes to."""

    answer: Answer | None = None

    def __init__(
        self,
        *,
        grid: Grid,
        theme: Theme,
        question: Question,
        said: Answer | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.grid, self.theme, self.question = grid, theme, question
        super().__init__(data, prefix=question.id, initial=_initial(said, question))
        for name, field in _fields(question).items():
            self.fields[name] = field
        self.fields["state"] = forms.ChoiceField(
            label=_("Or else"),
            required=False,
            choices=_states(question),
            widget=forms.RadioSelect(attrs={"class": "quiet"}),
        )

    @property
    def title(self) -> str:
        """Give the question, in the language of the page."""
        return self.question.label.in_language(get_language() or "fr")

    @property
    def several(self) -> bool:
        """Whether several options may be ticked."""
        return self.question.type is QuestionType.MULTI

    @property
    def anchor(self) -> str:
        """Give where the question stands in the page."""
        return f"q-{self.question.id}"

    def clean_number(self) -> Quantity | None:
        """Read the number as it was said."""
        said = self.cleaned_data["number"]
        if not said:
            return None
        quantity = parse_quantity(_in_french(said))
        if quantity is None:
            raise forms.ValidationError(
                _("Write one number, such as 12, 1,500 or “about 5 a year”."), code="number"
            )
        return replace(quantity, said=said.strip())

    def clean(self) -> dict[str, Any]:
        """Make the answer, and let the grid judge it."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        answer = self._answer(cleaned)
        if answer is None:
            return cleaned
        try:
            check_answer(answer, self.grid)
        except InvalidAnswerError as error:
            self.add_error(None, forms.ValidationError(message_of(error.problem)))
        else:
            self.answer = answer
        return cleaned

    def _answer(self, cleaned: dict[str, Any]) -> Answer | None:
        options = cleaned.get("options") or []
        own_words = [line.strip() for line in cleaned.get("own_words", "").splitlines()]
        quantity = cleaned.get("number")
        text = cleaned.get("text", "").strip()
        answered = bool(options or any(own_words) or quantity or text)
        state = cleaned["state"] or (AnswerState.ANSWERED if answered else None)
        if state is None:
            return None
        return Answer(
            id="",
            theme=self.theme.id,
            question=self.question.id,
            state=AnswerState(state),
            options=tuple([options] if isinstance(options, str) else options),
            own_words=tuple(filter(None, own_words)),
            number=quantity.number if quantity else None,
            approximate=bool(quantity and quantity.approximate)
            or cleaned.get("approximate", False),
            per=_per(quantity, cleaned.get("per", "")),
            said=_said(quantity, cleaned.get("said", "")),
            text=text,
        )


def question_forms(
    grid: Grid,
    theme: Theme,
    said: Mapping[str, Answer],
    data: Mapping[str, Any] | None = None,
) -> list[QuestionForm]:
    """Give the forms of a theme's questions, in order, holding what was said before."""
    return [
        QuestionForm(
            grid=grid, theme=theme, question=question, said=said.get(question.id), data=data
        )
        for question in theme.questions
    ]


def _fields(question: Question) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    if question.type in CHOICES:
        fields["options"] = _options(question)
    if question.open:
        fields["own_words"] = forms.CharField(
            label=_("In your own words"),
            help_text=_("One per line."),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
    if question.type is QuestionType.NUMBER:
        fields |= _number()
    if question.type is QuestionType.TEXT:
        fields["text"] = forms.CharField(
            label=_("In a sentence or two"),
            help_text=_("No name, nothing about health or justice: it is printed as it stands."),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    return fields


def _options(question: Question) -> forms.Field:
    language = get_language() or "fr"
    choices = [(option.id, option.label.in_language(language)) for option in question.options]
    if question.type is QuestionType.MULTI:
        return forms.MultipleChoiceField(
            required=False, choices=choices, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(
        required=False, choices=[*choices, ("", _("No answer"))], widget=forms.RadioSelect
    )


def _number() -> dict[str, forms.Field]:
    return {
        "number": forms.CharField(
            label=_("How many?"),
            help_text=_("As you would say it: 12, or about 5 a year."),
            required=False,
            max_length=80,
            widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        ),
        "approximate": forms.BooleanField(label=_("about"), required=False),
        "per": forms.ChoiceField(
            label=_("For how long?"),
            required=False,
            choices=[
                (Per.YEAR.value, _("a year")),
                (Per.MONTH.value, _("a month")),
                (Per.PERIOD.value, _("the whole period")),
                (Per.UNSTATED.value, _("we do not know")),
            ],
            widget=forms.RadioSelect(attrs={"class": "quiet"}),
        ),
        "said": forms.CharField(
            label=_("As it was said"),
            help_text=_("The very words, when they say more than the number."),
            required=False,
            max_length=200,
        ),
    }


def _states(question: Question) -> list[tuple[str, Any]]:
    kept = _("What is ticked above") if question.type in CHOICES else _("What is written above")
    return [
        ("", kept),
        (AnswerState.NONE_OBSERVED.value, _("Nothing observed")),
        (AnswerState.NOT_APPLICABLE.value, pgettext_lazy("state of an answer", "Not applicable")),
        (AnswerState.UNKNOWN.value, _("We do not know")),
    ]


def _initial(said: Answer | None, question: Question) -> dict[str, Any]:
    if said is None:
        return {"state": "", "per": Per.UNSTATED.value, "options": ""}
    several = question.type is QuestionType.MULTI
    return {
        "state": "" if said.state is AnswerState.ANSWERED else said.state.value,
        "options": list(said.options) if several else "".join(said.options),
        "own_words": "\n".join(said.own_words),
        "number": "" if said.number is None else f"{said.number:.10g}".replace(".", ","),
        "approximate": said.approximate,
        "per": said.per.value,
        "said": said.said,
        "text": said.text,
    }


def _per(quantity: Quantity | None, chosen: str) -> Per:
    """Keep the span that was chosen, else the one that the words hold."""
    if quantity is None:
        return Per.UNSTATED
    if chosen and chosen != Per.UNSTATED.value:
        return Per(chosen)
    return quantity.per


def _said(quantity: Quantity | None, words: str) -> str:
    """Keep the words that say more than a number, as they were typed."""
    if quantity is None or words.strip():
        return words.strip()
    return "" if quantity.said.replace(" ", "").isdigit() else quantity.said


def _in_french(said: str) -> str:
    words = said.strip().lower()
    for english, french in ENGLISH_NUMBERS:
        words = words.replace(english, french)
    return words
