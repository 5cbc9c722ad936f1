"""papers, proof and archive

Revision ID: 753607730cbc
Revises: 25043e453a7d
Create Date: 2026-11-27 11:17:08.257889+00:00

Both directions are kept: a test goes up, down and up again on SQLite and on PostgreSQL. What `downgrade` cannot bring back
is said here in a sentence. On SQLite a changed table is copied (batch mode); name WITHOUT ROWID again in table_kwargs then.

Going down loses papers with their versions, drawn signatures, scans of signed prints, file numbers, and how an organisation's
documents look.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '753607730cbc'
down_revision: str | Sequence[str] | None = '25043e453a7d'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('archive_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=12), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_archive_item_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_archive_item')),
    sa.UniqueConstraint('organisation_id', 'year', 'period', 'number', name=op.f('uq_archive_item_organisation_id_year_period_number')),
    sa.UniqueConstraint('sha256', name=op.f('uq_archive_item_sha256'))
    )
    op.create_table('document_style',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('letterhead', sa.Boolean(), nullable=False),
    sa.Column('mark', sa.String(length=60), nullable=False),
    sa.Column('summary_mark', sa.String(length=60), nullable=False),
    sa.Column('signer', sa.String(length=40), nullable=False),
    sa.Column('imprint', sa.Boolean(), nullable=False),
    sa.Column('copies_to', sa.Text(), nullable=False),
    sa.Column('office', sa.String(length=60), nullable=False),
    sa.Column('contact', sa.String(length=40), nullable=False),
    sa.Column('contact_phone', sa.String(length=30), nullable=False),
    sa.Column('wording', sa.Text(), nullable=False),
    sa.Column('fonds', sa.String(length=20), nullable=False),
    sa.Column('category', sa.String(length=20), nullable=False),
    sa.Column('section', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_document_style_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_style')),
    sa.UniqueConstraint('organisation_id', name=op.f('uq_document_style_organisation_id'))
    )
    op.create_table('signature',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('duty', sa.String(length=12), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('strokes', sa.Text(), nullable=False),
    sa.Column('signed_at', sa.DateTime(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_signature_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signature')),
    sa.UniqueConstraint('sha256', 'duty', 'name', name=op.f('uq_signature_sha256_duty_name'))
    )
    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signature_sha256'), ['sha256'], unique=False)

    op.create_table('signed_copy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('filename', sa.String(length=200), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('file_sha', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('added_at', sa.DateTime(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('dropped_at', sa.DateTime(), nullable=True),
    sa.Column('drop_reason', sa.String(length=200), nullable=False),
    sa.CheckConstraint("(dropped_at IS NULL) = (drop_reason = '')", name=op.f('ck_signed_copy_dropped_with_reason')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_signed_copy_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signed_copy'))
    )
    with op.batch_alter_table('signed_copy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signed_copy_sha256'), ['sha256'], unique=False)

    op.create_table('archive_job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('work', sa.String(length=10), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('failure', sa.String(length=300), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('moved_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("state IN ('running','done','failed')", name=op.f('ck_archive_job_state')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_archive_job_meeting_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_archive_job_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_archive_job'))
    )
    with op.batch_alter_table('archive_job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_archive_job_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index('uq_archive_job_one_running', ['organisation_id', 'work', 'year'], unique=True, sqlite_where=sa.text("state = 'running'"), postgresql_where=sa.text("state = 'running'"))

    op.create_table('paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('about', sa.String(length=20), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('page', sa.Text(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(), nullable=True),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.CheckConstraint("(state = 'confirmed') = (confirmed_at IS NOT NULL)", name=op.f('ck_paper_confirmed_has_its_time')),
    sa.CheckConstraint("(state = 'confirmed') = (sha256 <> '')", name=op.f('ck_paper_confirmed_is_hashed')),
    sa.CheckConstraint("state IN ('draft','confirmed')", name=op.f('ck_paper_state')),
    sa.CheckConstraint("version >= 1 AND (version = 1) = (reason = '')", name=op.f('ck_paper_correction_has_reason')),
    sa.CheckConstraint('(version = 1) = (first_id IS NULL)', name=op.f('ck_paper_later_versions_name_the_first')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['account.id'], name=op.f('fk_paper_confirmed_by')),
    sa.ForeignKeyConstraint(['first_id'], ['paper.id'], name=op.f('fk_paper_first_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_paper_meeting_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_paper_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper')),
    sa.UniqueConstraint('first_id', 'version', name=op.f('uq_paper_first_id_version'))
    )
    with op.batch_alter_table('paper', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_sha256'), ['sha256'], unique=False)
        batch_op.create_index('uq_paper_one_draft', ['first_id'], unique=True, sqlite_where=sa.text("state = 'draft'"), postgresql_where=sa.text("state = 'draft'"))
    op.create_index('ix_minutes_sha256', 'minutes', ['sha256'])


def downgrade() -> None:
    op.drop_index('ix_minutes_sha256', table_name='minutes')
    with op.batch_alter_table('paper', schema=None) as batch_op:
        batch_op.drop_index('uq_paper_one_draft', sqlite_where=sa.text("state = 'draft'"), postgresql_where=sa.text("state = 'draft'"))
        batch_op.drop_index(batch_op.f('ix_paper_sha256'))
        batch_op.drop_index(batch_op.f('ix_paper_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_paper_meeting_id'))

    op.drop_table('paper')
    with op.batch_alter_table('archive_job', schema=None) as batch_op:
        batch_op.drop_index('uq_archive_job_one_running', sqlite_where=sa.text("state = 'running'"), postgresql_where=sa.text("state = 'running'"))
        batch_op.drop_index(batch_op.f('ix_archive_job_organisation_id'))

    op.drop_table('archive_job')
    with op.batch_alter_table('signed_copy', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signed_copy_sha256'))

    op.drop_table('signed_copy')
    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signature_sha256'))

    op.drop_table('signature')
    op.drop_table('document_style')
    op.drop_table('archive_item')
