"""Looking at this station, or at all that share one history."""
