"""Every command a user can give, declared in one table."""
