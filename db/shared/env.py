"""Alembic's environment for the shared history; `inspector.store.shared.schema` is the caller."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
