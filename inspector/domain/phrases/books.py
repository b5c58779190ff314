"""All books of phrases, and their templates by key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.phrase import Phrase, PhraseBook
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase
from inspector.domain.phrases.challenge import CausePhrase, ChallengePhrase
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.phrases.deeds import DeedPhrase
from inspector.domain.phrases.drift import DriftPhrase
from inspector.domain.phrases.drivers import DriverPhrase, VirtualCameraPhrase
from inspector.domain.phrases.entries import EntryPhrase, FilePhrase
from inspector.domain.phrases.evaluation import EvaluationPhrase
from inspector.domain.phrases.fields import FieldPhrase
from inspector.domain.phrases.line import DeadlinePhrase, GatePhrase, LinePhrase
from inspector.domain.phrases.models import ReleasePhrase, RolloutPhrase
from inspector.domain.phrases.pictures import PicturePhrase
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.phrases.records import (
    EvidencePhrase,
    RecordPhrase,
    SealPhrase,
    SharedHistoryPhrase,
)
from inspector.domain.phrases.station import StationPhrase
from inspector.domain.phrases.steps import StepPhrase
from inspector.domain.phrases.training import DatasetPhrase, TrainingPhrase

BOOKS: tuple[type[PhraseBook], ...] = (
    CameraPhrase,
    CausePhrase,
    ChallengePhrase,
    CheckPhrase,
    DatasetPhrase,
    DeadlinePhrase,
    DeedPhrase,
    DriftPhrase,
    DriverPhrase,
    EntryPhrase,
    EvaluationPhrase,
    EvidencePhrase,
    FeaturePhrase,
    FieldPhrase,
    FilePhrase,
    GatePhrase,
    LinePhrase,
    PicturePhrase,
    RecipePhrase,
    RecordPhrase,
    ReleasePhrase,
    RolloutPhrase,
    SealPhrase,
    SharedHistoryPhrase,
    StationPhrase,
    StepPhrase,
    TrainingPhrase,
    VirtualCameraPhrase,
)
TEMPLATES: Mapping[str, str] = MappingProxyType(
    {phrase.key: str(phrase.value) for book in BOOKS for phrase in book}
)
"""The English words by key, with the names of values in braces."""
_BY_WORDS = {words: key for key, words in TEMPLATES.items() if "{" not in words}


def phrase_of_words(words: str) -> Phrase:
    """The phrase without values that has these English words; plain words for others."""
    return Phrase(_BY_WORDS.get(words, ""), words)
