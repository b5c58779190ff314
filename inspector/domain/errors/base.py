"""The root of all errors that reach a user."""

from typing import ClassVar

from inspector.domain.phrase import Phrase, phrase_of, plain
from inspector.domain.phrases.line import joined


class InspectorError(Exception):
    """An error with a stable code and a remedy.

    The docstring of each subclass says what caused it; ``remedy`` says what to do.
    """

    code: ClassVar[str] = "INS-000"
    remedy: str = "Report this with the log file."
    advice: Phrase | None = None

    def __init__(self, *said: str | Phrase, remedy: str | Phrase | None = None) -> None:
        """Tell what happened, in a line for each of ``said``.

        ``detail`` is all of it in English. ``reasons`` are the same as phrases, which a client can
        tell in another language; empty where there are plain words alone. ``advice`` is the remedy
        as a phrase, where it is not the one of the class.
        """
        super().__init__(*said)
        self.detail = "\n".join(map(str, said))
        self.reasons: tuple[Phrase, ...] = ()
        if any(isinstance(each, Phrase) for each in said):
            self.reasons = tuple(map(phrase_of, said))
        if remedy is not None:
            self.remedy = str(remedy)
            self.advice = remedy if isinstance(remedy, Phrase) else None

    @property
    def said(self) -> tuple[str | Phrase, ...]:
        """What happened, to be told in another error."""
        return self.reasons or (self.detail,)

    @property
    def phrase(self) -> Phrase:
        """The same as one phrase."""
        return joined(self.reasons or (plain(self.detail),))

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"
