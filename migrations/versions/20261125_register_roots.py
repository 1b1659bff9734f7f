"""Roots of a register, made public."""

import sqlalchemy as sa
from alembic import op

revision = "20261125"
down_revision = "20261124"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "register_root",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column(
            "occasion",
            sa.Enum(
                "closing",
                "request",
                name="occasion",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("as_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_register_root_size")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_register_root_consultation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_root")),
        sa.UniqueConstraint(
            "consultation_id", "as_at", name=op.f("uq_register_root_consultation_id_as_at")
        ),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("register_root")
