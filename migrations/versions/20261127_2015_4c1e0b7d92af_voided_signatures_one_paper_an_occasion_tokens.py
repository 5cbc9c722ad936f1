"""voided signatures, one paper an occasion, tokens of long work

Revision ID: 4c1e0b7d92af
Revises: 8c1f5d2ab7e4
Create Date: 2026-11-27 20:15:00.000000+00:00

Both directions are kept: a test goes up, down and up again on SQLite and on PostgreSQL. What `downgrade` cannot bring back
is said here in a sentence. On SQLite a changed table is copied (batch mode); name WITHOUT ROWID again in table_kwargs then.

Going down loses the signatures that were declared void, and the files of books and packages are no longer found.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '4c1e0b7d92af'
down_revision: str | Sequence[str] | None = '8c1f5d2ab7e4'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_HOLDS = sa.text('dropped_at IS NULL')


def upgrade() -> None:
    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.add_column(sa.Column('dropped_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('drop_reason', sa.String(length=200), server_default='', nullable=False))
        batch_op.drop_constraint(batch_op.f('uq_signature_sha256_duty_name'), type_='unique')
        batch_op.create_check_constraint(
            batch_op.f('ck_signature_dropped_with_reason'), "(dropped_at IS NULL) = (drop_reason = '')"
        )
        batch_op.create_index('uq_signature_one_valid', ['sha256', 'duty', 'name'], unique=True, sqlite_where=_HOLDS, postgresql_where=_HOLDS)
    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.alter_column('drop_reason', existing_type=sa.String(length=200), existing_nullable=False, server_default=None)

    with op.batch_alter_table('archive_job', schema=None) as batch_op:
        batch_op.add_column(sa.Column('token', sa.String(length=20), server_default='', nullable=False))
    with op.batch_alter_table('archive_job', schema=None) as batch_op:
        batch_op.alter_column('token', existing_type=sa.String(length=20), existing_nullable=False, server_default=None)

    with op.batch_alter_table('paper', schema=None) as batch_op:
        batch_op.create_index('uq_paper_one_about', ['meeting_id', 'kind', 'about', 'version'], unique=True)


def downgrade() -> None:
    with op.batch_alter_table('paper', schema=None) as batch_op:
        batch_op.drop_index('uq_paper_one_about')

    with op.batch_alter_table('archive_job', schema=None) as batch_op:
        batch_op.drop_column('token')

    op.execute('DELETE FROM signature WHERE dropped_at IS NOT NULL')
    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.drop_index('uq_signature_one_valid', sqlite_where=_HOLDS, postgresql_where=_HOLDS)
        batch_op.drop_constraint(batch_op.f('ck_signature_dropped_with_reason'), type_='check')
        batch_op.drop_column('drop_reason')
        batch_op.drop_column('dropped_at')
        batch_op.create_unique_constraint(batch_op.f('uq_signature_sha256_duty_name'), ['sha256', 'duty', 'name'])
