"""What the station says by templates stands on the screen in the user's language."""

from __future__ import annotations

import pytest
from open_window import Opened
from pydantic import BaseModel

from inspector.client.faults import error_from
from inspector.config import recipe_file
from inspector.domain.errors.camera import CameraLostError
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.phrases.entries import EntryPhrase
from inspector.domain.phrases.steps import StepPhrase
from inspector.ui.i18n.faults import alarm_text, error_text
from inspector.ui.i18n.language import Language
from inspector.ui.i18n.phrases import phrase_text
from inspector.ui.i18n.recipe_advice import ADVICE
from inspector.wire.history import ErrorReply

CLIP = StepPhrase.PARAMETER_WRONG(
    parameter="clip_limit", found=900, allowed=StepPhrase.ALLOWED_RANGE(least=0.1, most=40)
)
IN_CLAHE = StepPhrase.IN_STEP(number=2, operation="clahe", fault=CLIP)


def test_the_advice_on_every_entry_of_a_recipe_can_be_translated() -> None:
    models = (each for each in vars(recipe_file).values() if isinstance(each, type))
    described = {
        field.description
        for model in models
        if issubclass(model, BaseModel)
        for field in model.model_fields.values()
    }
    assert described - {None} == set(ADVICE)


def test_a_phrase_is_told_with_the_names_of_the_page() -> None:
    told = "step 2, Raise local contrast: Contrast limit is 900, must be 0.1 to 40"
    assert phrase_text(IN_CLAHE) == told
    assert IN_CLAHE.text == "step 2, clahe: clip_limit is 900, must be 0.1 to 40"
    listed = EntryPhrase.NOT_A_CHOICE(found="rat", choices=["rate", "upper_bound"])
    assert phrase_text(listed) == "“rat” should be one of: rate, upper_bound"


@pytest.mark.parametrize(
    "phrase",
    [
        Phrase("of_a_newer_station", "it is new", {"found": 1}),
        Phrase("parameter_wrong", "clip_limit is 900", {"parameter": "clip_limit"}),
        Phrase("", "plain words"),
    ],
)
def test_what_this_version_cannot_tell_stands_as_the_station_said_it(phrase: Phrase) -> None:
    assert phrase_text(phrase) == phrase.text


def test_a_refusal_is_told_in_the_users_language_with_its_values(opened: Opened) -> None:
    sent = RecipeInvalidError(IN_CLAHE)
    body = ErrorReply(
        code=sent.code, detail=sent.detail, remedy=sent.remedy, reasons=list(sent.reasons)
    ).model_dump_json()
    error = error_from(ErrorReply.model_validate_json(body))
    assert error.reasons == sent.reasons
    assert error_text(error).startswith("step 2, Raise local contrast: Contrast limit is 900")
    opened.languages.choose(Language.CHINESE)
    title, _, told = error_text(error).partition("\n")[0].partition(" · ")
    assert title == "配方有误"
    assert told == "第 2 步“增强局部对比度”：“对比度上限”为 900，应为：0.1 至 40"


def test_an_alarm_is_told_by_its_phrase_and_an_old_one_in_quotes(opened: Opened) -> None:
    lost = CameraLostError(
        CameraPhrase.OF_CAMERA(camera="top", fault=CameraPhrase.SILENT_FOR(seconds=3))
    )
    said = (lost.code, lost.detail, lost.reasons)
    assert alarm_text(*said) == "top: connected, but no frame for 3 s"
    opened.languages.choose(Language.CHINESE)
    assert alarm_text(*said) == "top：已连接，但已有 3 s 没有图像"
    assert alarm_text("CAM-002", "top is gone", ()) == "相机已断开（原文：top is gone）"
