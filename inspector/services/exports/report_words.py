"""The words of a report of results, in the languages of the operator's app."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.wire.exports import ReportLanguage

Words = Mapping[str, str]

_ENGLISH = {
    "title": "Inspection report",
    "nobody": "nobody signed in",
    "chosen": "Chosen",
    "everything": "all results",
    "selection": "parts picked by hand",
    "results": "Results",
    "page": "Page {number} of {pages}",
    "part": "Part",
    "lot": "Lot",
    "class": "Class",
    "score": "Score",
    "limit": "limit",
    "came": "Came",
    "outcome": "Outcome",
    "camera": "Camera",
    "recipe": "Recipe",
    "model": "Model",
    "review": "Review",
    "challenge": "Challenge part",
    "simulated": "simulated",
    "no_picture": "no picture",
    "part_id": "Part",
    "since": "From",
    "until": "Until",
    "score_min": "Score from",
    "score_max": "Score below",
    "evaluation": "Verdict",
    "reason": "Reason",
    "class_name": "Class",
    "lot_id": "Lot number",
    "recipe_id": "Recipe",
    "model_id": "Model",
    "station_id": "Station",
    "model_sha256": "Model hash",
    "what_if": "What-if question",
    "would_be": "Verdict in the what-if",
    "yes": "yes",
    "no": "no",
}

_CHINESE = {
    "title": "检测报告",
    "nobody": "无人登录",
    "chosen": "筛选条件",
    "everything": "全部结果",
    "selection": "手动选择的工件",
    "results": "结果数",
    "page": "第 {number} 页，共 {pages} 页",
    "part": "工件",
    "lot": "批次",
    "class": "类别",
    "score": "得分",
    "limit": "阈值",
    "came": "到达",
    "outcome": "去向",
    "camera": "相机",
    "recipe": "配方",
    "model": "模型",
    "review": "复核",
    "challenge": "挑战件",
    "simulated": "仿真",
    "no_picture": "没有图像",
    "part_id": "工件号",
    "since": "起始时间",
    "until": "截止时间",
    "score_min": "得分不低于",
    "score_max": "得分低于",
    "evaluation": "判定",
    "reason": "原因",
    "class_name": "类别",
    "lot_id": "批次编号",
    "recipe_id": "配方",
    "model_id": "模型",
    "station_id": "工位",
    "model_sha256": "模型哈希",
    "what_if": "假如分析",
    "would_be": "假如分析中的判定",
    "yes": "是",
    "no": "否",
}

WORDS: Mapping[ReportLanguage, Words] = MappingProxyType(
    {
        ReportLanguage.ENGLISH: MappingProxyType(_ENGLISH),
        ReportLanguage.CHINESE: MappingProxyType(_CHINESE),
    }
)
