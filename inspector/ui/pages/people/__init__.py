"""Who may work at the station, what waits for a second person, and what people did."""
