"""All books of phrases, and their templates by key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.phrase import PhraseBook
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.phrases.entries import EntryPhrase, FilePhrase
from inspector.domain.phrases.models import ReleasePhrase, RolloutPhrase
from inspector.domain.phrases.pictures import CameraPhrase, PicturePhrase
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.phrases.station import StationPhrase
from inspector.domain.phrases.steps import StepPhrase
from inspector.domain.phrases.training import DatasetPhrase, TrainingPhrase

BOOKS: tuple[type[PhraseBook], ...] = (
    CameraPhrase,
    CheckPhrase,
    DatasetPhrase,
    EntryPhrase,
    FilePhrase,
    PicturePhrase,
    RecipePhrase,
    ReleasePhrase,
    RolloutPhrase,
    StationPhrase,
    StepPhrase,
    TrainingPhrase,
)
TEMPLATES: Mapping[str, str] = MappingProxyType(
    {phrase.key: str(phrase.value) for book in BOOKS for phrase in book}
)
"""The English words by key, with the names of values in braces."""
