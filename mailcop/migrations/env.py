"""Alembic's entry: runs on the connection that `bring_up_to_date` hands over, in its transaction."""

from alembic import context

from mailcop.model import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the transaction is ours
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
