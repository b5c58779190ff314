"""A change of recipe while the line runs."""

from __future__ import annotations

from inspector.plc.block import RegisterBlock


class Changeover:
    """Asks the station for a recipe and lets no part come until it is in force.

    A recipe that the station refuses keeps the infeed stopped until another is asked for: the parts
    to come are not those of the recipe before.
    """

    def __init__(self, vision: RegisterBlock, plc: RegisterBlock) -> None:
        self._vision = vision
        self._plc = plc
        self._wanted: int | None = None
        self._when_empty = True

    @property
    def active(self) -> bool:
        """Whether the infeed waits for a recipe."""
        return self._wanted is not None

    @property
    def refused(self) -> bool:
        """Whether the station cannot do what was asked for."""
        asked = self._wanted is not None and self._plc["recipe_request"] == self._wanted
        return asked and bool(self._wanted) and self._vision["recipe_refused"] == self._wanted

    def begin(self, recipe: int, *, when_empty: bool) -> None:
        """Ask for a recipe, 0 for whichever is in force.

        Args:
            recipe: Its number.
            when_empty: First let the belt run empty; otherwise the parts on it are rejected.
        """
        self._wanted = recipe
        self._when_empty = when_empty

    def follow(self, *, belt_empty: bool) -> None:
        """Go on as far as belt and station allow."""
        if self._wanted is None or (self._when_empty and not belt_empty):
            return
        self._plc["recipe_request"] = self._wanted
        if self._wanted in (0, self._vision["recipe_active"]):
            self._wanted = None
