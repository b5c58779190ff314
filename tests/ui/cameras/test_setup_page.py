"""What the set-up page shows, sets and keeps, and what it leaves alone while parts pass."""

import pytest
import wire_samples
from open_window import Opened
from scripted_cameras import ScriptedCameras

from inspector.domain.errors.camera import CameraLostError, CameraSilentError
from inspector.domain.errors.config import RecipeNotNamedError
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.phrases.checks import CheckPhrase
from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.language import Language
from inspector.ui.models.features import CHANGED_MARK, FeatureColumn
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.setup.actions import SetupAction
from inspector.ui.pages.setup.page import SetupPage
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import BOUNCE_MS
from inspector.wire.cameras import FeatureDifference
from inspector.wire.station import StationState


class Bench:
    """The set-up page of a station whose line stands still."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.page: SetupPage = opened.window.setup
        self.cameras: ScriptedCameras = opened.station.cameras
        self.parts = 0

    def turn_to(self, state: StationState = StationState.READY) -> None:
        self.opened.station.snapshot = wire_samples.snapshot(state=state)
        self.opened.window.turn_to(PageKey.SETUP)
        self.tell()

    def tell(self) -> None:
        """Let the station's next message arrive."""
        self.parts += 1
        self.opened.show_part(self.parts)

    def until(self, done) -> None:
        self.opened.bot.waitUntil(done)

    def list_features(self) -> None:
        self.until(lambda: bool(self.page.features.model.features))

    def choose(self, name: str) -> None:
        self.list_features()
        self.page.features.tree.choose(name)
        self.until(lambda: self.page.features.editor.feature is not None)

    def value_of(self, name: str) -> str:
        model = self.page.features.model
        index = model.index_of(name)
        return model.data(index.siblingAtColumn(FeatureColumn.VALUE))

    def set_entry(self, text: str) -> None:
        editor = self.page.features.editor
        editor.entry.setText(text)
        editor.apply.click()

    def said(self) -> str:
        return self.page.features.headline.whole_text()

    def sets(self) -> list[object]:
        return [question for question in self.cameras.asked if question[0] == "set"]


@pytest.fixture
def bench(opened: Opened) -> Bench:
    return Bench(opened)


class TestState:
    def test_a_camera_is_named_with_its_rate_and_its_counts(self, bench: Bench) -> None:
        bench.turn_to()
        assert bench.page.card.chip.text() == "Connected"
        assert bench.page.card.source.whole_text() == "gentl · Basler acA2440 · 40012345"
        counts = bench.page.card.counts.whole_text()
        assert counts.startswith("25.0 pictures/s · 128,412 pictures · 2 lost · 1 incomplete")
        assert bench.page.tabs.buttons[0].text().strip() == "camera · 25.0/s"

    def test_a_lost_camera_stands_with_code_and_remedy(self, bench: Bench) -> None:
        bench.cameras.states = [wire_samples.lost_camera("camera")]
        bench.turn_to()
        assert bench.page.card.chip.text() == "Lost"
        assert bench.page.card.trouble.whole_text().startswith("CAM-002  no answer")
        assert bench.page.card.remedy.whole_text() == wire_samples.CAMERA_LOST.remedy
        assert bench.said() == "The camera is not connected"
        assert ("features", "camera") not in bench.cameras.asked

    def test_in_chinese_the_fault_of_a_lost_camera_is_chinese(self, bench: Bench) -> None:
        silent = CameraSilentError(CameraPhrase.SILENT_FOR_PARTS(parts=5))
        told = {"reasons": list(silent.reasons), "advice": CheckPhrase.CHECK_CAMERA_CABLE()}
        lost = wire_samples.lost_camera("camera").model_copy(
            update={"fault_code": silent.code, "fault_detail": silent.detail, **told}
        )
        bench.cameras.states = [lost]
        bench.opened.languages.choose(Language.CHINESE)
        bench.turn_to()
        bench.until(lambda: bench.page.card.trouble.whole_text().startswith("CAM-012  相机"))
        advice = "请检查相机的电源和电缆。"
        words = "已连接，但最近 5 件工件没有图像"
        assert bench.page.card.remedy.whole_text() == f"{advice} · {words}"

    def test_what_the_device_did_not_keep_is_told(self, bench: Bench) -> None:
        kept = FeatureDifference(name="exposure_time_us", wanted=5003, actual=5000)
        bench.cameras.states = [wire_samples.camera(differences=[kept])]
        bench.turn_to()
        assert bench.page.card.trouble.isVisible()
        assert bench.page.card.remedy.whole_text() == "Exposure time: 5,000 µs, not 5,003 µs"

    def test_each_camera_of_several_has_its_own_features(self, bench: Bench) -> None:
        bench.cameras.states = [wire_samples.camera("top"), wire_samples.camera("side")]
        bench.turn_to()
        bench.page.tabs.buttons[1].click()
        bench.until(lambda: ("features", "side") in bench.cameras.asked)
        assert bench.page.cameras.name == "side"
        assert [button.isChecked() for button in bench.page.tabs.buttons] == [False, True]

    def test_a_lost_station_leaves_nothing_to_set(self, bench: Bench) -> None:
        bench.turn_to()
        bench.choose("gain_db")
        bench.opened.station.offline = CameraLostError("gone")
        bench.opened.station.drop()
        bench.until(lambda: bench.page.card.chip.text() == "Not known now")
        assert not bench.page.features.editor.apply.isEnabled()


