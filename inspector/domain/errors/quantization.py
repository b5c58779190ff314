"""Errors of the search for a smaller and faster file."""

from inspector.domain.errors.model import ModelError


class CandidateFailedError(ModelError):
    """A way to quantize does not suit this network, or the runtime refuses what it made."""

    code = "TRN-050"
    remedy = "Nothing to do: the search lists the candidate as failed and goes on with the others."


class NoFloatReferenceError(ModelError):
    """There is no float graph of ours to quantize from."""

    code = "TRN-051"
    remedy = "Quantize a package that carries its fp32 file, or train the model again."


class CalibrationPicturesError(ModelError):
    """The pictures cannot show what the network's activations look like."""

    code = "TRN-052"
    remedy = "Name a dataset with pictures of every class of the model with --dataset."


class SearchFolderError(ModelError):
    """The folder that keeps finished candidates cannot be written or read."""

    code = "TRN-053"
    remedy = "Make room on the disk or choose another folder; finished candidates are kept."


class UnknownCandidateError(ModelError):
    """The search was asked for a way to quantize that does not exist."""

    code = "TRN-054"
    remedy = "Choose among the names that docs/reference/quantization.md lists."
