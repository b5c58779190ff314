"""A theme as a Qt palette, for what is painted rather than styled."""

from PySide6.QtGui import QColor, QPalette

from inspector.ui.theme.tokens import Theme, Tone


def make_palette(theme: Theme) -> QPalette:
    """The palette of one theme."""
    accent = theme.tones[Tone.ACCENT]
    role = QPalette.ColorRole
    palette = QPalette()
    for colour_role, colour in {
        role.Window: theme.canvas,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Button: theme.raised,
        role.Mid: theme.line,
        role.Midlight: theme.tones[Tone.WARNING].tint,
        role.Shadow: theme.well,
        role.WindowText: theme.ink,
        role.Text: theme.ink,
        role.ButtonText: theme.ink,
        role.PlaceholderText: theme.ink_muted,
        role.Highlight: accent.fill,
        role.HighlightedText: accent.on_fill,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.ink,
    }.items():
        palette.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(theme.ink_disabled))
    return palette