class TestFeatures:
    def test_features_stand_in_groups_with_values_and_units(self, bench: Bench) -> None:
        bench.turn_to()
        bench.list_features()
        model = bench.page.features.model
        groups = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
        assert groups[:3] == ["Exposure and rate", "Gain and colour", "Trigger"]
        assert groups[-1] == "Other features of this device"
        assert bench.value_of("exposure_time_us") == "5,000 µs"
        assert bench.value_of("reverse_x") == "off"
        assert bench.value_of("user_set_load") == "command"

    @pytest.mark.parametrize("word", ["gain", "GAIN_DB", "Gai"])
    def test_a_search_narrows_the_tree(self, bench: Bench, word: str) -> None:
        bench.turn_to()
        bench.list_features()
        bench.page.features.search.setText(word)
        model = bench.page.features.model
        assert model.index_of("gain_db").isValid()
        assert not model.index_of("exposure_time_us").isValid()
        bench.page.features.search.clear()
        assert model.index_of("exposure_time_us").isValid()

    def test_the_devices_own_name_is_found_too(self, bench: Bench) -> None:
        bench.turn_to()
        bench.list_features()
        bench.page.features.search.setText("exposuretimeabs")
        assert bench.page.features.model.index_of("exposure_time_us").isValid()

    def test_what_is_locked_can_be_seen_and_not_set(self, bench: Bench) -> None:
        bench.turn_to()
        bench.choose("device_temperature_c")
        editor = bench.page.features.editor
        assert "cannot be set now" in editor.limits.whole_text()
        assert not editor.apply.isEnabled()
        assert not editor.entry.isEnabled()

    def test_a_value_is_set_shown_and_marked_as_not_kept(self, bench: Bench) -> None:
        bench.turn_to()
        bench.choose("exposure_time_us")
        bench.set_entry("4,200.5")
        bench.until(lambda: bench.value_of("exposure_time_us") == f"4,200.5 µs {CHANGED_MARK}")
        assert bench.sets() == [("set", "camera", "exposure_time_us", 4200.5)]
        assert bench.said() == "Exposure time: 4,200.5 µs"

    def test_a_refused_value_leaves_the_old_one_with_reason_and_remedy(self, bench: Bench) -> None:
        bench.turn_to()
        bench.choose("exposure_time_us")
        bench.set_entry("2,000,000")
        bench.until(lambda: bench.said().startswith("CAM-003"))
        assert "must be 10 to 1e+06" in bench.said()
        assert bench.page.features.remedy.whole_text()
        assert bench.page.features.editor.entry.text() == "5,000"
        assert bench.value_of("exposure_time_us") == "5,000 µs"
        assert bench.page.cameras.changed == ()

    @pytest.mark.parametrize("text", ["", "abc", "5 ms"])
    def test_an_entry_that_is_no_number_is_not_sent(self, bench: Bench, text: str) -> None:
        bench.turn_to()
        bench.choose("gain_db")
        bench.set_entry(text)
        assert bench.said() == f"“{text}” is no number"
        assert bench.sets() == []

    @pytest.mark.parametrize(
        ("name", "shown", "sent"),
        [("trigger_source", "Software", "Software"), ("reverse_x", "on", True)],
    )
    def test_a_choice_is_sent_as_its_kind(
        self, bench: Bench, name: str, shown: str, sent: object
    ) -> None:
        bench.turn_to()
        bench.choose(name)
        editor = bench.page.features.editor
        editor.choice.setCurrentText(shown)
        editor.apply.click()
        bench.until(lambda: bench.sets() == [("set", "camera", name, sent)])

    def test_whole_numbers_stay_whole(self, bench: Bench) -> None:
        bench.turn_to()
        bench.choose("width")
        bench.set_entry("1,280")
        bench.until(lambda: len(bench.sets()) == 1)
        assert [type(part) for part in bench.sets()[0]] == [str, str, str, int]

    def test_plus_and_minus_go_a_tenth_in_whole_steps(self, bench: Bench) -> None:
        bench.turn_to()
        bench.choose("width")
        bench.page.features.editor.less.click()
        bench.until(lambda: bench.value_of("width").startswith("2,208"))
        bench.page.features.editor.more.click()
        bench.until(lambda: bench.value_of("width").startswith("2,432"))

    def test_a_command_takes_two_touches(self, bench: Bench) -> None:
        bench.turn_to()
        bench.choose("user_set_load")
        button = bench.page.features.editor.apply
        button.click()
        assert button.text() == "Touch again"
        button.click()
        assert bench.sets() == [], "a bouncing glove is no second touch"
        bench.opened.bot.wait(BOUNCE_MS + 20)
        button.click()
        bench.until(lambda: bench.sets() == [("set", "camera", "user_set_load", True)])
        assert bench.page.cameras.changed == (), "a command has no value to keep"

    def test_what_is_being_typed_outlives_news(self, bench: Bench) -> None:
        bench.turn_to()
        bench.choose("exposure_time_us")
        entry = bench.page.features.editor.entry
        entry.setFocus()
        bench.opened.bot.keyClicks(entry, "7")
        typed = entry.text()
        bench.page.cameras.reload()
        asked = len(bench.cameras.asked)
        bench.until(lambda: len(bench.cameras.asked) > asked)
        bench.tell()
        assert entry.text() == typed


