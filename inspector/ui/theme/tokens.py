"""The design tokens of the themes.

Every text colour reaches a WCAG 2.1 contrast of 4.5:1 on the surfaces it stands on, body text 7:1.
The high-contrast themes reach 7:1 with every text, also that of what is locked, and 3:1 with
symbols and the edges of controls; a test holds all themes to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from inspector.domain.evaluation import Evaluation


class ThemeName(StrEnum):
    """The themes a user can choose."""

    DARK = "dark"
    LIGHT = "light"
    DARK_CONTRAST = "dark-contrast"
    LIGHT_CONTRAST = "light-contrast"

    @property
    def dark(self) -> bool:
        """Whether it is light type on dark areas."""
        return self in (ThemeName.DARK, ThemeName.DARK_CONTRAST)

    @property
    def high_contrast(self) -> bool:
        """Whether it is made for bright sun and weak eyes."""
        return self in (ThemeName.DARK_CONTRAST, ThemeName.LIGHT_CONTRAST)

    @classmethod
    def of(cls, *, dark: bool, high_contrast: bool) -> ThemeName:
        """The theme with both qualities."""
        if high_contrast:
            return cls.DARK_CONTRAST if dark else cls.LIGHT_CONTRAST
        return cls.DARK if dark else cls.LIGHT


class Tone(StrEnum):
    """What a colour means; a tone is never shown without a word or a symbol."""

    NEUTRAL = "neutral"
    STALE = "stale"
    OK = "ok"
    NOT_OK = "not_ok"
    NOT_DECIDABLE = "not_decidable"
    UNDEFINED = "undefined"
    WARNING = "warning"
    ACCENT = "accent"


EVALUATION_TONES: Mapping[Evaluation, Tone] = MappingProxyType(
    {
        Evaluation.OK: Tone.OK,
        Evaluation.NOT_OK: Tone.NOT_OK,
        Evaluation.NOT_DECIDABLE: Tone.NOT_DECIDABLE,
        Evaluation.UNDEFINED: Tone.UNDEFINED,
    }
)


OVERLAY_LINE, OVERLAY_HALO = "#ffd43b", "#aa000000"
AREA_LINE, AREA_HALO = "#b4bec8", "#1c2228"
"""Bright on a dark rim, the alpha first: seen over every picture, in both themes."""


OVERLAY_TEXT, WELL_INK = "#ffffff", "#c3ced8"
"""Words on a dark rim over a picture, and what stands where a picture is missing."""


@dataclass(frozen=True, slots=True)
class ToneColours:
    """One tone in four uses: solid area, text on it, quiet area, and text on a surface."""

    fill: str
    on_fill: str
    tint: str
    ink: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. Colours are ``#rrggbb``."""

    name: ThemeName
    canvas: str
    surface: str
    raised: str
    pressed: str
    line: str
    """Between areas."""
    edge: str
    """Around what can be touched."""
    well: str
    """Behind pictures; the same near-black or grey for every verdict."""
    ink: str
    ink_muted: str
    ink_disabled: str
    tones: Mapping[Tone, ToneColours]


DARK = Theme(
    name=ThemeName.DARK,
    canvas="#0b0f14",
    surface="#131920",
    raised="#1d252e",
    pressed="#2a3541",
    line="#28323d",
    edge="#3a4754",
    well="#06080b",
    ink="#f3f6f9",
    ink_muted="#a3b0bd",
    ink_disabled="#5d6873",
    tones=MappingProxyType(
        {
            Tone.NEUTRAL: ToneColours("#2a3541", "#f3f6f9", "#1d252e", "#c3ced8"),
            Tone.STALE: ToneColours("#2a3541", "#a3b0bd", "#1d252e", "#a3b0bd"),
            Tone.OK: ToneColours("#17b26a", "#04150c", "#0d2a1d", "#4be29a"),
            Tone.NOT_OK: ToneColours("#d92d3a", "#ffffff", "#3a1116", "#ff8a8f"),
            Tone.NOT_DECIDABLE: ToneColours("#f5a524", "#1d1200", "#35260a", "#ffc766"),
            Tone.UNDEFINED: ToneColours("#7a5af8", "#ffffff", "#241a4d", "#b9a8ff"),
            Tone.WARNING: ToneColours("#f5a524", "#1d1200", "#35260a", "#ffc766"),
            Tone.ACCENT: ToneColours("#3d9bff", "#02101f", "#0f2740", "#7dbbff"),
        }
    ),
)

