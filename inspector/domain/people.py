"""Who works at the station, and what each may do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a person is at this station, from the least rights to the most."""

    OPERATOR = "operator"
    QUALITY = "quality"
    ENGINEER = "engineer"
    ADMIN = "admin"


class Right(StrEnum):
    """Something that not everybody may do; looking on needs no right."""

    RUN = "run"
    """Start, stop and reset the station."""
    CLEAR_ALARMS = "clear_alarms"
    """Clear alarms that do not stop the infeed."""
    CLEAR_STOPS = "clear_stops"
    """Clear alarms that stop the infeed."""
    SET_CAMERAS = "set_cameras"
    """Change features of cameras and keep them in the recipe."""
    MAINTAIN = "maintain"
    """Take the station out of service and force its outputs."""
    REVIEW = "review"
    """Say what a verdict should have been, and take new baselines for drift."""
    SET_RECIPE = "set_recipe"
    """Make revisions of recipes and sign them off."""
    CHANGE_OVER = "change_over"
    """Change over to another product."""
    ROLL_OUT = "roll_out"
    """Put a model in force that the release gate lets pass, go back, or put one on trial."""
    TRAIN = "train"
    """Train models, end trainings and delete them."""
    SET_CHALLENGE = "set_challenge"
    """Say which challenge parts there are, and what is true of them."""
    SIGN_LOT = "sign_lot"
    """Sign the report of a lot."""
    OVERRIDE_RELEASE = "override_release"
    """Put a model in force that misses limits of the recipe."""
    READ_AUDIT = "read_audit"
    """Read, check and export the audit trail."""
    MANAGE_PEOPLE = "manage_people"
    """Say who may work at the station, and with what role."""


class SecretKind(StrEnum):
    """How a person proves who it is."""

    PIN = "pin"
    PASSWORD = "password"  # noqa: S105 - the kind, not a password


class FourEyes(StrEnum):
    """What a station may want a second person for, in the words of the audit trail."""

    MODEL_PROMOTE = "model.promote"
    RECIPE_SIGN_OFF = "recipe.sign_off"
    PEOPLE_CHANGE = "people.change"


_OPERATOR = frozenset({Right.RUN, Right.CLEAR_ALARMS, Right.CHANGE_OVER})
RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.OPERATOR: _OPERATOR,
        Role.QUALITY: _OPERATOR
        | {
            Right.ROLL_OUT,
            Right.REVIEW,
            Right.TRAIN,
            Right.READ_AUDIT,
            Right.SET_CHALLENGE,
            Right.SIGN_LOT,
        },
        Role.ENGINEER: frozenset(Right) - {Right.MANAGE_PEOPLE},
        Role.ADMIN: frozenset(Right),
    }
)
SIGNED_IN_ALWAYS = frozenset({Right.MAINTAIN, Right.SIGN_LOT})
"""What needs a person who has signed in, even where nobody is defined."""


def least_role(right: Right) -> Role:
    """The first role that has a right.

    >>> least_role(Right.CLEAR_STOPS).value
    'engineer'
    """
    return next(role for role in Role if right in RIGHTS[role])
