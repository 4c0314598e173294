"""What a place answers about itself, and the editions it made of it."""

from maille.reports.models.drafts import Answer, Decision, Dissent, Draft, Indicator, Intensity
from maille.reports.models.editions import (
    Edition,
    EditionEvidence,
    EditionQuerySet,
    EditionStory,
    ImportedFile,
)
from maille.reports.models.stories import LeftOutStory, Story

__all__ = [
    "Answer",
    "Decision",
    "Dissent",
    "Draft",
    "Edition",
    "EditionEvidence",
    "EditionQuerySet",
    "EditionStory",
    "ImportedFile",
    "Indicator",
    "Intensity",
    "LeftOutStory",
    "Story",
]
