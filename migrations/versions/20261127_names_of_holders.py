"""The names of those who hold a draft."""

import sqlalchemy as sa
from alembic import op

revision = "20261127"
down_revision = "20261125"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.add_column("holder", sa.Column("name", sa.String(), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("holder", "name")