class TestRecipe:
    def test_what_was_set_is_kept_and_when_it_counts_is_said(self, bench: Bench) -> None:
        bench.turn_to()
        keep = bench.opened.window.board[SetupAction.KEEP_FEATURES]
        bench.choose("gain_db")
        assert not keep.isEnabled()
        bench.set_entry("3")
        bench.until(keep.isEnabled)
        keep.trigger()
        bench.until(lambda: bench.said() == "Saved in the recipe under [features]")
        assert bench.cameras.asked[-1] == ("keep", "camera", ("gain_db",))
        assert "in force at the next start" in bench.page.features.remedy.whole_text()
        assert bench.value_of("gain_db") == "3 dB"
        assert not keep.isEnabled()

    def test_a_recipe_that_cannot_be_written_is_told_and_nothing_forgotten(
        self, bench: Bench
    ) -> None:
        bench.turn_to()
        bench.choose("gain_db")
        bench.set_entry("3")
        bench.until(lambda: bench.page.cameras.changed == ("gain_db",))
        bench.until(lambda: bench.cameras.asked[-1] == ("features", "camera"))
        bench.cameras.refusal = RecipeNotNamedError("the station file names no recipe file")
        bench.page.cameras.keep()
        bench.until(bench.opened.window.banner.isVisible)
        assert bench.opened.window.banner.headline.whole_text().startswith("RCP-002")
        assert bench.page.cameras.changed == ("gain_db",)

    def test_a_camera_that_connected_anew_has_nothing_to_keep(self, bench: Bench) -> None:
        bench.turn_to()
        bench.choose("gain_db")
        bench.set_entry("3")
        bench.until(lambda: bench.page.cameras.changed == ("gain_db",))
        bench.cameras.values.clear()
        bench.cameras.states = [wire_samples.camera(reconnects=1)]
        bench.tell()
        assert bench.page.cameras.changed == ()
        bench.until(lambda: bench.value_of("gain_db") == "0 dB")


