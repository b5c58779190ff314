"""What values of the domain are called on paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.review import Standing
from inspector.wire.exports import ReportLanguage

_ENGLISH = {
    "Evaluation.UNDEFINED": "UNDEFINED",
    "Evaluation.OK": "OK",
    "Evaluation.NOT_OK": "NOT OK",
    "Evaluation.NOT_DECIDABLE": "NOT DECIDABLE",
    "Outcome.PENDING": "under way",
    "Outcome.PASSED": "passed",
    "Outcome.REJECTED": "rejected",
    "Outcome.UNCONFIRMED": "reject not confirmed",
    "Outcome.UNKNOWN": "unknown",
    "Standing.NONE": "not reviewed",
    "Standing.CONFIRMED": "confirmed",
    "Standing.OVERRIDDEN": "overridden",
    "Standing.DISPUTED": "disputed",
    "Reason.CLASSIFIED": "Judged by the classifier",
    "Reason.DEADLINE_MISSED": "The verdict came too late",
    "Reason.ENGINE_LOST": "The inspection program was away",
    "Reason.TRIGGER_MISSED": "The trigger was seen too late",
    "Reason.STATION_NOT_READY": "The station was not running",
    "Reason.QUEUE_OVERRUN": "Too many parts at once",
    "Reason.JOURNAL_FAILED": "The journal cannot be written",
    "Reason.GATE_RESTARTED": "The gate restarted while the part was on its way",
    "Reason.PLC_RESTARTED": "The PLC restarted while the part was on its way",
    "Reason.STATION_HELD": "An alarm waits to be cleared",
    "Reason.PURGING": "The line was being emptied",
    "Reason.FRAME_MISSING": "No picture of this part arrived",
    "Reason.FRAME_INCOMPLETE": "The picture is incomplete",
    "Reason.IMAGE_UNREADABLE": "The picture cannot be read",
    "Reason.IMAGE_UNSUITABLE": "The picture does not suit the recipe",
    "Reason.PAIRING_UNPROVEN": "Not certain that the picture shows this part",
    "Reason.CAMERA_LOST": "The camera was disconnected",
    "Reason.VIEW_MISSING": "One camera's verdict did not come",
    "Reason.PREPROCESSING_FAILED": "Preparing the picture failed",
    "Reason.INFERENCE_FAILED": "The classifier failed",
    "Reason.SCORE_INVALID": "The classifier gave no valid score",
    "Reason.STORE_FAILED": "The result could not be stored",
    "Reason.RECIPE_CHANGING": "The recipe was being changed",
    "Reason.RECIPE_UNKNOWN": "The PLC asked for an unknown recipe",
    "Reason.DEADLINE_UNREACHABLE": "There is not enough time for a verdict",
    "Reason.MAINTENANCE": "The station was in maintenance",
    "Reason.LOCKED_OUT": "A challenge was missed or overdue",
}

_CHINESE = {
    "Evaluation.UNDEFINED": "无结论",
    "Evaluation.OK": "合格",
    "Evaluation.NOT_OK": "不合格",
    "Evaluation.NOT_DECIDABLE": "无法判定",
    "Outcome.PENDING": "途中",
    "Outcome.PASSED": "已放行",
    "Outcome.REJECTED": "已剔除",
    "Outcome.UNCONFIRMED": "剔除未确认",
    "Outcome.UNKNOWN": "未知",
    "Standing.NONE": "未复核",
    "Standing.CONFIRMED": "已确认",
    "Standing.OVERRIDDEN": "已改判",
    "Standing.DISPUTED": "有争议",
    "Reason.CLASSIFIED": "由分类器判定",
    "Reason.DEADLINE_MISSED": "判定结果来得太晚",
    "Reason.ENGINE_LOST": "检测程序不在线",
    "Reason.TRIGGER_MISSED": "触发信号发现太晚",
    "Reason.STATION_NOT_READY": "工位未运行",
    "Reason.QUEUE_OVERRUN": "同时到达的工件过多",
    "Reason.JOURNAL_FAILED": "无法写入运行日志",
    "Reason.GATE_RESTARTED": "工件途中闸门重新启动",
    "Reason.PLC_RESTARTED": "工件途中 PLC 重新启动",
    "Reason.STATION_HELD": "有报警等待清除",
    "Reason.PURGING": "产线正在清空",
    "Reason.FRAME_MISSING": "未收到该工件的图像",
    "Reason.FRAME_INCOMPLETE": "图像不完整",
    "Reason.IMAGE_UNREADABLE": "图像无法读取",
    "Reason.IMAGE_UNSUITABLE": "图像与配方不符",
    "Reason.PAIRING_UNPROVEN": "无法确定图像属于该工件",
    "Reason.CAMERA_LOST": "相机已断开",
    "Reason.VIEW_MISSING": "有一台相机未给出判定",
    "Reason.PREPROCESSING_FAILED": "图像预处理失败",
    "Reason.INFERENCE_FAILED": "分类器出错",
    "Reason.SCORE_INVALID": "分类器未给出有效得分",
    "Reason.STORE_FAILED": "结果无法保存",
    "Reason.RECIPE_CHANGING": "正在更换配方",
    "Reason.RECIPE_UNKNOWN": "PLC 请求了未知的配方",
    "Reason.DEADLINE_UNREACHABLE": "判定时间不够",
    "Reason.MAINTENANCE": "工位处于维护状态",
    "Reason.LOCKED_OUT": "挑战件漏检或挑战逾期",
}

NAMES: Mapping[ReportLanguage, Mapping[str, str]] = MappingProxyType(
    {
        ReportLanguage.ENGLISH: MappingProxyType(_ENGLISH),
        ReportLanguage.CHINESE: MappingProxyType(_CHINESE),
    }
)


def name_of(language: ReportLanguage, value: Evaluation | Outcome | Reason | Standing) -> str:
    """The word for a value of the domain."""
    return NAMES[language][f"{type(value).__name__}.{value.name}"]
