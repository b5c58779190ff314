"""Pure values and ports of the station: no I/O, no third party, no thread."""