class TestWhileInspecting:
    def test_no_camera_is_disturbed(self, bench: Bench) -> None:
        bench.turn_to(StationState.CONTINUOUS_EXECUTION)
        bench.cameras.expose()
        bench.until(lambda: bench.page.picture.image is not None)
        assert bench.cameras.asked == []
        assert bench.said() == "The station inspects parts"
        board = bench.opened.window.board
        assert not board[SetupAction.TEST_EXPOSURE].isEnabled()
        assert not board[SetupAction.KEEP_FEATURES].isEnabled()

    def test_features_are_read_once_the_line_stands(self, bench: Bench) -> None:
        bench.turn_to(StationState.CONTINUOUS_EXECUTION)
        bench.opened.station.snapshot = wire_samples.snapshot(state=StationState.READY)
        bench.tell()
        bench.choose("gain_db")
        assert bench.page.features.editor.apply.isEnabled()
        bench.opened.station.snapshot = wire_samples.snapshot()
        bench.tell()
        assert not bench.page.features.editor.apply.isEnabled()
        assert bench.value_of("gain_db") == "0 dB", "what was read stays to be seen"


def test_a_page_that_nobody_looks_at_pauses_no_camera(bench: Bench) -> None:
    bench.turn_to(StationState.CONTINUOUS_EXECUTION)
    bench.opened.window.turn_to(PageKey.LIVE)
    bench.opened.station.snapshot = wire_samples.snapshot(state=StationState.READY)
    bench.tell()
    bench.cameras.states = [wire_samples.camera(reconnects=1)]
    bench.tell()
    assert bench.cameras.asked == []


class TestPicture:
    def test_the_newest_picture_is_asked_for_only_while_it_is_looked_at(self, bench: Bench) -> None:
        bench.turn_to()
        assert bench.opened.window.feed.names == ("camera",)
        bench.opened.window.turn_to(PageKey.LIVE)
        assert bench.opened.window.feed.names == ()

    def test_a_test_exposure_shows_its_frame(self, bench: Bench) -> None:
        bench.turn_to()
        bench.until(lambda: bench.page.picture.note().startswith("CAM-010"))
        bench.opened.window.board[SetupAction.TEST_EXPOSURE].trigger()
        bench.until(lambda: bench.page.picture.image is not None)
        assert bench.page.caption.whole_text() == "Frame 1 · 2448 × 2048 · Mono12p"

    def test_the_same_picture_is_not_sent_twice(self, bench: Bench) -> None:
        bench.cameras.expose()
        bench.turn_to()
        bench.until(lambda: bench.page.picture.image is not None)
        for _ in range(3):
            bench.cameras.picture_wanted.clear()
            bench.until(bench.cameras.picture_wanted.is_set)
        assert bench.cameras.pictures_sent == [("camera", 1, 1280)]

    def test_an_incomplete_frame_is_called_so(self, bench: Bench) -> None:
        bench.cameras.incomplete = True
        bench.cameras.expose()
        bench.turn_to()
        bench.until(lambda: bench.page.caption.whole_text().startswith("Incomplete frame 1"))

    def test_looking_closer_brings_every_pixel_and_stays_while_pictures_come(
        self, bench: Bench
    ) -> None:
        bench.cameras.expose()
        bench.turn_to()
        bench.until(lambda: bench.page.picture.image is not None)
        bench.opened.window.board[WindowAction.ZOOM_IN].trigger()
        zoom = bench.page.picture.zoom
        assert zoom > 1
        bench.until(lambda: ("camera", 1, 4096) in bench.cameras.pictures_sent)
        bench.cameras.expose()
        bench.until(lambda: bench.page.caption.whole_text().startswith("Frame 2"))
        assert bench.page.picture.zoom == zoom
        assert bench.opened.window.history.detail.picture.zoom == 1

    def test_the_crosshair_marks_the_middle_of_the_picture(self, bench: Bench) -> None:
        bench.cameras.expose()
        bench.turn_to()
        picture = bench.page.picture
        bench.until(lambda: picture.image is not None)
        before = picture.grab().toImage()
        bench.opened.window.board[SetupAction.CROSSHAIR].trigger()
        middle = picture.middle().toPoint()
        assert abs(middle.x() - picture.width() / 2) <= 1
        assert picture.grab().toImage() != before

    def test_focus_is_held_against_the_best_seen(self, bench: Bench) -> None:
        bench.cameras.expose()
        bench.turn_to()
        card = bench.page.measures
        bench.until(lambda: card.focus.whole_text() == "Focus 100.0 % of the best")
        bench.cameras.focus /= 2
        bench.cameras.expose()
        bench.until(lambda: card.focus.whole_text() == "Focus 50.0 % of the best")

    @pytest.mark.parametrize(
        ("changes", "verdict"),
        [
            ({}, "Exposure fits the range"),
            ({"saturated_share": 0.02}, "Too bright: light is lost"),
            ({"dark_share": 0.8}, "Too dark: noise is all there is"),
        ],
    )
    def test_exposure_is_judged_in_words(
        self, bench: Bench, changes: dict[str, float], verdict: str
    ) -> None:
        card = bench.page.measures
        card.show_measures(wire_samples.measures(1, **changes))
        assert card.exposure.whole_text() == verdict
        assert len(card.histogram.heights) == 64
        assert max(card.histogram.heights) == 1


