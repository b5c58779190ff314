"""The station file (strict), recipes and preferences (tolerant)."""
