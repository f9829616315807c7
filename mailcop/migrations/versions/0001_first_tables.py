"""The first tables."""

from mailcop.migrations import first_people, first_posts

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward only."""
    first_people.create()
    first_posts.create()
