"""One training that a station was asked for, from its folder to an installed package."""

from __future__ import annotations

import shlex
from pathlib import Path

from inspector.clock import utc_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.training import (
    RunFolderError,
    TrainingCancelledError,
    TrainingExtraMissingError,
)
from inspector.paths import DataFolder, write_atomically
from inspector.training.extra import missing_packages
from inspector.training.options import TrainingOptions
from inspector.training.progress import Progress
from inspector.wire.reasons import phrases_of
from inspector.wire.training import TrainingRequest, TrainingSource
from inspector.wire.training_files import (
    CANCEL_NAME,
    JOB_NAME,
    OUTCOME_NAME,
    PACKAGES_NAME,
    RUN_NAME,
    JobFile,
    OutcomeFile,
)


class EndedByFile:
    """Passes everything on, and ends when a file says so.

    Args:
        cancel: The file.
        inner: Who else is told.
    """

    def __init__(self, cancel: Path, inner: Progress) -> None:
        self._cancel = cancel
        self._inner = inner
        self._step = ""

    def begin(self, step: str, total: int) -> None:
        """As :class:`Progress` says."""
        self._step = step
        self._inner.begin(step, total)

    def advance(self, detail: str = "") -> None:
        """As :class:`Progress` says."""
        self._inner.advance(detail)
        self.require()

    def tell(self, line: str) -> None:
        """As :class:`Progress` says."""
        self._inner.tell(line)

    def require(self) -> None:
        """Go on only if nobody has asked to end.

        Raises:
            TrainingCancelledError: somebody has.
        """
        if self._cancel.exists():
            raise TrainingCancelledError(f"cancelled in {self._step or 'the beginning'}")


def work_on_job(folder: Path, progress: Progress) -> OutcomeFile:
    """Train, package and install; how it ended is written down as the last thing.

    Args:
        folder: Of the job.
        progress: Told every step.

    Raises:
        InspectorError: whatever ended it, after that was written down.
    """
    job = _job(folder)
    told = EndedByFile(folder / CANCEL_NAME, progress)
    try:
        outcome = _train(folder, job, told)
    except TrainingCancelledError:
        outcome = OutcomeFile(outcome="cancelled", utc_ns=utc_ns())
    except InspectorError as error:
        _write(folder, _failure(error))
        raise
    except MemoryError as error:
        _write(folder, _failure(InspectorError("there is no memory left")))
        raise InspectorError("there is no memory left") from error
    _write(folder, outcome)
    return outcome


def options_of(request: TrainingRequest, folder: Path, datasets: Path) -> TrainingOptions:
    """What `inspector model train` would be given.

    Args:
        request: What was asked for.
        folder: Of the job.
        datasets: The datasets of the station.
    """
    source = None
    if request.source is not TrainingSource.GENERATED:
        source = datasets / (request.dataset or "")
    return TrainingOptions(
        out=folder / PACKAGES_NAME,
        source=source,
        architecture=request.architecture,
        weights=None if request.weights == "none" else request.weights,
        epochs=request.epochs,
        patience_epochs=request.patience_epochs,
        size_px=request.size_px,
        good=tuple(request.good),
        allow=tuple(request.allow),
        generated=request.generated,
        seed=request.seed,
        name=request.name,
        version=request.version,
        batch_size=request.batch_size,
        max_escape_percent=request.max_escape_percent,
        quantization_training=request.quantization_training,
        robustness=request.robustness,
    )


def _train(folder: Path, job: JobFile, progress: EndedByFile) -> OutcomeFile:
    missing = missing_packages()
    if missing:
        raise TrainingExtraMissingError(f"training needs {', '.join(missing)}")
    progress.require()
    from inspector.training.run.folder import RunFolder
    from inspector.training.run.train import begin_training, train_package

    data = DataFolder(Path(job.data_folder))
    options = options_of(job.request, folder, data.datasets)
    if job.request.source is TrainingSource.HISTORY:
        _import_history(job, options, progress)
    progress.require()
    finished = options.package_folder
    if not finished.exists():
        run: RunFolder = begin_training(options, folder / RUN_NAME, _command(folder))
        train_package(options, run, progress)
    return _installed(finished, data, job)


def _import_history(job: JobFile, options: TrainingOptions, progress: Progress) -> None:
    """Bring the reviewed parts into the dataset; a dataset that has all of them stays."""
    from inspector.training.datasets.importing import import_listing
    from inspector.training.datasets.sources.station_history import station_listing

    if options.source is None:
        return
    listing = station_listing(
        Path(job.data_folder), Path(job.archive), unreviewed=False, pick=job.request.pick
    )
    import_listing(listing, options.source, options.good, progress, relabel=True)


def _installed(package_folder: Path, data: DataFolder, job: JobFile) -> OutcomeFile:
    """A package that the station does not trust stays where it is, and it is said what to do."""
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.inference.signature import Trust

    error: InspectorError | None = None
    try:
        ModelRegistry(data.models, Trust.of(job.trusted_keys)).add(package_folder)
    except InspectorError as refused:
        error = refused
    return OutcomeFile(
        outcome="finished",
        utc_ns=utc_ns(),
        package=f"{job.request.name}/{job.request.version}",
        package_folder=str(package_folder),
        installed=error is None,
        code="" if error is None else error.code,
        error="" if error is None else error.detail,
        remedy="" if error is None else error.remedy,
        **phrases_of(error),
    )


def _failure(error: InspectorError) -> OutcomeFile:
    return OutcomeFile(
        outcome="failed",
        utc_ns=utc_ns(),
        code=error.code,
        error=error.detail,
        remedy=error.remedy,
        **phrases_of(error),
    )


def _job(folder: Path) -> JobFile:
    try:
        return JobFile.model_validate_json((folder / JOB_NAME).read_bytes())
    except (OSError, ValueError) as error:
        raise RunFolderError(f"there is no training job in {folder}") from error


def _command(folder: Path) -> str:
    return shlex.join(["inspector", "model", "train-job", str(folder)])


def _write(folder: Path, outcome: OutcomeFile) -> None:
    write_atomically(folder / OUTCOME_NAME, outcome.model_dump_json(indent=1))
