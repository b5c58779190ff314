"""The one stylesheet of the application, made from tokens."""

from __future__ import annotations

from inspector.ui.theme.high_contrast import CHOSEN_TEMPLATE
from inspector.ui.theme.tokens import Theme, Tone

MIN_TOUCH_PX = 46
LARGE_FINDING = 1.7
"""How much larger a finding is where it has the room."""
_SYMBOL_ABOVE_PX = 31
"""Of a tool: the symbol over its word, and what is around both."""
_QUIET = frozenset({Tone.NEUTRAL, Tone.STALE})
_TYPE_SIZES_PX = {
    "caption": 13,
    "body": 15,
    "strong": 17,
    "title": 20,
    "finding": 26,
    "figure": 30,
    "notice": 76,
    "display": 104,
}

_TEMPLATE = """
* {{ font-size: {body}px; }}
QWidget {{ color: {ink}; }}
QMainWindow, QWidget[role="page"] {{ background: {canvas}; }}
QToolTip {{ background: {raised}; color: {ink}; border: 1px solid {line}; padding: 6px; }}

QFrame[role="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: 14px; }}
QFrame[role="panel"] {{ background: {raised}; border: 2px solid {accent_fill};
    border-radius: 14px; }}
QFrame[role="bar"] {{ background: {surface}; border: none; }}
QFrame[role="rail"] {{ background: {surface}; border: none; border-right: 1px solid {line}; }}
QFrame[role="rule"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}

QLabel {{ background: transparent; }}
QLabel[role="brand"] {{ font-size: {title}px; font-weight: 700; }}
QLabel[role="title"] {{ font-size: {title}px; font-weight: 600; }}
FittedLabel[role="title"] {{ font-size: {title}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-size: {strong}px; font-weight: 600; }}
QLabel[role="caption"] {{ font-size: {caption}px; color: {ink_muted}; }}
QLabel[role="muted"] {{ color: {ink_muted}; }}
QLabel[role="figure"], FittedLabel[role="figure"] {{ font-size: {figure}px; font-weight: 600; }}
QLabel[role="finding"] {{ font-size: {finding}px; font-weight: 600; }}
QLabel[role="finding"][large="true"] {{ font-size: {large_finding}px; }}
QLabel[stale="true"], FittedLabel[stale="true"] {{ color: {ink_disabled}; }}
QLabel[role="mono"] {{ font-family: "Cascadia Mono", "DejaVu Sans Mono", monospace;
    font-size: {caption}px; }}
FittedLabel[role="display"] {{ font-size: {display}px; font-weight: 800; }}
FittedLabel[role="notice"] {{ font-size: {notice}px; font-weight: 700; }}

QPushButton {{
    background: {raised}; color: {ink}; border: 1px solid {edge}; border-radius: 10px;
    min-height: {touch}px; padding: 0 16px; font-weight: 600;
}}
QPushButton:hover {{ border-color: {ink_muted}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:focus {{ border: 2px solid {accent_fill}; padding: 0 15px;
    min-height: {touch_inside}px; }}
QPushButton:checked {{ background: {accent_tint}; color: {accent_ink};
    border-color: {accent_fill}; }}
QPushButton:disabled {{ background: {surface}; color: {ink_disabled};
    border: 1px {locked} {locked_edge}; }}
QToolButton[role="nav"] {{ background: transparent; color: {ink_muted}; border: none;
    border-radius: 10px; min-width: 76px; min-height: 46px; max-height: 68px; padding: 1px;
    font-size: {caption}px; font-weight: 600; }}
QToolButton[role="nav"]:hover {{ color: {ink}; }}
QToolButton[role="nav"]:checked {{ background: {accent_tint}; color: {accent_ink}; }}
QToolButton[role="nav"]:focus {{ border: 2px solid {accent_fill}; padding: 0; }}
QPushButton[role="key"] {{ min-height: 46px; min-width: 46px; padding: 0; font-size: {strong}px; }}
QPushButton[role="key"]:focus {{ min-height: 44px; min-width: 44px; padding: 0; }}
QPushButton[role="square"] {{ min-width: {touch}px; max-width: {touch}px; padding: 0; }}
QPushButton[role="square"]:focus {{ min-width: {touch_inside}px; max-width: {touch_inside}px; }}
QPushButton[role="tool"] {{ min-width: {touch}px; min-height: {tool}px; padding: 0; }}
QPushButton[role="tool"]:focus {{ min-width: {touch_inside}px; min-height: {tool_inside}px;
    padding: 0; }}
QPushButton[role="quiet"] {{ background: transparent; border-color: transparent;
    text-align: left; }}
QPushButton[role="segment"] {{ padding: 0 7px; }}
QPushButton[role="segment"]:focus {{ padding: 0 6px; }}
QPushButton[role="control"] {{ font-size: {title}px; min-height: 62px; border-radius: 14px; }}
QPushButton[role="control"]:focus {{ min-height: 60px; }}

QPushButton[role="reject"] {{ background: {raised}; border: 1px solid {edge};
    border-radius: 12px; padding: 0; }}
QPushButton[role="reject"]:focus {{ border: 2px solid {accent_fill}; }}
QPushButton[role="view"] {{ background: {raised}; min-height: 58px; max-height: 58px;
    padding: 0; }}
QPushButton[role="view"]:checked {{ background: {accent_tint}; border-color: {accent_fill}; }}
QPushButton[role="view"]:focus {{ min-height: 56px; max-height: 56px; padding: 0; }}

QLineEdit {{ background: {field}; border: 1px solid {edge}; border-radius: 10px;
    min-height: {touch}px; padding: 0 12px; selection-background-color: {accent_fill};
    selection-color: {accent_on}; placeholder-text-color: {ink_muted}; }}
QLineEdit:focus {{ border-color: {accent_fill}; }}

QLineEdit:disabled, QComboBox:disabled {{ background: {raised}; color: {ink_disabled}; }}
QComboBox {{ background: {field}; border: 1px solid {edge}; border-radius: 10px;
    min-height: {touch}px; padding: 0 12px; }}
QComboBox:focus {{ border-color: {accent_fill}; }}
QComboBox::drop-down {{ border: none; width: 36px; }}
QComboBox::down-arrow {{ width: 14px; height: 7px; background: {arrow}; }}
QComboBox::down-arrow:disabled {{ background: {arrow_disabled}; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {line}; outline: none;
    selection-background-color: {accent_tint}; selection-color: {ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {touch}px; padding: 0 10px; }}

QTreeView {{ background: {surface}; border: none; outline: none;
    selection-background-color: {accent_tint}; selection-color: {ink}; }}
QTreeView::item {{ border-bottom: 1px solid {line}; padding: 0 6px; min-height: 48px; }}
QTreeView::item:selected {{ background: {accent_tint}; color: {ink}; }}
QTreeView::branch {{ background: {surface}; image: none; border: none; }}

ResultGrid {{ background: {surface}; border: none; outline: none; }}
QSlider::groove:horizontal {{ background: {line}; height: 8px; border-radius: 4px; }}
QSlider::sub-page:horizontal {{ background: {accent_fill}; border-radius: 4px; }}
QSlider::handle:horizontal {{ background: {ink}; width: 28px; margin: -10px 0;
    border-radius: 14px; }}
QSlider::handle:horizontal:focus {{ background: {accent_fill}; border: 2px solid {ink}; }}
QPushButton[role="filter"] {{ background: {accent_tint}; color: {accent_ink};
    border-color: {accent_fill}; }}
QTableView {{ background: {surface}; border: none; gridline-color: transparent; outline: none;
    selection-background-color: {accent_tint}; selection-color: {ink}; }}
QTableView[role="card"] {{ border: 1px solid {line}; border-radius: 14px; padding: 10px; }}
QTableView::item {{ border-bottom: 1px solid {line}; padding: 0 8px; }}
QTableView::item:selected {{ background: {accent_tint}; color: {ink}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{ background: {surface}; color: {ink_muted}; border: none;
    border-bottom: 1px solid {line}; padding: 0 11px; min-height: 32px;
    font-size: {caption}px; font-weight: 600; }}
QTableCornerButton::section {{ background: {surface}; border: none; }}

QTextEdit[role="document"], QPlainTextEdit[role="document"] {{ background: {canvas};
    border: 1px solid {line}; border-radius: 8px; padding: 6px; }}
QPlainTextEdit[role="document"] {{ font-family: "Cascadia Mono", "DejaVu Sans Mono", monospace;
    font-size: {caption}px; }}

QProgressBar {{ background: {raised}; border: none; border-radius: 5px; min-height: 10px;
    max-height: 10px; }}
QProgressBar::chunk {{ background: {accent_fill}; border-radius: 5px; }}

QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 18px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {handle}; border-radius: 6px; min-height: 56px;
    margin: 0 2px; }}
QScrollBar::handle:vertical:hover {{ background: {ink_muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; width: 0; height: 0; }}

PictureView {{ background: {well}; color: #c3ced8; border-radius: 10px; }}
HistogramView {{ background: {canvas}; color: {ink_muted}; border-radius: 8px;
    selection-background-color: {accent_fill}; }}
TrendView {{ background: {line}; color: {ink_muted}; selection-background-color: {not_ok_fill}; }}
ScoreBar {{ background: {line}; color: {ink}; selection-background-color: {accent_fill}; }}
"""

