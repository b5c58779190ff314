"""The parts that were found, as table and tiles of any length."""
