"""Errors of trainings that the station itself was asked for."""

from inspector.domain.errors.model import ModelError


class TrainingJobUnknownError(ModelError):
    """The station has no training of this number."""

    code = "TRN-060"
    remedy = "Look at the list of trainings; one that was deleted is gone."


class TrainingJobStateError(ModelError):
    """What is asked for does not fit the state of the training."""

    code = "TRN-061"
    remedy = "Cancel it first, or wait until it has ended."


class DatasetUnknownError(ModelError):
    """The station has no dataset of this name."""

    code = "TRN-062"
    remedy = "Import pictures into the `datasets` folder with `inspector dataset import`."


class TrainingDiskError(ModelError):
    """There is too little room on the disk for a training."""

    code = "TRN-063"
    remedy = "Free disk space or delete trainings that have ended, then start or resume it."


class TrainingEndedError(ModelError):
    """The process of the training ended without saying why."""

    code = "TRN-064"
    remedy = "Resume it: all finished epochs are kept. If it ends again, read the log below."


class TrainingNameTakenError(ModelError):
    """The station has a package, or a training, of this name and version."""

    code = "TRN-065"
    remedy = "Choose another version; one that exists is never overwritten."
