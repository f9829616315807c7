"""${message}."""

import sqlalchemy as sa
from alembic import op

import mailcop.model

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Forward only."""
    ${upgrades if upgrades else "pass"}
