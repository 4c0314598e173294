"""What a team types, before it is believed."""

from maille.reports.forms.drafts import PeriodForm, PublishForm, StartForm
from maille.reports.forms.questions import QuestionForm
from maille.reports.forms.telling import DissentForm, IndicatorForm, IntensityForm, StoryForm

__all__ = [
    "DissentForm",
    "IndicatorForm",
    "IntensityForm",
    "PeriodForm",
    "PublishForm",
    "QuestionForm",
    "StartForm",
    "StoryForm",
]
