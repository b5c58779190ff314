"""A package as one file to carry to a station: whole, or as a difference from an older one."""
