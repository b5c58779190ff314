"""Describes one challenge part."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from PySide6.QtWidgets import QLineEdit, QPushButton

from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.challenge import (
    CLASS_MAX,
    NAME_MAX,
    NOTE_MAX,
    ChallengePartRequest,
    ChallengePartRow,
)


class PartForm(TranslatedFrame):
    """The fields of a part; :meth:`request` is ``None`` while a field is wrong."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "panel")
        self.part_id: int | None = None
        self._position = 0
        self._labels = {name: label("caption") for name in _FIELDS}
        self.name = _field(NAME_MAX)
        self.class_name = _field(CLASS_MAX)
        self.note = _field(NOTE_MAX)
        self.until = _field(len("2030-12-31"))
        self.rejected, self.passed = QPushButton(), QPushButton()
        for button, other in ((self.rejected, self.passed), (self.passed, self.rejected)):
            button.setCheckable(True)
            button.clicked.connect(lambda _, one=button, two=other: _choose(one, two))
        self.wrong = label("body", wrap=True)
        self._lay_out()
        self.begin(None, 0)

    def begin(self, part: ChallengePartRow | None, position: int) -> None:
        """Describe a new part, or a known one otherwise."""
        self.part_id = None if part is None else part.part_id
        self._position = position if part is None else part.position
        self.name.setText("" if part is None else part.name)
        self.class_name.setText("" if part is None else part.class_name)
        self.note.setText("" if part is None else part.note)
        until = None if part is None else part.valid_until
        self.until.setText("" if until is None else until.astimezone(UTC).date().isoformat())
        defective = part is None or part.defective
        _choose(*((self.rejected, self.passed) if defective else (self.passed, self.rejected)))
        self.wrong.clear()
        self.retranslate()

    def request(self) -> ChallengePartRequest | None:
        """What was described."""
        name, until = self.name.text().strip(), self.until.text().strip()
        if not name:
            self.wrong.setText(translate("Challenge", "A part needs a name."))
            return None
        try:
            valid_until = _end_of(until) if until else None
        except ValueError:
            self.wrong.setText(translate("Challenge", "Write the day as in 2030-12-31."))
            return None
        self.wrong.clear()
        return ChallengePartRequest(
            name=name,
            defective=self.rejected.isChecked(),
            class_name=self.class_name.text().strip(),
            note=self.note.text().strip(),
            valid_until=valid_until,
            position=self._position,
        )

    def retranslate(self) -> None:
        """Show every text again."""
        texts = {
            "name": translate("Challenge", "Name on the part"),
            "truth": translate("Challenge", "What must become of it"),
            "class_name": translate("Challenge", "Defect that it shows"),
            "until": translate("Challenge", "Certified until (year-month-day)"),
            "note": translate("Challenge", "Note"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
        for name, field in self._fields().items():
            field.setAccessibleName(texts[name])
        self.rejected.setText(translate("Challenge", "must be rejected"))
        self.passed.setText(translate("Challenge", "must pass"))

    def _fields(self) -> dict[str, QLineEdit]:
        return {
            "name": self.name,
            "class_name": self.class_name,
            "until": self.until,
            "note": self.note,
        }

    def _lay_out(self) -> None:
        fields = self._fields()
        layout = column(spacing=4)
        truth = row(self.rejected, self.passed, spacing=8)
        for name, caption in self._labels.items():
            layout.addWidget(caption)
            if name == "truth":
                layout.addLayout(truth)
            else:
                layout.addWidget(fields[name])
        layout.addWidget(self.wrong)
        layout.addStretch(1)
        layout.setContentsMargins(14, 10, 14, 10)
        self.setLayout(layout)


_FIELDS = ("name", "truth", "class_name", "until", "note")


def _field(longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(longest)
    return made


def _choose(one: QPushButton, other: QPushButton) -> None:
    one.setChecked(True)
    other.setChecked(False)


def _end_of(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(23, 59, 59), UTC)
