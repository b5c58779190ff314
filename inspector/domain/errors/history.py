"""Errors of what is asked of the history: lots, lists, exports and replays."""

from inspector.domain.errors.base import InspectorError


class HistoryError(InspectorError):
    """The history cannot do what was asked of it."""

    code = "HIS-000"


class LotRunningError(HistoryError):
    """A lot of this name runs already."""

    code = "HIS-001"
    remedy = "End the lot first, or give the new one another name."


class NoLotError(HistoryError):
    """No lot runs that could be ended."""

    code = "HIS-002"
    remedy = "Begin a lot first."


class LotNameUnsuitableError(HistoryError):
    """The text is no name that a lot can have."""

    code = "HIS-003"
    remedy = "Choose 1 to 64 printable characters without spaces at the ends."


class PickNameUnsuitableError(HistoryError):
    """The text is no name that a list of results can have."""

    code = "HIS-004"
    remedy = "Choose 1 to 64 printable characters without spaces at the ends."


class GoldenMissingError(HistoryError):
    """There is no picture of a good part to compare with."""

    code = "HIS-005"
    remedy = "Install the model package that judged the part; it carries golden pictures."


class LotNotFoundError(HistoryError):
    """There is no lot of this name or number."""

    code = "HIS-006"
    remedy = "Look the lot up in the list of lots; a number is written as #12."


class LotNotSettledError(HistoryError):
    """The lot cannot be signed: it runs, or parts of it are still on their way."""

    code = "HIS-007"
    remedy = "End the lot, wait until its last part is through, and make the report again."


class LotReportOutdatedError(HistoryError):
    """What is to be signed is not what the record says any more."""

    code = "HIS-008"
    remedy = "Make the report again, read what has changed, and sign that one."


class ExportTooLargeError(HistoryError):
    """A report with pictures of so many parts would not be read by anybody."""

    code = "HIS-010"
    remedy = "Narrow the filter down, or export CSV or Parquet, which have no limit."


class ExportCancelledError(HistoryError):
    """The export was cancelled; no file was made."""

    code = "HIS-011"
    remedy = "Export again when it suits."


class NoLotReportError(HistoryError):
    """The file is no lot report of this program."""

    code = "HIS-012"
    remedy = "Name a .pdf or .html that `inspector history report` or the app has written."


class RecipeRevisionMissingError(HistoryError):
    """The recipe that judged the part then is nowhere, so it cannot be judged again by it."""

    code = "HIS-020"
    remedy = "Put the recipe file of that revision back into the station's folder."


class ReplayImpossibleError(HistoryError):
    """The part cannot be judged again: no classifier judged it, or its model is not known."""

    code = "HIS-021"
    remedy = "Replay a part whose picture was kept, or name a model package of the station."


class NoEvidenceError(HistoryError):
    """No place in the picture can be shown for what the model said."""

    code = "HIS-022"
    remedy = "Look at the picture itself; the verdict stands without it."


class WhatIfUnknownError(HistoryError):
    """There is no such what-if question any more; the station keeps the last few until it ends."""

    code = "HIS-030"
    remedy = "Ask the question again."


class WhatIfImpossibleError(HistoryError):
    """The what-if question cannot be answered as it was asked."""

    code = "HIS-031"
    remedy = "Ask it in another way, or when others have their answers."
