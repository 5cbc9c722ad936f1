"""who votes

Revision ID: 8c1f5d2ab7e4
Revises: 753607730cbc
Create Date: 2026-11-27 20:00:00.000000+00:00

Both directions are kept: a test goes up, down and up again on SQLite and on PostgreSQL. What `downgrade` cannot bring back
is said here in a sentence. On SQLite a changed table is copied (batch mode); name WITHOUT ROWID again in table_kwargs then.

Going down loses reviews (votes with grades), which the version before cannot read: each becomes a void vote on its motion, and
its opened marks go.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '8c1f5d2ab7e4'
down_revision: str | Sequence[str] | None = '753607730cbc'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

REVIEWS = "paper LIKE '%\"grades\"%'"
CHECK = "voters IN ('entitled','members','guests')"


def upgrade() -> None:
    with op.batch_alter_table('poll', schema=None) as batch_op:
        batch_op.add_column(sa.Column('voters', sa.String(length=10), nullable=False, server_default='entitled'))
    with op.batch_alter_table('poll', schema=None) as batch_op:
        batch_op.alter_column('voters', existing_type=sa.String(length=10), existing_nullable=False, server_default=None)
        batch_op.create_check_constraint(batch_op.f('ck_poll_voters'), CHECK)


def downgrade() -> None:
    op.execute(f"DELETE FROM opened_ballot WHERE poll_id IN (SELECT id FROM poll WHERE {REVIEWS})")
    op.execute(
        "UPDATE poll SET state = 'void', void_reason = '软件恢复到不能进行民主测评的版本', paper = NULL, tally = NULL, "
        f"verdict = NULL WHERE {REVIEWS}"
    )
    with op.batch_alter_table('poll', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_poll_voters'), type_='check')
        batch_op.drop_column('voters')
