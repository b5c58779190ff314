"""Errors of putting a model in force on the line, and of going back."""

from inspector.domain.errors.model import ModelError


class PromotionRunningError(ModelError):
    """A model is being put in force already; one at a time."""

    code = "MOD-030"
    remedy = "Wait until it is in force or refused; then ask again."


class PromotionTooSlowError(ModelError):
    """With this model a verdict would not be there before the part's decision deadline."""

    code = "MOD-031"
    remedy = (
        "Quantize it with `inspector model quantize`, or give the line more time: "
        "plc.decision_deadline_ms."
    )


class PromotionAbandonedError(ModelError):
    """The station ended before the model was in force; the one before is still in force."""

    code = "MOD-032"
    remedy = "Start the station and promote the model again."


class ShadowFailedError(ModelError):
    """The model on trial failed on picture after picture, and was taken off its trial."""

    code = "MOD-033"
    remedy = "Look at the engine's log; the line was never concerned. Rebuild the package."


class ModelUnplayableError(ModelError):
    """The model in force cannot judge at this station, and no other is taken in its place."""

    code = "MOD-034"
    remedy = "Go back with `inspector model rollback`, or install the package again."


class ModelTagClashError(ModelError):
    """Two packages begin with the same 32 bits, by which rows would confuse them."""

    code = "MOD-035"
    remedy = "Give the package another version, which changes its hash."
