"""${message[0].upper() + message[1:]}."""

% if "sa." in (upgrades or "") + (downgrades or ""):
import sqlalchemy as sa
% endif
from alembic import op
${imports + "\n" if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Make the change."""
    ${upgrades if upgrades else "op.execute(\"SELECT 1\")"}


def downgrade() -> None:
    """Take the change back."""
    ${downgrades if downgrades else "op.execute(\"SELECT 1\")"}
