"""Errors of export and of teaching a finished package new pictures."""

from inspector.domain.errors.model import ModelError


class AdapterPicturesError(ModelError):
    """The new pictures cannot be learned from; every fault is named."""

    code = "TRN-030"
    remedy = "Mend or remove what is named; each class needs a folder with at least one picture."


class AdapterClassesError(ModelError):
    """The classes of the new pictures do not fit those of the package."""

    code = "TRN-031"
    remedy = "Name good classes with --good, and keep the meaning of the classes that there are."


class BackboneUnsuitableError(ModelError):
    """It is not clear in the model's graph what its last layer reads, so none can be put there."""

    code = "TRN-032"
    remedy = "Train the model again with this version, or take another package."


class ExportFailedError(ModelError):
    """The exported graph is not the network: it cannot be written, or gives other outputs."""

    code = "TRN-033"
    remedy = "Report this with the name of the architecture and the input size."


class FeatureStatisticsError(ModelError):
    """The pictures say too little about the features for a measure of novelty."""

    code = "TRN-034"
    remedy = "Give more pictures, at least two that differ, or leave novelty out."
