"""Letters leave by rank: what somebody waits for, answers, posts, then what goes to many at leisure."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward only."""
    op.add_column("deliveries", sa.Column("rank", sa.Integer(), nullable=False, server_default="2"))
    op.execute(
        "UPDATE deliveries SET rank = CASE (SELECT kind FROM mailings WHERE mailings.id = deliveries.mailing_id)"
        " WHEN 'post' THEN 2 WHEN 'notice' THEN 1 WHEN 'preview' THEN 1 WHEN 'reminder' THEN 1 ELSE 3 END"
        " WHERE state IN ('planned', 'deferred', 'in_doubt', 'claimed', 'sending')"
    )
    op.drop_index("ix_deliveries_state_due", "deliveries")
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "rank", "due_at", "id"])
