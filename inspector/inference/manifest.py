"""The manifest of a model package, strict: an unknown or missing key refuses the package."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from inspector.domain.errors.model import ModelPackageError
from inspector.domain.recipe import DecisionLimits

SCHEMA_VERSION = 2
MANIFEST_NAME = "manifest.toml"
MANIFEST_HASH_NAME = "manifest.sha256"
_UPDATE = "A newer version of the program made the package: update this one, or make it anew here."
_SEPARATOR = "\n  "
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,120}(?<!\.)")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")

Probability = Annotated[float, Field(ge=0, le=1)]
Limit = Annotated[float, Field(gt=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.+-]{0,99}$")]
ClassName = Annotated[str, Field(min_length=1, max_length=100)]
Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+([+-][0-9A-Za-z.-]+)?$")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())


class InputEntry(_Entry):
    """What the network was trained on; the graph itself takes any size, grey or BGR."""

    color: Literal["gray", "bgr"]
    size_px: Annotated[int, Field(ge=16, le=4096)]


class LimitsEntry(_Entry):
    """Recommended decision limits, chosen on the validation split."""

    accept: Limit
    reject_default: Limit
    reject: dict[ClassName, Limit] = {}

    def as_limits(self) -> DecisionLimits:
        """The same limits as the domain knows them."""
        return DecisionLimits(self.accept, self.reject_default, dict(self.reject))


class SplitEntry(_Entry):
    """How the dataset was parted: the same revision gives the same split again."""

    seed: int
    shares: tuple[float, float, float]
    """Of training, validation and test."""
    group_by: tuple[str, ...]
    """What kept pictures together."""


class TrainingEntry(_Entry):
    """Where the weights come from; enough to train them again."""

    dataset: str
    samples: Annotated[int, Field(ge=1)]
    seed: int
    split: SplitEntry | None = None
    """Where it is another than the usual one of ``seed``."""
    epochs: Annotated[int, Field(ge=1)]
    initial_weights_sha256: Sha256 | Literal[""] = ""
    command: str
    tools: dict[str, str]
    metrics: dict[str, float]


class VariantEntry(_Entry):
    """One candidate of the search for the file that runs, as it was measured."""

    variant: Name
    accuracy: Probability
    escapes: Count
    false_rejects: Count
    not_decidable: Count
    flips: Count
    size_bytes: Annotated[int, Field(ge=1)]
    p50_ms: Annotated[float, Field(gt=0)]
    p99_ms: Annotated[float, Field(gt=0)]
    provider: str
    refused: str = ""
    """Why it was not eligible, such as ``2.1 points below fp32``; empty for one that was."""


class EvaluationEntry(_Entry):
    """The exact file that runs, on the held-out pictures; the release gate reads it."""

    samples: Annotated[int, Field(ge=1)]
    accuracy: Probability
    accuracy_low: Probability
    accuracy_high: Probability
    good: Count
    defective: Count
    escapes: Count
    false_rejects: Count
    not_decidable: Count
    flips: Count
    """Verdicts that differ from those of the FP32 twin; 0 when it is the file that runs."""
    calibration_error: Probability
    """Expected calibration error over 15 bins."""
    robustness: dict[Name, Annotated[float, Field(ge=0)]] = {}
    """Disturbed over clean accuracy, by disturbance, the mean of five severities."""
    shortcut_auc: Probability | None = None
    """How well the picture's border or the file's size alone predict the label."""


class ValidationEntry(_Entry):
    """What scores looked like when the model was released; drift is measured against it.

    ``good_score_counts`` are the counts of the summed good probability of the validation pictures
    that are truly good, in equal bins from 0 to 1; ``novelty_counts`` the same of their novelty
    from 0 to 4, the last bin holding all beyond.
    """

    good_score_counts: tuple[Count, ...] = ()
    novelty_counts: tuple[Count, ...] = ()


class GoldenEntry(_Entry):
    """A picture and the scores that every machine must reproduce."""

    image: str
    label: ClassName
    scores: tuple[Probability, ...]


class Manifest(_Entry):
    """All that is known of a model; its ``files`` name every other file of the package."""

    schema_version: Literal[1, 2]
    model_id: Name
    version: Version
    architecture: Name
    variant: Name
    model_file: str
    reference_file: str = ""
    """The same network before quantization, for comparison; empty when it is not shipped."""
    classes: Annotated[tuple[ClassName, ...], Field(min_length=2, max_length=1000)]
    ok_classes: tuple[ClassName, ...]
    golden_tolerance: Annotated[float, Field(gt=0, le=0.5)]
    input: InputEntry
    limits: LimitsEntry
    training: TrainingEntry
    parent_sha256: Sha256 | Literal[""] = ""
    """The package whose backbone this one shares, byte for byte; empty when there is none."""
    dataset_revision: Sha256 | Literal[""] = ""
    features: str = ""
    """The tensor that the head reads, float32 ``[1, D]``; empty when it has no name."""
    evaluation: EvaluationEntry | None = None
    validation: ValidationEntry = ValidationEntry()
    variants: tuple[VariantEntry, ...] = ()
    files: dict[str, Sha256]
    golden: Annotated[tuple[GoldenEntry, ...], Field(min_length=1, max_length=64)]

    @property
    def defect_classes(self) -> tuple[str, ...]:
        """The classes that no good part may have, for which a recipe may have limits."""
        return tuple(name for name in self.classes if name not in self.ok_classes)

    @model_validator(mode="after")
    def _consistent(self) -> Manifest:
        faults = [*self._class_faults(), *self._file_faults()]
        if faults:
            raise ValueError(_SEPARATOR.join(faults))
        return self

    def _class_faults(self) -> list[str]:
        known = set(self.classes)
        faults = []
        if len(known) != len(self.classes):
            faults.append("classes: a name is given twice")
        strangers = (set(self.ok_classes) | set(self.limits.reject)) - known
        faults += [f"{name!r} is used but is none of the classes" for name in sorted(strangers)]
        for entry in self.golden:
            if len(entry.scores) != len(self.classes):
                faults.append(f"golden {entry.image}: {len(entry.scores)} scores")
            if entry.label not in known:
                faults.append(f"golden {entry.image}: unknown label {entry.label!r}")
        return faults

    def _file_faults(self) -> list[str]:
        needed = [self.model_file, *(entry.image for entry in self.golden)]
        if self.reference_file:
            needed.append(self.reference_file)
        faults = [f"files: {name} is not listed" for name in needed if name not in self.files]
        faults += [f"files: {name!r} leaves the package" for name in self.files if escapes(name)]
        faults += [f"files: {name!r} is no plain name" for name in self.files if not is_plain(name)]
        return faults


def escapes(name: str) -> bool:
    """Whether a relative name could reach a file outside the folder it is joined to."""
    path = PurePosixPath(name)
    unusual = not name or "\\" in name or ":" in name or "\0" in name
    return unusual or path.is_absolute() or ".." in path.parts or str(path) != name


def is_plain(name: str) -> bool:
    """Whether a relative name means the same file on every system: Windows knows special ones."""
    parts = PurePosixPath(name).parts
    return all(_PLAIN.fullmatch(part) and not _DEVICE.match(part) for part in parts)


def parse_manifest(raw: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        ModelPackageError: it is no TOML or has faults; all of them are listed.
    """
    try:
        document: Mapping[str, object] = tomllib.loads(raw.decode("utf-8"))
        return Manifest.model_validate(document)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelPackageError(f"{MANIFEST_NAME} is no TOML: {error}") from error
    except RecursionError as error:
        raise ModelPackageError(f"{MANIFEST_NAME} is nested too deeply") from error
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc'])) or 'manifest'}: {fault['msg']}"
            for fault in error.errors()
        ]
        detail = f"{MANIFEST_NAME} has {len(faults)} fault(s):{_SEPARATOR}{_SEPARATOR.join(faults)}"
        made_by = document.get("schema_version")
        newer = isinstance(made_by, int) and made_by > SCHEMA_VERSION
        raise ModelPackageError(detail, remedy=_UPDATE if newer else None) from error
