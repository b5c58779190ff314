"""The words of a report of challenges."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.wire.exports import ReportLanguage

WORDS: Mapping[ReportLanguage, Mapping[str, str]] = MappingProxyType(
    {
        ReportLanguage.ENGLISH: {
            "title": "Challenge parts",
            "from": "From {since} until {until}",
            "counts": "{all} challenges: {passed} passed, {failed} not passed, {aborted} cut off",
            "defective": "must be rejected",
            "good": "must pass",
            "passed": "PASSED",
            "failed": "NOT PASSED",
            "aborted": "CUT OFF",
            "running": "RUNNING",
            "page": "Page {number} of {pages}",
            "none": "No challenge was made in this time.",
            "not_seen": "did not come",
            "part": "Part",
            "must": "Required",
            "result": "Result",
            "seen": "What became of it",
        },
        ReportLanguage.CHINESE: {
            "title": "挑战件报告",
            "from": "自 {since} 至 {until}",
            "counts": "共 {all} 次挑战：{passed} 次通过，{failed} 次未通过，{aborted} 次中断",
            "defective": "必须剔除",
            "good": "必须放行",
            "passed": "通过",
            "failed": "未通过",
            "aborted": "中断",
            "running": "进行中",
            "page": "第 {number} 页，共 {pages} 页",
            "none": "此时段内没有进行挑战。",
            "not_seen": "未到达",
            "part": "挑战件",
            "must": "要求",
            "result": "结果编号",
            "seen": "结果",
        },
    }
)
