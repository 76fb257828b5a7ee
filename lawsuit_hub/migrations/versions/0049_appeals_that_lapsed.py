"""An appeal lapses with its application, and says so; the figures of a claim know that a decision of litigation-cost support wrote them."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"

_APPEALS, _FIGURES = "ck_cost_appeals_outcome", "ck_claim_figures_entered_as"


def upgrade() -> None:
    _check("cost_appeals", _APPEALS, "outcome in ('granted', 'denied', 'lapsed')")
    _check("claim_figures", _FIGURES, "entered_as in ('member', 'caseworker', 'lawyer', 'decision')")
    op.execute(
        sa.text(
            "update cost_appeals set outcome = 'lapsed', decided_at = (select moved_at from cost_applications "
            "where cost_applications.id = cost_appeals.application_id) where outcome is null and application_id in "
            "(select id from cost_applications where state in ('withdrawn', 'refunded'))"
        )
    )


def downgrade() -> None:
    op.execute(sa.text("update cost_appeals set outcome = null, decided_at = null where outcome = 'lapsed'"))
    op.execute(sa.text("update claim_figures set entered_as = 'caseworker' where entered_as = 'decision'"))
    _check("cost_appeals", _APPEALS, "outcome in ('granted', 'denied')")
    _check("claim_figures", _FIGURES, "entered_as in ('member', 'caseworker', 'lawyer')")


def _check(table: str, name: str, words: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(name), type_="check")
        batch.create_check_constraint(op.f(name), words)
