"""Search, tree and editor of a camera's features, and the way into the recipe."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.faults import remedy_text, title_text
from inspector.ui.i18n.features import feature_text, value_text
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.phrases import error_said
from inspector.ui.models.features import FeatureTreeModel
from inspector.ui.pages.setup.actions import SetupAction
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.camera.feature_editor import FeatureEditor
from inspector.ui.widgets.camera.feature_tree import FeatureTree
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.cameras import FeatureKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.camera_setup import CameraSetup
    from inspector.ui.theme.look import Look
    from inspector.wire.cameras import FeatureRow, KeptFeatures

Words = tuple[str, str, Tone]
"""Headline, what else there is to know, and the headline's tone."""
_NOTHING: Words = ("", "", Tone.NEUTRAL)


class FeaturePanel(TranslatedFrame):
    """Follows :class:`CameraSetup`; a refused value leaves the old one, with reason and remedy."""

    def __init__(self, board: ActionBoard, cameras: CameraSetup, look: Look) -> None:
        super().__init__()
        set_role(self, "card")
        self._board = board
        self._cameras = cameras
        self._last: Callable[[], Words] | None = None
        self.model = FeatureTreeModel(self)
        self.tree = FeatureTree(self.model, look)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.editor = FeatureEditor()
        self.headline, self.remedy = ElidedLabel("strong"), ElidedLabel("caption")
        self.keep = board.button(SetupAction.KEEP_FEATURES)
        top = row(self.search, self.keep, spacing=8)
        top.setStretch(0, 1)
        layout = column(spacing=8)
        layout.addLayout(top)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.editor)
        layout.addLayout(column(self.headline, self.remedy, spacing=2))
        layout.setContentsMargins(12, 12, 12, 10)
        self.setLayout(layout)
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        self.search.setPlaceholderText(translate("Setup", "Search features"))
        self.model.retranslate()
        self._show_permission()

    def _connect(self) -> None:
        cameras = self._cameras
        self.search.textChanged.connect(self.model.search)
        self.tree.chosen.connect(self._choose)
        self.editor.wanted.connect(cameras.set_feature)
        self.editor.misread.connect(lambda text: self._tell(partial(_misread_words, text)))
        cameras.chosen.connect(self._begin_anew)
        cameras.listed.connect(self._show_features)
        cameras.unlisted.connect(lambda error: self._tell(partial(_error_words, error)))
        cameras.was_set.connect(lambda feature: self._tell(partial(_set_words, feature)))
        cameras.refused.connect(self._refuse)
        cameras.kept.connect(lambda kept: self._tell(partial(_kept_words, kept)))
        cameras.changes.connect(self._show_permission)
        cameras.permitted.connect(self._show_permission)
        self._board.locks_changed.connect(self._show_permission)

    def _begin_anew(self) -> None:
        self.model.show_features([])
        self.editor.show_feature(None)
        self._tell(None)

    def _show_features(self, features: Sequence[FeatureRow]) -> None:
        self.model.show_features(features)
        shown = self.editor.feature
        if shown is not None:
            newest = {feature.name: feature for feature in features}
            self.editor.show_feature(newest.get(shown.name))

    def _choose(self, name: str) -> None:
        shown = self.editor.feature
        if shown is None or shown.name != name:
            found = (each for each in self.model.features if each.name == name)
            self.editor.show_feature(next(found, None))
            self._tell(None)

    def _refuse(self, name: str, error: InspectorError) -> None:
        self.editor.show_old_value()
        self._tell(partial(_error_words, error))

    def _tell(self, words: Callable[[], Words] | None) -> None:
        """Say what happened last, again after each change of language."""
        self._last = words
        self._show_permission()

    def _show_permission(self) -> None:
        cameras = self._cameras
        changed = cameras.changed
        camera = None if cameras.may_change else Lacking.CAMERA
        kept = None if changed else Lacking.SETTING
        self._board[SetupAction.KEEP_FEATURES].offer(camera or kept)
        self._board[SetupAction.TEST_EXPOSURE].offer(camera)
        self.model.mark_changed(changed)
        locked = self._board[SetupAction.TEST_EXPOSURE].reason
        self.editor.show_permitted(cameras.may_change and not locked)
        headline, remedy, tone = self._words()
        self.headline.show_text(headline)
        self.remedy.show_text(remedy)
        set_tone(self.headline, tone)

    def _words(self) -> Words:
        if self._cameras.inspecting:
            return (
                translate("Setup", "The station inspects parts"),
                translate("Setup", "Stop it first; parts are rejected until it runs again."),
                Tone.WARNING,
            )
        state = self._cameras.state
        if state is not None and not state.connected:
            return (
                translate("Setup", "The camera is not connected"),
                translate("Setup", "Its features are read when it is back."),
                Tone.WARNING,
            )
        locked = self._board[SetupAction.TEST_EXPOSURE].reason
        if locked:
            return translate("Setup", "Settings cannot be changed now"), locked, Tone.WARNING
        if self._last is not None:
            return self._last()
        waiting = len(self._cameras.changed)
        return (_not_kept(waiting), _lost_when(), Tone.WARNING) if waiting else _NOTHING


def _error_words(error: InspectorError) -> Words:
    """The station's own words name the limits: they come before a translated remedy."""
    spoken = error_said(error)
    title, remedy = (
        title_text(error.code, spoken),
        remedy_text(error.code, error.remedy, error.advice),
    )
    said = remedy if title == spoken else f"{spoken} · {remedy}"
    return f"{error.code}  {title}", said, Tone.NOT_OK


def _set_words(row: FeatureRow) -> Words:
    said = translate("Setup", "{feature}: {value}").format(
        feature=feature_text(row.name), value=value_text(row)
    )
    return said, "" if row.kind is FeatureKind.COMMAND else _lost_when(), Tone.OK


def _kept_words(kept: KeptFeatures) -> Words:
    headline = translate("Setup", "Saved in the recipe under [{table}]").format(table=kept.table)
    where = translate("Setup", "{file} · in force at the next start of the station")
    return headline, where.format(file=kept.file), Tone.OK


def _misread_words(text: str) -> Words:
    headline = translate("Setup", "“{text}” is no number").format(text=text)
    return headline, translate("Setup", "Write it with digits; nothing was changed."), Tone.NOT_OK


def _not_kept(settings: int) -> str:
    return translate("Setup", "Settings not in the recipe yet: {settings}").format(
        settings=count(settings)
    )


def _lost_when() -> str:
    return translate("Setup", "Lost when the camera connects again, unless saved in the recipe.")
