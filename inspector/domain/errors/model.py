"""Errors of model packages and inference."""

from inspector.domain.errors.base import InspectorError


class ModelError(InspectorError):
    """A model cannot be used."""

    code = "MOD-000"


class ModelPackageError(ModelError):
    """The package is incomplete or its manifest is wrong."""

    code = "MOD-001"
    remedy = "Rebuild the package with `inspector model train`, or copy it again from its source."


class ModelIntegrityError(ModelError):
    """A file of the package is not the one that its manifest names: it was changed or damaged."""

    code = "MOD-002"
    remedy = "Copy the package again from its source; never edit a package in place."


class ModelGoldenError(ModelError):
    """On this machine the model does not reproduce the scores of its golden images."""

    code = "MOD-003"
    remedy = "Use another execution provider, or rebuild the package for this machine."


class ProviderUnavailableError(ModelError):
    """The execution provider asked for does not load on this machine."""

    code = "MOD-004"
    remedy = 'Install its libraries, or let the station choose with provider = "auto".'


class InferenceError(ModelError):
    """The runtime failed on an image."""

    code = "MOD-005"
    remedy = "The part is rejected; if it goes on, check the model package and memory."