LIGHT = Theme(
    name=ThemeName.LIGHT,
    canvas="#eef1f5",
    surface="#ffffff",
    raised="#f4f6f9",
    pressed="#dfe5ec",
    line="#d5dce4",
    edge="#bcc6d0",
    well="#1a2027",
    ink="#0e151c",
    ink_muted="#47535f",
    ink_disabled="#98a3ae",
    tones=MappingProxyType(
        {
            Tone.NEUTRAL: ToneColours("#dfe5ec", "#0e151c", "#f4f6f9", "#34404b"),
            Tone.STALE: ToneColours("#dfe5ec", "#47535f", "#f4f6f9", "#47535f"),
            Tone.OK: ToneColours("#067a46", "#ffffff", "#def7e9", "#05653a"),
            Tone.NOT_OK: ToneColours("#c8102e", "#ffffff", "#fde8ea", "#a80d26"),
            Tone.NOT_DECIDABLE: ToneColours("#f5a524", "#1d1200", "#fff1d6", "#7a4a00"),
            Tone.UNDEFINED: ToneColours("#5b3fd6", "#ffffff", "#ebe6ff", "#4a30bd"),
            Tone.WARNING: ToneColours("#f5a524", "#1d1200", "#fff1d6", "#7a4a00"),
            Tone.ACCENT: ToneColours("#0b62c4", "#ffffff", "#e0eefc", "#0a53a6"),
        }
    ),
)

DARK_CONTRAST = Theme(
    name=ThemeName.DARK_CONTRAST,
    canvas="#000000",
    surface="#000000",
    raised="#0d1116",
    pressed="#2b333b",
    line="#8b98a5",
    edge="#c3ced8",
    well="#000000",
    ink="#ffffff",
    ink_muted="#dde4ea",
    ink_disabled="#a3aeb9",
    tones=MappingProxyType(
        {
            Tone.NEUTRAL: ToneColours("#2b333b", "#ffffff", "#0d1116", "#ffffff"),
            Tone.STALE: ToneColours("#2b333b", "#dde4ea", "#0d1116", "#dde4ea"),
            Tone.OK: ToneColours("#2ee08a", "#000000", "#00210f", "#5cf0ab"),
            Tone.NOT_OK: ToneColours("#ff6b72", "#000000", "#2c0408", "#ff9ca0"),
            Tone.NOT_DECIDABLE: ToneColours("#ffb83d", "#000000", "#2a1c00", "#ffd27f"),
            Tone.UNDEFINED: ToneColours("#b7a3ff", "#000000", "#160b3d", "#cfc2ff"),
            Tone.WARNING: ToneColours("#ffb83d", "#000000", "#2a1c00", "#ffd27f"),
            Tone.ACCENT: ToneColours("#6db5ff", "#000000", "#001d3d", "#9dceff"),
        }
    ),
)

LIGHT_CONTRAST = Theme(
    name=ThemeName.LIGHT_CONTRAST,
    canvas="#ffffff",
    surface="#ffffff",
    raised="#ffffff",
    pressed="#dfe5ec",
    line="#6b7681",
    edge="#2b343d",
    well="#000000",
    ink="#000000",
    ink_muted="#2b343d",
    ink_disabled="#4d5862",
    tones=MappingProxyType(
        {
            Tone.NEUTRAL: ToneColours("#dfe5ec", "#000000", "#ffffff", "#000000"),
            Tone.STALE: ToneColours("#dfe5ec", "#2b343d", "#ffffff", "#2b343d"),
            Tone.OK: ToneColours("#00582f", "#ffffff", "#e9fbf1", "#00522c"),
            Tone.NOT_OK: ToneColours("#96001b", "#ffffff", "#fff0f1", "#96001b"),
            Tone.NOT_DECIDABLE: ToneColours("#6b4000", "#ffffff", "#fff6e5", "#6b4000"),
            Tone.UNDEFINED: ToneColours("#4a30bd", "#ffffff", "#f3f0ff", "#432aae"),
            Tone.WARNING: ToneColours("#6b4000", "#ffffff", "#fff6e5", "#6b4000"),
            Tone.ACCENT: ToneColours("#0a3f80", "#ffffff", "#eaf3fd", "#0a3f80"),
        }
    ),
)

THEMES: Mapping[ThemeName, Theme] = MappingProxyType(
    {theme.name: theme for theme in (DARK, LIGHT, DARK_CONTRAST, LIGHT_CONTRAST)}
)
