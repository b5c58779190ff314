"""What the audit trail calls the deeds that are looked for in it."""

from typing import Final

LOT_SIGNED: Final = "lot.sign"
LOT_REPORT_ISSUED: Final = "lot.report"
HISTORY_SEALED: Final = "history.sealed"
HISTORY_RESTORED: Final = "history.restore"
