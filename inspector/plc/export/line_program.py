"""The sample line program in IEC 61131-3 structured text, as in docs/reference/line-program.st.

To write the file: ``inspector plc program --out docs/reference/line-program.st``.
"""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import Final

from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.registers import PLC_WORDS, VISION_WORDS

_COUNTS: Final = LineLayout(decision=3500, ejector=4200, exit=4700, window=200)
_MILLISECONDS: Final = LineLayout(decision=350, ejector=420, exit=470, window=20)


def as_line_program(tracking: TrackingMethod) -> str:
    """The whole program, wired for one way of tracking; pure ASCII.

    It needs what :func:`inspector.plc.export.structured_text.as_structured_text` declares.
    """
    source = (files("inspector.plc.export") / "line_program.st").read_text(encoding="ascii")
    layout = _COUNTS if tracking == "encoder" else _MILLISECONDS
    return Template(source).substitute(
        tracking=tracking,
        constant=f"INSP_TRACK_{tracking.upper()}",
        vision_words=VISION_WORDS,
        vision_last=VISION_WORDS - 1,
        plc_words=PLC_WORDS,
        plc_last=PLC_WORDS - 1,
        decision=layout.decision,
        ejector=layout.ejector,
        leave=layout.exit,
        window=layout.window,
    )
