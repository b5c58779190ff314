"""Sentences about gate, PLC, engine, challenges and drift."""

from __future__ import annotations

_CONSEQUENCES = (
    ("no part may pass until it is cleared", "清除之前不放行任何工件"),
    (
        "no part may pass and the infeed must stop until it is cleared",
        "清除之前不放行任何工件，进料须停止",
    ),
)
_GATE = (
    ("too many rejects in a row", "连续剔除的工件过多"),
    ("too many rejects among the last parts", "最近的工件中剔除过多"),
    ("a reject was not seen where rejects go", "有剔除品未在剔除处被检测到"),
    ("the PLC counted parts that the gate did not see", "PLC 计到了闸门未看到的工件"),
    ("verdicts came too late", "判定结果来得太晚"),
    ("the reject bin is full", "剔除料箱已满"),
    ("the ejector's air pressure is too low", "剔除机构气压过低"),
    ("something was seen that nobody tracks", "看到了没有跟踪的物体"),
    ("a part passed that was not cleared", "有未获放行的工件通过"),
    ("a second client tried to write the PLC's registers", "有另一个客户端试图写入 PLC 的寄存器"),
    ("PLC and gate lost count of the parts on the belt", "PLC 与闸门对皮带上工件的计数已不一致"),
    ("the belt ran backwards", "皮带曾倒转"),
    ("the wall clock was set", "系统时间被调整"),
    ("the remote I/O coupler does not guard its outputs", "远程 I/O 耦合器不监护自己的输出"),
    ("the PLC holds its ejector back", "PLC 抑制了剔除机构"),
    ("the gate cannot write its journal", "闸门无法写入运行日志"),
    ("every part is rejected", "所有工件均被剔除"),
    ("the gate does not answer", "闸门无应答"),
    ("it rejects every part", "它剔除所有工件"),
    ("the PLC's heartbeat is silent", "PLC 的心跳停止"),
)
_ENGINE = (
    ("the model failed on {count} parts in a row", "模型连续在 {count} 件工件上推理失败"),
    ("the store takes no results, so none are asked for", "无法保存结果，因此不再索取结果"),
    ("no recipe has the number {number}", "没有编号为 {number} 的配方"),
    ("recipe {number} ({recipe}): {fault}", "配方 {number}（{recipe}）：{fault}"),
    ("another changeover is under way", "另一次换型正在进行"),
    ("the changeover failed", "换型失败"),
    (
        "the PLC asked for another recipe, or it ended",
        "PLC 请求了另一个配方，或换型已结束",
    ),
    ("another model has come in force meanwhile", "其间已启用另一个模型"),
    (
        "a recipe was changed while the model was prepared",
        "准备模型期间有配方被更改",
    ),
)
_TERMS = (
    ("exposure", "曝光"),
    ("best frame", "选取最佳帧"),
    ("transfer", "传输"),
    ("inspection", "检测"),
)
_BUDGET = (
    *(
        (
            "{terms} = {needed} ms, and the decision deadline is {limit} ms; "
            f"the largest term is {name}",
            f"{{terms}} = {{needed}} ms，而判定时限为 {{limit}} ms；占时最多的是{chinese}",
        )
        for name, chinese in _TERMS
    ),
    *(
        (f"{name} {{ms}} ms ({{origin}})", f"{chinese} {{ms}} ms（{{origin}}）")
        for name, chinese in _TERMS
    ),
    ("{rounds} x p99.9 of {runs} runs", "{rounds} × {runs} 次运行的 p99.9"),
    ("{name} has its frame before the part counts", "{name} 在工件计数之前已有图像"),
    ("{name} does not tell it", "{name} 未提供"),
    ("frame_timeout_ms of {name}", "{name} 的 frame_timeout_ms"),
    ("exposure_time_us of {name}", "{name} 的 exposure_time_us"),
)
_CAUSES = (
    ("request", "人员要求"),
    ("start", "工位启动"),
    ("schedule", "到期"),
    ("lot", "新批次"),
    ("changeover", "换型"),
    ("model", "更换模型"),
    ("failed", "上次未通过"),
)
_CHALLENGE = (
    *(
        (
            f"a challenge is due ({cause}); {{minutes}} min are left",
            f"应进行挑战（{chinese}）；剩余 {{minutes}} 分钟",
        )
        for cause, chinese in _CAUSES
    ),
    *(
        (
            f"a challenge was due ({cause}) and was not made",
            f"应进行的挑战（{chinese}）没有进行",
        )
        for cause, chinese in _CAUSES
    ),
    ("there was no verdict", "没有判定"),
    ("missed: a defective part was found good", "漏检：缺陷件被判为合格"),
    ("a good part was not found good", "好件未判为合格"),
    ("a defective part was not rejected", "缺陷件未被剔除"),
    ("a good part did not pass", "好件未放行"),
    ("the PLC did not tell where it went", "PLC 未告知其去向"),
    ("part {place} of {parts} did not come", "第 {place} 件（共 {parts} 件）未到达"),
    ("{person} ended it", "被 {person} 中断"),
    ("the station was stopped", "工位已停止"),
    ("the station fell", "工位曾中断运行"),
    ("the gate began to count anew", "闸门重新开始计数"),
)
_MEASURES = (
    ("focus", "清晰度", " %", " %"),
    ("brightness", "亮度", " %", " %"),
    ("contrast", "对比度", " %", " %"),
    ("the saturated share", "过曝比例", " percent points", " 个百分点"),
    ("the good classes' probability", "合格类别的概率", " percent points", " 个百分点"),
    ("the share of rejects", "剔除率", " percent points", " 个百分点"),
)
_DRIFT = (
    *(
        (f"{name} fell {{change}}{unit} below its baseline", f"{chinese}低于基线 {{change}}{of}")
        for name, chinese, unit, of in _MEASURES
    ),
    *(
        (f"{name} rose {{change}}{unit} above its baseline", f"{chinese}高于基线 {{change}}{of}")
        for name, chinese, unit, of in _MEASURES
    ),
    (
        "the place to the right moved by {change} px from its baseline",
        "工件左右位置偏离基线 {change} px（向右为正）",
    ),
    (
        "the place downwards moved by {change} px from its baseline",
        "工件上下位置偏离基线 {change} px（向下为正）",
    ),
    *(
        (
            f"{name} are not those of the validation set: stability index {{index}}, "
            "distance {distance}",
            f"{chinese}与验证集不同：稳定性指数 {{index}}，距离 {{distance}}",
        )
        for name, chinese in (
            ("scores of passed parts", "放行件的得分"),
            ("pictures of passed parts", "放行件的图像"),
        )
    ),
)
LINE: tuple[tuple[str, str], ...] = (
    *_CONSEQUENCES,
    *_GATE,
    *_ENGINE,
    *_BUDGET,
    *_CHALLENGE,
    *_DRIFT,
)
