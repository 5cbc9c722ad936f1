"""review in groups

Revision ID: 5b7c90de1f23
Revises: e8d8ef8bafcc
Create Date: 2026-11-27 23:00:00.000000+00:00

Both directions are kept: a test goes up, down and up again on SQLite and on PostgreSQL. What `downgrade` cannot bring back
is said here in a sentence. On SQLite a changed table is copied (batch mode); name WITHOUT ROWID again in table_kwargs then.

Going down loses which Party group reviewed whom, on which ballot, and which vote decided a disposal.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '5b7c90de1f23'
down_revision: str | Sequence[str] | None = 'e8d8ef8bafcc'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('review_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('poll_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_review_group_review_id')),
    sa.ForeignKeyConstraint(['group_id'], ['organisation.id'], name=op.f('fk_review_group_group_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_review_group_meeting_id')),
    sa.ForeignKeyConstraint(['poll_id'], ['poll.id'], name=op.f('fk_review_group_poll_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_group')),
    sa.UniqueConstraint('review_id', 'group_id', name=op.f('uq_review_group_review_id_group_id'))
    )
    with op.batch_alter_table('review_group', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_group_review_id'), ['review_id'], unique=False)
    with op.batch_alter_table('reviewed', schema=None) as batch_op:
        batch_op.add_column(sa.Column('review_group_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('decided_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_reviewed_decided_id'), 'poll', ['decided_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_reviewed_review_group_id'), ['review_group_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_reviewed_review_group_id'), 'review_group', ['review_group_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('reviewed', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_reviewed_decided_id'), type_='foreignkey')
        batch_op.drop_column('decided_id')
        batch_op.drop_constraint(batch_op.f('fk_reviewed_review_group_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_reviewed_review_group_id'))
        batch_op.drop_column('review_group_id')
    with op.batch_alter_table('review_group', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_group_review_id'))
    op.drop_table('review_group')
