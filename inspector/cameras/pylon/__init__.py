"""Basler cameras through Basler's own pylon library; users install it with the extra `pylon`."""