class TestSeveralCamerasLive:
    def test_one_camera_has_the_whole_place(self, opened: Opened) -> None:
        opened.show_part(41)
        assert opened.window.live.picture.isVisible()
        assert not opened.window.live.grid.isVisible()
        assert opened.window.feed.names == ()

    def test_the_deciding_camera_shows_the_part_and_the_others_their_newest(
        self, opened: Opened
    ) -> None:
        names = ("top", "front", "left", "right", "rear")
        cameras = opened.station.cameras
        cameras.states = [wire_samples.camera(name) for name in names]
        cameras.decides = 1
        cameras.expose()
        opened.show_part(59)
        grid = opened.window.live.grid
        assert opened.window.feed.names == ("top", "left", "right", "rear")
        opened.bot.waitUntil(lambda: all(tile.picture.image is not None for tile in grid.tiles))
        assert grid.tiles[1].caption.whole_text() == "Picture of part 402059 · NOT OK"
        assert grid.tiles[1].property("tone") == Tone.NOT_OK.value
        assert grid.tiles[4].caption.whole_text() == "Newest frame 1 · 25.0 pictures/s"
        cameras.decides = 0
        opened.show_part(60)
        assert opened.window.feed.names == ("front", "left", "right", "rear")
        assert grid.tiles[0].has_decided
        assert not grid.tiles[1].has_decided

    @pytest.mark.parametrize("number", [2, 3, 4, 6])
    def test_all_cameras_are_as_large_as_each_other(self, opened: Opened, number: int) -> None:
        names = ("top", "front", "left", "right", "rear", "code")[:number]
        opened.station.cameras.states = [wire_samples.camera(name) for name in names]
        opened.show_part(41)
        tiles = [tile for tile in opened.window.live.grid.tiles if not tile.isHidden()]

        def alike() -> bool:
            widths, heights = {tile.width() for tile in tiles}, {tile.height() for tile in tiles}
            return max(widths) - min(widths) <= 1 and max(heights) - min(heights) <= 1

        opened.bot.waitUntil(lambda: len(tiles) == number and alike())

    def test_a_lost_camera_is_seen_beside_the_others(self, opened: Opened) -> None:
        opened.station.cameras.states = [
            wire_samples.camera("top"),
            wire_samples.lost_camera("front"),
        ]
        opened.show_part(41)
        tile = opened.window.live.grid.tiles[1]
        assert tile.caption.whole_text() == "Lost · CAM-002"
        assert tile.property("tone") == Tone.NOT_OK.value
