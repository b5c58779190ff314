"""The root of all errors that reach a user."""

from typing import ClassVar


class InspectorError(Exception):
    """An error with a stable code and a remedy.

    The docstring of each subclass says what caused it; ``remedy`` says what to do.
    """

    code: ClassVar[str] = "INS-000"
    remedy: str = "Report this with the log file."

    def __init__(self, detail: str, *, remedy: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        if remedy is not None:
            self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"
