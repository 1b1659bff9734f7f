"""Notes that those who hold a draft leave each other."""

import sqlalchemy as sa
from alembic import op

revision = "20261128"
down_revision = "20261127"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "draft_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_note_draft_id_draft")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["holder.id"], name=op.f("fk_draft_note_holder_id_holder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_note")),
    )
    op.create_index(op.f("ix_draft_note_draft_id"), "draft_note", ["draft_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("draft_note")
