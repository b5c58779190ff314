"""No string is untranslated, and the compiled catalogue is the one of the sources."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import wire_samples
from open_window import Opened
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from inspector.domain.chinese.titles import TITLES
from inspector.domain.errors.catalogue import catalogue
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.faults import REMEDIES, remedy_text, title_text
from inspector.ui.i18n.language import Language
from inspector.ui.i18n.texts import EVALUATIONS, OUTCOMES, REASONS, STATES
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.wire.station import StationState

UI = Path(__file__).parents[3] / "inspector/ui"
CATALOGUE = UI / "i18n/inspector_zh_CN.ts"
TOOLS = Path(sys.executable).parent


def run(tool: str, *arguments: str) -> None:
    subprocess.run([TOOLS / tool, *arguments], check=True, capture_output=True)


def messages(path: Path) -> list[tuple[str, str, ElementTree.Element]]:
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            source = message.findtext("source", "")
            found.append((context.findtext("name", ""), source, translation))
    return found


def test_every_text_of_the_sources_is_in_the_catalogue_and_none_else(tmp_path: Path) -> None:
    fresh = tmp_path / CATALOGUE.name
    fresh.write_bytes(CATALOGUE.read_bytes())
    sources = sorted(str(path) for path in UI.rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
    run("pyside6-lupdate", *options, *sources, "-ts", str(fresh))
    assert fresh.read_text("utf-8") == CATALOGUE.read_text("utf-8")


def test_every_text_is_translated() -> None:
    for context, source, translation in messages(CATALOGUE):
        assert translation.get("type") is None, f"{context}: {source}"
        assert translation.text, f"{context}: {source}"


def test_a_translation_fills_in_the_same_values() -> None:
    for context, source, translation in messages(CATALOGUE):
        wanted = sorted(re.findall(r"\{\w+\}", source))
        assert sorted(re.findall(r"\{\w+\}", translation.text or "")) == wanted, (context, source)


def test_the_compiled_catalogue_is_up_to_date(tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.qm"
    run("pyside6-lrelease", str(CATALOGUE), "-qm", str(compiled))
    assert compiled.read_bytes() == CATALOGUE.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize(
    ("table", "kind"),
    [(EVALUATIONS, Evaluation), (OUTCOMES, Outcome), (REASONS, Reason), (STATES, StationState)],
)
def test_every_word_of_the_domain_has_a_text(table: dict, kind: type) -> None:
    assert set(table) == set(kind)


def test_every_translated_fault_exists() -> None:
    known = {entry.code for entry in catalogue()}
    assert set(TITLES) == set(REMEDIES)
    assert set(TITLES) <= known


def test_faults_speak_the_users_language(opened: Opened) -> None:
    assert title_text("CAM-002", "line-1 is gone") == "line-1 is gone"
    opened.languages.choose(Language.CHINESE)
    assert title_text("CAM-002", "line-1 is gone") == "相机已断开"
    assert remedy_text("XYZ-999", "ask the maker") == "ask the maker"


def shown_texts(root: QWidget) -> set[str]:
    labels = root.findChildren(QLabel)
    texts = [one.whole_text() if isinstance(one, ElidedLabel) else one.text() for one in labels]
    return {*texts, *(button.text().strip() for button in root.findChildren(QPushButton))}


def test_no_english_is_left_on_a_chinese_screen_and_back(opened: Opened) -> None:
    opened.station.snapshot = wire_samples.snapshot(alarms=[wire_samples.CAMERA_LOST])
    opened.show_part(53)
    opened.window.navigator.show_result(wire_samples.result_id(59))
    detail = opened.window.history.detail
    chosen = wire_samples.result_id(59)
    opened.bot.waitUntil(lambda: detail.detail is not None and detail.detail.result_id == chosen)
    opened.bot.waitUntil(lambda: not opened.window.history.model.waiting)
    before = shown_texts(opened.window) - {opened.window.footer.clock.text()}
    sources = {source for _, source, translation in messages(CATALOGUE)}
    same = {source for _, source, translation in messages(CATALOGUE) if source == translation.text}
    same |= {"Space"}  # what stands on the key itself
    opened.languages.choose(Language.CHINESE)
    opened.bot.waitUntil(lambda: shown_texts(opened.window) & (sources - same) == set())
    opened.languages.choose(Language.ENGLISH)
    opened.bot.waitUntil(lambda: before - shown_texts(opened.window) == set())


def test_the_language_button_names_the_other_language_in_itself(opened: Opened) -> None:
    switch = opened.window.board[WindowAction.SWITCH_LANGUAGE]
    assert switch.text() == "中文"
    opened.window.appearance.switch_language()
    opened.bot.waitUntil(lambda: switch.text() == "English")
