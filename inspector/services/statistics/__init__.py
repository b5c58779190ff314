"""Charts and figures over many parts; ``docs/reference/statistics.md`` names the formulas."""