_TONE_TEMPLATE = """
QFrame[role="card"][tone="{tone}"] {{ background: {tint}; border-color: {fill}; }}
QFrame[role="verdict"][tone="{tone}"] {{ background: {fill}; border: none; border-radius: 14px; }}
QFrame[role="banner"][tone="{tone}"] {{ background: {tint}; border: 1px solid {fill};
    border-radius: 12px; }}
QFrame[role="strip"][tone="{tone}"] {{ background: {fill}; border: none; }}
QFrame[role="chip"][tone="{tone}"] {{ background: {tint}; border: 1px solid {tint};
    border-radius: 10px; }}
QLabel[tone="{tone}"], SymbolView[tone="{tone}"], FittedLabel[tone="{tone}"] {{
    color: {tone_ink}; }}
QLabel[on="{tone}"], SymbolView[on="{tone}"], FittedLabel[on="{tone}"] {{ color: {on_fill}; }}
QPushButton[tone="{tone}"] {{ background: {fill}; color: {on_fill}; border-color: {rim}; }}
QPushButton[tone="{tone}"]:disabled {{ background: {surface}; color: {ink_disabled};
    border-color: {locked_edge}; }}
QPushButton[role="reject"][tone="{tone}"] {{ background: {tint}; border-color: {tone_edge}; }}
ScoreBar[tone="{tone}"] {{ selection-background-color: {fill}; }}
"""


