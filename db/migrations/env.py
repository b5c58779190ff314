"""Alembic's environment: runs the revisions on the connection that the caller opened.

There is no alembic.ini and no logging configuration; `inspector.store.schema.migration` calls it.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
