"""Errors of setting a camera up: calibration targets and reference pictures."""

from inspector.domain.errors.camera import CameraError


class TargetNotFoundError(CameraError):
    """No calibration target with the given columns and rows is in the picture."""

    code = "CAL-001"
    remedy = (
        "Show the whole target, flat, sharp and evenly lit, with a white margin; "
        "count a chessboard's inner corners, not its squares."
    )


class ReferenceUnsuitableError(CameraError):
    """Pictures for a flat-field or dark reference are too bright, too dark or not the same."""

    code = "CAL-002"
    remedy = "Follow what the message says and take the reference again."
