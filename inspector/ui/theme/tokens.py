"""The design tokens of both themes.

Every text colour reaches a WCAG 2.1 contrast of 4.5:1 on the surfaces it stands on, body text 7:1;
a test holds both themes to it.
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
"""Bright on a dark rim, the alpha first: seen over every picture, in both themes."""


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

THEMES: Mapping[ThemeName, Theme] = MappingProxyType({theme.name: theme for theme in (DARK, LIGHT)})
