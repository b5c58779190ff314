"""Errors of training: of its pictures, its options and its course."""

from inspector.domain.errors.model import ModelError


class TrainingDatasetError(ModelError):
    """The images cannot be trained on as they are."""

    code = "TRN-001"
    remedy = "Correct the listed files or folders."


class TrainingExtraMissingError(ModelError):
    """The command needs the extra `train` (torch, torchvision and more)."""

    code = "TRN-002"
    remedy = "Install it with: pip install 'inspector-station[train]'"


class TrainingCancelledError(ModelError):
    """Somebody has cancelled the work; all finished steps and epochs are kept."""

    code = "TRN-003"
    remedy = "Go on with: inspector model resume RUN"


class RunFolderError(ModelError):
    """The folder of a training cannot be used."""

    code = "TRN-004"
    remedy = "Choose another folder with --run."
