"""Errors of model packages that may not be trusted, released, installed or put in force."""

from inspector.domain.errors.model import ModelError


class ModelSignatureError(ModelError):
    """The package is not signed by a key that this station trusts, or its signature is damaged."""

    code = "MOD-010"
    remedy = (
        "Sign it with `inspector model sign`, and list the public key under [model] trusted_keys."
    )


class SigningKeyError(ModelError):
    """A key to sign with, or a trusted key, cannot be read or is none."""

    code = "MOD-011"
    remedy = "Make one with `inspector model keygen`; it prints the public key to trust."


class PackageLimitError(ModelError):
    """The package is larger, deeper or has more in it than a station takes."""

    code = "MOD-012"
    remedy = "Leave out what does not belong; docs/reference/model-package.md lists the limits."


class PackageContentError(ModelError):
    """A file of the package is of a kind that a station never opens, such as a pickle."""

    code = "MOD-013"
    remedy = "Export the model with `inspector model train`; a package holds ONNX, PNG and text."


class ModelGraphError(ModelError):
    """The ONNX graph is invalid, or has what a station does not run."""

    code = "MOD-014"
    remedy = "Export the model with `inspector model train`; see docs/reference/model-package.md."


class PackageUnknownError(ModelError):
    """The station has no package of this name or hash, or several that begin so."""

    code = "MOD-015"
    remedy = (
        "Look with `inspector model list`, take it in with `inspector model install`, or name the "
        "folder of a package."
    )


class PackageConflictError(ModelError):
    """The station has another package of the same name and version."""

    code = "MOD-016"
    remedy = "Give the new package a version of its own; a version never changes."


class PackageInUseError(ModelError):
    """The package is in force, was in force before, or judges along; it cannot be removed."""

    code = "MOD-017"
    remedy = "Promote another package, or end the shadow; then remove it."


class RegistryBusyError(ModelError):
    """Another program changes the station's packages at the moment."""

    code = "MOD-018"
    remedy = "Try again when it has finished."


class RolloutDamagedError(ModelError):
    """The record of what is in force was changed or damaged, so no model can be chosen by it."""

    code = "MOD-019"
    remedy = "Restore rollout.json from a backup, or move it away: the station file then decides."


class RolloutImpossibleError(ModelError):
    """What is asked for does not fit what is in force, such as going back to nothing."""

    code = "MOD-020"
    remedy = "Look with `inspector model list` what is in force and what was before."


class ReleaseRefusedError(ModelError):
    """The package misses limits of the recipe's [release] section; all figures are listed."""

    code = "MOD-021"
    remedy = "Train a better package, or correct the limits; see docs/how-to/release-a-model.md."


class ShipmentError(ModelError):
    """A shipped file is damaged, incomplete or none."""

    code = "MOD-022"
    remedy = "Copy it again, or make it again with `inspector model pack`."


class ShipmentBaseError(ModelError):
    """A shipped difference is from a package that this station does not have."""

    code = "MOD-023"
    remedy = (
        "Install the package that it names first, or ship the whole with `inspector model pack`."
    )
