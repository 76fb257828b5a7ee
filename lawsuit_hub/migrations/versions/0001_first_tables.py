"""The first tables of every capability."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    op.create_table(
        "audit_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_role", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("address", sa.String(length=60), nullable=True),
        sa.Column("system_user", sa.String(length=60), nullable=True),
        sa.Column("deed", sa.String(length=60), nullable=False),
        sa.Column("about_kind", sa.String(length=20), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_lines")),
    )
    with op.batch_alter_table("audit_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_lines_about_id_id"), ["about_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_lines_deed_id"), ["deed", "id"], unique=False)

    op.create_table(
        "consent_texts",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_consent_texts")),
    )
    op.create_table(
        "key_checks",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_key_checks")),
    )
    op.create_table(
        "landlord_turns",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_landlord_turns_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landlord_turns")),
    )
    op.create_table(
        "landlords",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("birth", sa.LargeBinary(), nullable=True),
        sa.Column("business", sa.LargeBinary(), nullable=True),
        sa.Column("corporation", sa.LargeBinary(), nullable=True),
        sa.Column("name_hint", sa.LargeBinary(), nullable=True),
        sa.Column("birth_hint", sa.LargeBinary(), nullable=True),
        sa.Column("kind_hint", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("merged_into is null or merged_into <> id", name=op.f("ck_landlords_merged_into_another")),
        sa.ForeignKeyConstraint(["merged_into"], ["landlords.id"], name=op.f("fk_landlords_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landlords")),
    )
    with op.batch_alter_table("landlords", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_landlords_merged_into"), ["merged_into"], unique=False)
        batch_op.create_index(batch_op.f("ix_landlords_opened_at"), ["opened_at"], unique=False)

    op.create_table(
        "law_firms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_firms")),
        sa.UniqueConstraint("name", name=op.f("uq_law_firms_name")),
    )
    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=10), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=80), nullable=True),
        sa.CheckConstraint(
            "recipient in ('victim', 'staff', 'sealed', 'nobody')", name=op.f("ck_outbox_messages_recipient")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
    )
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outbox_messages_sent_at_failed_at_due_at"), ["sent_at", "failed_at", "due_at"], unique=False
        )

    op.create_table(
        "phone_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=False),
        sa.Column("code_mac", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_codes")),
    )
    with op.batch_alter_table("phone_codes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_phone_codes_phone_index_made_at"), ["phone_index", "made_at"], unique=False
        )

    op.create_table(
        "registration_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finder", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_drafts")),
        sa.UniqueConstraint("finder", name=op.f("uq_registration_drafts_finder")),
    )
    with op.batch_alter_table("registration_drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_drafts_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("address", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_account_id_ended_at"), ["account_id", "ended_at"], unique=False)

    op.create_table(
        "subject_keys",
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("suite", sa.Integer(), nullable=False),
        sa.Column("kek_id", sa.String(length=40), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", "kind", "generation", name=op.f("pk_subject_keys")),
    )
    with op.batch_alter_table("subject_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subject_keys_kek_id_subject_id"), ["kek_id", "subject_id"], unique=False)

    op.create_table(
        "victims",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("name_index", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("birth_date", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("service_address", sa.LargeBinary(), nullable=True),
        sa.Column("free_text", sa.LargeBinary(), nullable=True),
        sa.Column("hints", sa.LargeBinary(), nullable=True),
        sa.Column("joins", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("channel in ('web', 'form', 'desk')", name=op.f("ck_victims_channel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victims")),
        sa.UniqueConstraint("phone_index", name=op.f("uq_victims_phone_index")),
        sa.UniqueConstraint("reference", name=op.f("uq_victims_reference")),
    )
    with op.batch_alter_table("victims", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_victims_name_index"), ["name_index"], unique=False)

    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=True),
        sa.Column("text_sha256", sa.String(length=64), nullable=True),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'firm') = (firm_id is not null) or channel = 'form'", name=op.f("ck_consents_firm_is_named")
        ),
        sa.CheckConstraint("kind in ('collect', 'share_card', 'firm')", name=op.f("ck_consents_kind")),
        sa.ForeignKeyConstraint(["firm_id"], ["law_firms.id"], name=op.f("fk_consents_firm_id")),
        sa.ForeignKeyConstraint(["text_sha256"], ["consent_texts.sha256"], name=op.f("fk_consents_text_sha256")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_consents_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_victim_id_kind"), ["victim_id", "kind"], unique=False)

    op.create_table(
        "landlord_facts",
        sa.Column("landlord_id", sa.Uuid(), nullable=False),
        sa.Column("fact_index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.CheckConstraint("reports > 0", name=op.f("ck_landlord_facts_somebody_says_so")),
        sa.ForeignKeyConstraint(["landlord_id"], ["landlords.id"], name=op.f("fk_landlord_facts_landlord_id")),
        sa.PrimaryKeyConstraint("landlord_id", "fact_index", name=op.f("pk_landlord_facts")),
    )
    with op.batch_alter_table("landlord_facts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_landlord_facts_fact_index_landlord_id"), ["fact_index", "landlord_id"], unique=False
        )

    op.create_table(
        "landlord_merge_proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("older", sa.Uuid(), nullable=False),
        sa.Column("younger", sa.Uuid(), nullable=False),
        sa.Column("because", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.CheckConstraint("decision in ('joined', 'apart')", name=op.f("ck_landlord_merge_proposals_decision")),
        sa.CheckConstraint(
            "(decision is null) = (decided_at is null)", name=op.f("ck_landlord_merge_proposals_decided_at_a_time")
        ),
        sa.CheckConstraint("older <> younger", name=op.f("ck_landlord_merge_proposals_two_landlords")),
        sa.ForeignKeyConstraint(["older"], ["landlords.id"], name=op.f("fk_landlord_merge_proposals_older")),
        sa.ForeignKeyConstraint(["younger"], ["landlords.id"], name=op.f("fk_landlord_merge_proposals_younger")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landlord_merge_proposals")),
        sa.UniqueConstraint("older", "younger", name=op.f("uq_landlord_merge_proposals_older_younger")),
    )
    with op.batch_alter_table("landlord_merge_proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_landlord_merge_proposals_younger"), ["younger"], unique=False)

    op.create_table(
        "landlord_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("landlord_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.String(length=10), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "(status = 'settled') = (landlord_id is not null)", name=op.f("ck_landlord_reports_settled_has_a_landlord")
        ),
        sa.CheckConstraint("decided_by in ('rule', 'caseworker')", name=op.f("ck_landlord_reports_decided_by")),
        sa.CheckConstraint("status in ('settled', 'pending')", name=op.f("ck_landlord_reports_status")),
        sa.ForeignKeyConstraint(["landlord_id"], ["landlords.id"], name=op.f("fk_landlord_reports_landlord_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_landlord_reports_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landlord_reports")),
        sa.UniqueConstraint("victim_id", name=op.f("uq_landlord_reports_victim_id")),
    )
    with op.batch_alter_table("landlord_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_landlord_reports_landlord_id"), ["landlord_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_landlord_reports_status_since"), ["status", "since"], unique=False)

    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("pending_totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("enrolment_mac", sa.LargeBinary(), nullable=True),
        sa.Column("enrolment_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role != 'lawyer' or firm_id is not null", name=op.f("ck_staff_accounts_lawyer_has_firm")),
        sa.CheckConstraint(
            "role in ('caseworker', 'lawyer', 'privacy_officer', 'admin')", name=op.f("ck_staff_accounts_role")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["law_firms.id"], name=op.f("fk_staff_accounts_firm_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_accounts")),
        sa.UniqueConstraint("enrolment_mac", name=op.f("uq_staff_accounts_enrolment_mac")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_accounts_login")),
    )
    op.create_table(
        "taken_answers",
        sa.Column("answer_index", sa.LargeBinary(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_taken_answers_victim_id")),
        sa.PrimaryKeyConstraint("answer_index", name=op.f("pk_taken_answers")),
    )
    with op.batch_alter_table("taken_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_taken_answers_victim_id"), ["victim_id"], unique=False)

    op.create_table(
        "form_mappings",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["staff_accounts.id"], name=op.f("fk_form_mappings_made_by")),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_form_mappings")),
    )
    op.create_table(
        "landlord_report_facts",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("fact_index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["landlord_reports.id"], name=op.f("fk_landlord_report_facts_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "fact_index", name=op.f("pk_landlord_report_facts")),
    )
    with op.batch_alter_table("landlord_report_facts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_landlord_report_facts_fact_index_report_id"), ["fact_index", "report_id"], unique=False
        )

    op.create_table(
        "lawsuit_groups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("landlord_id", sa.Uuid(), nullable=True),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("lawyer_id", sa.Uuid(), nullable=True),
        sa.Column("lawyer_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("room_url", sa.LargeBinary(), nullable=True),
        sa.Column("room_code", sa.LargeBinary(), nullable=True),
        sa.Column("room_version", sa.Integer(), nullable=False),
        sa.Column("room_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["landlord_id"], ["landlords.id"], name=op.f("fk_lawsuit_groups_landlord_id")),
        sa.ForeignKeyConstraint(["lawyer_id"], ["staff_accounts.id"], name=op.f("fk_lawsuit_groups_lawyer_id")),
        sa.ForeignKeyConstraint(["merged_into"], ["lawsuit_groups.id"], name=op.f("fk_lawsuit_groups_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lawsuit_groups")),
        sa.UniqueConstraint("code", name=op.f("uq_lawsuit_groups_code")),
        sa.UniqueConstraint("landlord_id", name=op.f("uq_lawsuit_groups_landlord_id")),
        sa.UniqueConstraint("number", name=op.f("uq_lawsuit_groups_number")),
    )
    with op.batch_alter_table("lawsuit_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lawsuit_groups_lawyer_id"), ["lawyer_id"], unique=False)

    op.create_table(
        "leases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("house_index", sa.LargeBinary(), nullable=True),
        sa.Column("landlord_index", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("deposit", sa.LargeBinary(), nullable=True),
        sa.Column("monthly_rent", sa.LargeBinary(), nullable=True),
        sa.Column("contract_date", sa.LargeBinary(), nullable=True),
        sa.Column("start_date", sa.LargeBinary(), nullable=True),
        sa.Column("end_date", sa.LargeBinary(), nullable=True),
        sa.Column("move_in_date", sa.LargeBinary(), nullable=True),
        sa.Column("fixed_date", sa.LargeBinary(), nullable=True),
        sa.Column("situation", sa.LargeBinary(), nullable=True),
        sa.Column("landlord_kind", sa.LargeBinary(), nullable=True),
        sa.Column("landlord_name", sa.LargeBinary(), nullable=True),
        sa.Column("landlord_birth_date", sa.LargeBinary(), nullable=True),
        sa.Column("landlord_number", sa.LargeBinary(), nullable=True),
        sa.Column("row_mac", sa.LargeBinary(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["verified_by"], ["staff_accounts.id"], name=op.f("fk_leases_verified_by")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_leases_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leases")),
        sa.UniqueConstraint("victim_id", name=op.f("uq_leases_victim_id")),
    )
    op.create_table(
        "response_uploads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("file_key", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("header", sa.JSON(), nullable=True),
        sa.Column("mapping", sa.JSON(), nullable=True),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=200), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('asking', 'waiting', 'working', 'done', 'failed')", name=op.f("ck_response_uploads_state")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff_accounts.id"], name=op.f("fk_response_uploads_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_uploads")),
    )
    op.create_table(
        "victim_tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.CheckConstraint("kind in ('withdrawal', 'changed_answer')", name=op.f("ck_victim_tasks_kind")),
        sa.ForeignKeyConstraint(["closed_by"], ["staff_accounts.id"], name=op.f("fk_victim_tasks_closed_by")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_victim_tasks_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_tasks")),
    )
    with op.batch_alter_table("victim_tasks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_victim_tasks_victim_id"), ["victim_id"], unique=False)

    op.create_table(
        "lawsuit_stages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_lawsuit_stages_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lawsuit_stages")),
    )
    with op.batch_alter_table("lawsuit_stages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lawsuit_stages_group_id"), ["group_id"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("alias", sa.String(length=30), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("card", sa.LargeBinary(), nullable=True),
        sa.Column("entered_room_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("active_since is null or left_at is null", name=op.f("ck_memberships_active_not_left")),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_memberships_group_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_memberships_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("group_id", "alias", name=op.f("uq_memberships_group_id_alias")),
        sa.UniqueConstraint("victim_id", name=op.f("uq_memberships_victim_id")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_memberships_group_id_active_since"), ["group_id", "active_since"], unique=False
        )

    op.create_table(
        "response_upload_rows",
        sa.Column("upload_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("group_code", sa.String(length=20), nullable=True),
        sa.Column("membership", sa.String(length=10), nullable=True),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["upload_id"], ["response_uploads.id"], name=op.f("fk_response_upload_rows_upload_id")),
        sa.PrimaryKeyConstraint("upload_id", "row", name=op.f("pk_response_upload_rows")),
    )
    op.create_table(
        "roster_exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("lawyer_id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.String(length=6), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("format in ('xlsx', 'csv', 'pdf', 'hwpx')", name=op.f("ck_roster_exports_format")),
        sa.ForeignKeyConstraint(["firm_id"], ["law_firms.id"], name=op.f("fk_roster_exports_firm_id")),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_roster_exports_group_id")),
        sa.ForeignKeyConstraint(["lawyer_id"], ["staff_accounts.id"], name=op.f("fk_roster_exports_lawyer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_exports")),
        sa.UniqueConstraint("number", name=op.f("uq_roster_exports_number")),
    )
    with op.batch_alter_table("roster_exports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_exports_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roster_exports_lawyer_id"), ["lawyer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roster_exports_sha256"), ["sha256"], unique=False)

    op.create_table(
        "invites",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("token_mac", sa.LargeBinary(), nullable=True),
        sa.Column("room_version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_invites_group_id")),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_invites_membership_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invites")),
        sa.UniqueConstraint("token_mac", name=op.f("uq_invites_token_mac")),
    )
    with op.batch_alter_table("invites", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invites_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invites_membership_id"), ["membership_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("invites", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invites_membership_id"))
        batch_op.drop_index(batch_op.f("ix_invites_group_id"))

    op.drop_table("invites")
    with op.batch_alter_table("roster_exports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_exports_sha256"))
        batch_op.drop_index(batch_op.f("ix_roster_exports_lawyer_id"))
        batch_op.drop_index(batch_op.f("ix_roster_exports_group_id"))

    op.drop_table("roster_exports")
    op.drop_table("response_upload_rows")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memberships_group_id_active_since"))

    op.drop_table("memberships")
    with op.batch_alter_table("lawsuit_stages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lawsuit_stages_group_id"))

    op.drop_table("lawsuit_stages")
    with op.batch_alter_table("victim_tasks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_victim_tasks_victim_id"))

    op.drop_table("victim_tasks")
    op.drop_table("response_uploads")
    op.drop_table("leases")
    with op.batch_alter_table("lawsuit_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lawsuit_groups_lawyer_id"))

    op.drop_table("lawsuit_groups")
    with op.batch_alter_table("landlord_report_facts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_landlord_report_facts_fact_index_report_id"))

    op.drop_table("landlord_report_facts")
    op.drop_table("form_mappings")
    with op.batch_alter_table("taken_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_taken_answers_victim_id"))

    op.drop_table("taken_answers")
    op.drop_table("staff_accounts")
    with op.batch_alter_table("landlord_reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_landlord_reports_status_since"))
        batch_op.drop_index(batch_op.f("ix_landlord_reports_landlord_id"))

    op.drop_table("landlord_reports")
    with op.batch_alter_table("landlord_merge_proposals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_landlord_merge_proposals_younger"))

    op.drop_table("landlord_merge_proposals")
    with op.batch_alter_table("landlord_facts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_landlord_facts_fact_index_landlord_id"))

    op.drop_table("landlord_facts")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_victim_id_kind"))

    op.drop_table("consents")
    with op.batch_alter_table("victims", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_victims_name_index"))

    op.drop_table("victims")
    with op.batch_alter_table("subject_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subject_keys_kek_id_subject_id"))

    op.drop_table("subject_keys")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_account_id_ended_at"))

    op.drop_table("sign_ins")
    with op.batch_alter_table("registration_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_drafts_expires_at"))

    op.drop_table("registration_drafts")
    with op.batch_alter_table("phone_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phone_codes_phone_index_made_at"))

    op.drop_table("phone_codes")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_messages_sent_at_failed_at_due_at"))

    op.drop_table("outbox_messages")
    op.drop_table("law_firms")
    with op.batch_alter_table("landlords", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_landlords_opened_at"))
        batch_op.drop_index(batch_op.f("ix_landlords_merged_into"))

    op.drop_table("landlords")
    op.drop_table("landlord_turns")
    op.drop_table("key_checks")
    op.drop_table("consent_texts")
    with op.batch_alter_table("audit_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_lines_deed_id"))
        batch_op.drop_index(batch_op.f("ix_audit_lines_about_id_id"))

    op.drop_table("audit_lines")
