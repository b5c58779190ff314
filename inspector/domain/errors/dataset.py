"""Errors of collecting pictures: sources, datasets, their revisions and splits."""

from inspector.domain.errors.training import TrainingDatasetError


class DatasetUnreadableError(TrainingDatasetError):
    """There is no dataset in the folder, no such revision of it, or one of another version."""

    code = "TRN-010"
    remedy = "Make a dataset with `inspector dataset import`; `inspector dataset show` lists it."


class SourceInvalidError(TrainingDatasetError):
    """A folder of pictures, a list of them or a file of labels cannot be understood."""

    code = "TRN-011"
    remedy = "Compare it with the layouts in docs/reference/dataset.md, or name one by --layout."


class GoodClassUnknownError(TrainingDatasetError):
    """A class that shall be good does not exist among the pictures."""

    code = "TRN-012"
    remedy = "Name a class that exists; the message lists them."


class LabelsConflictError(TrainingDatasetError):
    """One picture, or the same pixels in two files, has two labels."""

    code = "TRN-013"
    remedy = "Decide which label is right; --relabel lets a new import change known labels."


class PathNotAllowedError(TrainingDatasetError):
    """A list or a link names a file outside the folder that was given."""

    code = "TRN-014"
    remedy = "Copy the pictures into the folder, or name the folder that holds them by --root."


class PictureMissingError(TrainingDatasetError):
    """A label belongs to a picture that does not exist."""

    code = "TRN-015"
    remedy = "Bring the pictures back or remove their labels; --root names where pictures lie."


class DatasetDamagedError(TrainingDatasetError):
    """A file of a dataset is missing or is not the one that was imported."""

    code = "TRN-016"
    remedy = "Restore it from a backup, or import its source again: that puts the file back."


class DatasetNotWrittenError(TrainingDatasetError):
    """The dataset or its cache cannot be written: the disk is full or the rights are missing.

    No revision was changed, and what was written so far is used when the command runs again.
    """

    code = "TRN-017"
    remedy = "Free disk space or correct the rights, then run the same command again."


class SplitImpossibleError(TrainingDatasetError):
    """The pictures cannot be parted into training, validation and test."""

    code = "TRN-018"
    remedy = "Collect more pictures, lots or serials of the classes named, or merge classes."


class DatasetBusyError(TrainingDatasetError):
    """Another process is importing into the dataset."""

    code = "TRN-019"
    remedy = "Wait until it has ended."
