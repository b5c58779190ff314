"""Turned flanges that were never made: labelled pictures as a pure function of two numbers."""

from inspector.sim.parts.part import CLASSES, IMAGE_SIZE_PX, OK_CLASSES, Box, Part
from inspector.sim.parts.render import render_part

__all__ = ["CLASSES", "IMAGE_SIZE_PX", "OK_CLASSES", "Box", "Part", "render_part"]
