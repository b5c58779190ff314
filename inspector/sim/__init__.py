"""The virtual line: conveyor, parts, PLC and camera; a driver and a product feature."""