def make_stylesheet(theme: Theme, scale: float, touch_px: int = MIN_TOUCH_PX) -> str:
    """The stylesheet of one theme with type sizes multiplied by ``scale``.

    Args:
        theme: Its colours.
        scale: Of all type.
        touch_px: Height of what is touched.
    """
    sizes = {name: round(size * scale) for name, size in _TYPE_SIZES_PX.items()}
    sizes["large_finding"] = round(sizes["finding"] * LARGE_FINDING)
    sizes["display"] = round(_TYPE_SIZES_PX["display"] * scale**2)
    sizes |= {"touch": touch_px, "touch_inside": touch_px - 2}
    tool_px = max(touch_px, sizes["body"] + _SYMBOL_ABOVE_PX)
    sizes |= {"tool": tool_px, "tool_inside": tool_px - 2}
    template = _TEMPLATE + (CHOSEN_TEMPLATE if theme.name.high_contrast else "")
    return template.format(**_colours(theme), **sizes) + "".join(
        _TONE_TEMPLATE.format(
            **_colours(theme),
            tone=tone.value,
            fill=colour.fill,
            on_fill=colour.on_fill,
            tint=colour.tint,
            tone_ink=colour.ink,
            rim=theme.edge if tone in _QUIET else colour.fill,
            tone_edge=colour.fill if theme.name.high_contrast else colour.tint,
        )
        for tone, colour in theme.tones.items()
    )


def _colours(theme: Theme) -> dict[str, str]:
    accent = theme.tones[Tone.ACCENT]
    high_contrast = theme.name.high_contrast
    return {
        "canvas": theme.canvas,
        "field": theme.canvas if theme.name.dark else theme.surface,
        "surface": theme.surface,
        "raised": theme.raised,
        "pressed": theme.pressed,
        "line": theme.line,
        "edge": theme.edge,
        "well": theme.well,
        "ink": theme.ink,
        "ink_muted": theme.ink_muted,
        "ink_disabled": theme.ink_disabled,
        "accent_fill": accent.fill,
        "accent_on": accent.on_fill,
        "accent_tint": accent.tint,
        "accent_ink": accent.ink,
        "handle": theme.edge if high_contrast else theme.pressed,
        "arrow": _arrow(theme.ink_muted),
        "arrow_disabled": _arrow(theme.ink_disabled),
        "not_ok_fill": theme.tones[Tone.NOT_OK].fill,
        "locked": "dashed" if high_contrast else "solid",
        "locked_edge": theme.edge if high_contrast else theme.line,
    }


def _arrow(colour: str) -> str:
    """Fills a box with a triangle that stands on its tip.

    A stylesheet draws pictures from files only, and no file follows the theme: so the triangle is
    the sector of a gradient around the tip, in the middle of the lower edge. The gradient stretches
    with the box: seen from (0.5, 1), its upper corners lie at atan(2), 0.176 of a turn, and 0.324.
    """
    stops = (
        (0.0, "transparent"),
        (0.166, "transparent"),
        (0.184, colour),
        (0.316, colour),
        (0.334, "transparent"),
        (1.0, "transparent"),
    )
    listed = ", ".join(f"stop:{angle} {stop}" for angle, stop in stops)
    return f"qconicalgradient(cx:0.5, cy:1, angle:0, {listed})"
