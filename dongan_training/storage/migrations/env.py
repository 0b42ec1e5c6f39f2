"""Run by Alembic; the connection comes from storage.schema, never from a file."""

from alembic import context

from dongan_training.storage.schema import has_model

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    include_name=has_model,
)
with context.begin_transaction():
    context.run_migrations()
