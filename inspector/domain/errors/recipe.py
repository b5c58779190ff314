"""Errors of recipes as revisions, and of changing over between them."""

from inspector.domain.errors.config import ConfigError


class RevisionUnknownError(ConfigError):
    """The station has never kept a revision of this name, or no product of this name."""

    code = "RCP-006"
    remedy = "Choose one of the list; `inspector recipe list` shows all."


class DraftUnknownError(ConfigError):
    """The draft was signed off or dropped meanwhile."""

    code = "RCP-007"
    remedy = "Open the page Products again, and begin a new draft."


class DraftChangedError(ConfigError):
    """Somebody else has changed the draft meanwhile; nothing was overwritten."""

    code = "RCP-008"
    remedy = "Open the draft again to see what the other person has changed."


class SignOffRefusedError(ConfigError):
    """The revision is in use already."""

    code = "RCP-009"
    remedy = "Choose another revision, or change over to the product."


class ChangeoverRefusedError(ConfigError):
    """The station cannot change over now."""

    code = "RCP-010"
    remedy = "Wait until what is under way has ended, or end it first; then change over again."


class LotRunningError(ConfigError):
    """A lot runs; the parts of another product would be counted in it."""

    code = "RCP-011"
    remedy = "End the lot first, or say that the changeover belongs to it."


class RecipeTooSlowError(ConfigError):
    """With this recipe no verdict would be there before the decision deadline."""

    code = "RCP-012"
    remedy = "Shorten the largest term that is named, or let the PLC give parts more time."


class CostsWithoutEvidenceError(ConfigError):
    """There are no judged pictures with a known truth from which a threshold's cost follows."""

    code = "RCP-013"
    remedy = (
        "Review parts in the history, or take a model whose package holds its validation scores."
    )


class DryRunImpossibleError(ConfigError):
    """No archived picture could be judged again, or a dry run is under way already."""

    code = "RCP-014"
    remedy = "Let the station keep pictures (`[archive] keep`) and inspect some parts first."
