"""`inspector model`: train, measure, release and roll out model packages."""
