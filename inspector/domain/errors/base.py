"""The root of all errors that reach a user."""

from typing import ClassVar

from inspector.domain.phrase import Phrase, plain


class InspectorError(Exception):
    """An error with a stable code and a remedy.

    The docstring of each subclass says what caused it; ``remedy`` says what to do.
    """

    code: ClassVar[str] = "INS-000"
    remedy: str = "Report this with the log file."

    def __init__(self, *said: str | Phrase, remedy: str | None = None) -> None:
        """Tell what happened, in a line for each of ``said``.

        ``detail`` is all of it in English. ``reasons`` are the same as phrases, which a client can
        tell in another language; empty where there are plain words alone.
        """
        super().__init__(*said)
        self.detail = "\n".join(map(str, said))
        self.reasons: tuple[Phrase, ...] = ()
        if any(isinstance(each, Phrase) for each in said):
            self.reasons = tuple(plain(each) if isinstance(each, str) else each for each in said)
        if remedy is not None:
            self.remedy = remedy

    @property
    def said(self) -> tuple[str | Phrase, ...]:
        """What happened, to be told in another error."""
        return self.reasons or (self.detail,)

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"
