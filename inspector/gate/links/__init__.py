"""The roles that the station can play on the fieldbus."""
