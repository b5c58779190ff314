"""Known parts prove, on a schedule, that the station still finds what it must."""
