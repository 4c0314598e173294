"""What a team types, before it is believed."""

from maille.reports.forms.deciding import DecisionForm, OfferForm
from maille.reports.forms.drafts import PeriodForm, PublishForm, StartForm
from maille.reports.forms.questions import QuestionForm
from maille.reports.forms.telling import DissentForm, IndicatorForm, IntensityForm, StoryForm

__all__ = [
    "DecisionForm",
    "DissentForm",
    "IndicatorForm",
    "IntensityForm",
    "OfferForm",
    "PeriodForm",
    "PublishForm",
    "QuestionForm",
    "StartForm",
    "StoryForm",
]
