"""Results as files that leave the station."""
