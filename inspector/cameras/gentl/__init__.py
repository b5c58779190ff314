"""Cameras of any vendor through its GenTL producer, with Harvesters and the EMVA's genicam."""
