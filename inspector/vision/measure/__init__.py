"""Measurements on images: focus, exposure, presence of a part, calibration, references."""
