"""What a high-contrast theme has besides: an edge around what is chosen, for a tint is too faint.

An edge is a pixel wider than that of what is not chosen, and what it lies around a pixel smaller.
"""

from __future__ import annotations

CHOSEN_TEMPLATE = """
QPushButton:checked {{ border: 2px solid {accent_fill}; padding: 0 15px;
    min-height: {touch_inside}px; }}
QPushButton[role="segment"]:checked {{ padding: 0 6px; }}
QPushButton[role="square"]:checked {{ min-width: {touch_inside}px; max-width: {touch_inside}px;
    padding: 0; }}
QPushButton[role="tool"]:checked {{ min-width: {touch_inside}px; min-height: {tool_inside}px;
    padding: 0; }}
QPushButton[role="view"]:checked {{ min-height: 56px; max-height: 56px; padding: 0; }}
QToolButton[role="nav"]:checked {{ border: 2px solid {accent_fill}; padding: 0; min-width: 74px;
    min-height: 44px; max-height: 66px; }}
QTableView::item:selected, QTreeView::item:selected {{ border-top: 2px solid {accent_fill};
    border-bottom: 2px solid {accent_fill}; }}
"""
