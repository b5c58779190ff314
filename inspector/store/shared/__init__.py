"""The history that several stations share, on PostgreSQL."""
