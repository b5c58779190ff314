"""Statistics of verdicts as pure functions; ``docs/reference/statistics.md`` names the sources."""
