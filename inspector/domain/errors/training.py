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


class InputSizeError(ModelError):
    """The architecture does not take pictures of this size."""

    code = "TRN-020"
    remedy = "Choose another --input-size; docs/reference/architectures.md lists what fits."


class WeightsError(ModelError):
    """The weights to start from cannot be read, or they belong to another architecture."""

    code = "TRN-021"
    remedy = "Pass a state dict of the same torchvision architecture, saved with torch.save."


class WeightsUnavailableError(ModelError):
    """There are no ImageNet weights for the architecture, or they cannot be fetched from here."""

    code = "TRN-022"
    remedy = "Fetch the file elsewhere and pass it with --weights FILE, or train without weights."


class TrainingDivergedError(ModelError):
    """The loss is no longer a finite number: the weights have run away."""

    code = "TRN-023"
    remedy = "Lower --learning-rate; if that does not help, look for pictures with broken pixels."


class TrainingMemoryError(ModelError):
    """The memory of the device does not suffice for one training step."""

    code = "TRN-024"
    remedy = "Choose a smaller --batch-size or --input-size."


class TrainingDeviceError(ModelError):
    """The device asked for is not there, or the processes of one training do not fit together."""

    code = "TRN-025"
    remedy = "Choose --device auto, which takes a GPU where there is one."


class CheckpointError(ModelError):
    """The checkpoint is damaged, or it was written by a training of other options or pictures."""

    code = "TRN-026"
    remedy = "Start again in another folder, or delete the checkpoint."


class CheckpointNotWrittenError(ModelError):
    """A checkpoint or network cannot be written; what was written before is as it was."""

    code = "TRN-027"
    remedy = "Free disk space or mend the folder, then go on with: inspector model resume RUN"


class FitOptionsError(ModelError):
    """An option of the training is out of bounds, or two options contradict each other."""

    code = "TRN-028"
    remedy = "Correct the options named in the message."
