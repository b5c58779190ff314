"""How people work at the station."""

from __future__ import annotations

from pydantic import Field, field_validator

from inspector.config.base import ConfigModel
from inspector.domain.people import FourEyes, Role

_SHORTEST_S, _LONGEST_S = 30, 86_400


class IdleConfig(ConfigModel):
    """After how long without a touch the screen of each role locks itself."""

    operator: int = Field(600, ge=_SHORTEST_S, le=_LONGEST_S, description="in seconds")
    quality: int = Field(600, ge=_SHORTEST_S, le=_LONGEST_S, description="in seconds")
    engineer: int = Field(600, ge=_SHORTEST_S, le=_LONGEST_S, description="in seconds")
    admin: int = Field(300, ge=_SHORTEST_S, le=_LONGEST_S, description="in seconds")

    def of(self, role: Role) -> int:
        """That of one role."""
        seconds: int = getattr(self, role.value)
        return seconds


class PeopleConfig(ConfigModel):
    """Idle lock and four eyes."""

    idle_s: IdleConfig = Field(
        default_factory=IdleConfig, description="idle time until the screen locks, per role"
    )
    four_eyes: tuple[FourEyes, ...] = Field(
        (),
        description="what waits until a second person approves it: "
        + ", ".join(f"`{each}`" for each in FourEyes),
    )
    approval_expires_min: int = Field(
        30, ge=1, le=1440, description="for so long it waits, in minutes"
    )

    @field_validator("four_eyes", mode="before")
    @classmethod
    def _words(cls, words: object) -> object:
        """TOML has arrays and text, a strict model wants the enum itself."""
        if not isinstance(words, list):
            return words
        known = ", ".join(FourEyes)
        for word in words:
            if word not in list(FourEyes):
                raise ValueError(f"{word!r} is none of: {known}")
        return tuple(FourEyes(word) for word in words)
