"""The settings of one instance: read once from its hub.toml and the environment, frozen, handed to whoever needs them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.settings_check import LISTS, BadSettings, parsed, read, unfit_for_serving, wrong_in
from lawsuit_hub.settings_messages import MessageSettings
from lawsuit_hub.values.channel_post import TEXT_LETTERS, TITLE_LETTERS
from lawsuit_hub.values.court_fees import Practice
from lawsuit_hub.values.label_sheets import LabelSheet, sheets_with

__all__ = ["BadSettings"]  # which is raised here; what else there is, is defined here

INSTANCE_VARIABLE = "LAWSUIT_HUB_INSTANCE"
DATABASE_VARIABLE = "DATABASE_URL"
TIER_VARIABLE = "LAWSUIT_HUB_TIER"
REPOSITORY = Path(__file__).resolve().parent.parent
SETTINGS_FILE = "hub.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(MessageSettings):
    """`docs/settings.md` describes each; a test compares the two."""

    instance: Path
    database_url: str
    tier: Tier = Tier.ALL
    production: bool = True
    public_base_url: str = "http://127.0.0.1:8000"
    members_url: str = ""
    counsel_url: str = ""
    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    proxies: int = 0
    proxy_networks: tuple[str, ...] = ("127.0.0.1/32", "::1/128")
    security_contact: str = ""
    site_name: str = "공동소송 허브"
    operator: str = "전세피해지원 담당 부서"
    help_phone: str = "02-0000-0000"
    help_hours: str = "평일 9시~18시"
    home_province: str = "서울"
    group_prefix: str = "GS"
    limits_url: str = ""
    huey_url: str = ""
    code_minutes: int = 5
    code_attempts: int = 5
    codes_per_number: int = 12
    codes_per_address: int = 60
    codes_per_day: int = 20_000
    browser_days: int = 180
    number_change_days: int = 3
    invite_hours: int = 72
    invite_paper_hours: int = 336
    room_capacity: int = 300
    room_check_days: int = 14
    draft_days: int = 7
    copy_hours: int = 24
    export_rows_alone: int = 50
    export_approval_hours: int = 24
    stamp_electronic_least: int = 900
    stamp_rounds_once: bool = False
    agent_counts_once: bool = False
    label_sheets: str = ""
    erasures_alone: int = 30
    member_idle_minutes: int = 30
    member_session_hours: int = 12
    staff_idle_minutes: int = 15
    staff_session_hours: int = 12
    lawyer_idle_minutes: int = 15
    lawyer_session_hours: int = 8
    admin_idle_minutes: int = 10
    admin_session_hours: int = 4
    proof_minutes: int = 10
    staff_lock_failures: int = 5
    staff_lock_minutes: int = 15
    enrolment_hours: int = 72
    lawyer_account_days: int = 365
    retention_years: int = 5
    review_days: int = 30
    erasure_days: int = 3
    unconfirmed_days: int = 180
    consent_proof_years: int = 3
    closed_account_years: int = 3
    upload_report_days: int = 90
    undo_days: int = 180
    room_days: int = 365
    question_days: int = 730
    suggestion_days: int = 1095
    unanswered_days: int = 90
    meeting_days: int = 30
    dossier_days: int = 30
    dossier_sender: str = ""
    dossier_signed: str = ""
    room_streams: int = 600
    channel_url: str = ""
    channel_name: str = ""
    channel_mirror_hours: int = 24
    channel_title_letters: int = TITLE_LETTERS
    channel_text_letters: int = TEXT_LETTERS
    mailing_alone: int = 300
    mailing_undo_minutes: int = 5
    mailing_days: int = 30
    survey_reminders: int = 2
    survey_days: int = 180
    finding_rows_least: int = 30
    webhook_hosts: tuple[str, ...] = ()
    webhook_ca_file: str = ""
    upload_mb: int = 50
    document_mb: int = 20
    document_pages: int = 120
    document_days: int = 180
    exhibit_days: int = 180
    cost_paper_days: int = 180
    cost_account_years: int = 5
    scanner: str = ""
    office_contacts: str = ""
    keys_path: str = ""
    index_socket: str = ""
    counsel_socket: str = ""
    index_per_minute: int = 600
    index_in_all_per_minute: int = 3000
    index_per_day: int = 50_000
    workers: int = 2
    bind: str = "127.0.0.1"
    port: int = 8000
    kek_minutes: int = 15
    root_provider: str = "file"
    vault_url: str = ""
    vault_namespace: str = ""
    vault_mount: str = "transit"
    vault_key: str = "lawsuit-hub"
    vault_token_file: str = ""
    vault_role_mount: str = "approle"
    vault_role_id_file: str = ""
    vault_secret_id_file: str = ""
    vault_ca_file: str = ""
    kms_region: str = ""
    kms_key: str = ""
    kms_endpoint: str = ""
    kms_credentials_file: str = ""

    @property
    def keys_folder(self) -> Path:
        return Path(self.keys_path) if self.keys_path else self.instance / "keys"

    def socket_file(self, tier: Tier) -> Path:
        """Where the inner tier answers a tier outside."""
        named, file = (self.counsel_socket, "counsel") if tier is Tier.COUNSEL else (self.index_socket, "index")
        return Path(named) if named else self.instance / "run" / f"{file}.sock"

    def url_for(self, *, members: bool = False, counsel: bool = False) -> str:
        """What links in messages begin with: each listener has a host of its own where the service is split."""
        named = self.members_url if members else self.counsel_url if counsel else ""
        return (named or self.public_base_url).rstrip("/")

    @property
    def court_practice(self) -> Practice:
        return Practice(
            electronic_least=self.stamp_electronic_least,
            rounds_once=self.stamp_rounds_once,
            agent_counts_once=self.agent_counts_once,
        )

    @property
    def label_papers(self) -> tuple[LabelSheet, ...]:
        return sheets_with(self.label_sheets)

    @property
    def uploads_folder(self) -> Path:
        return self.instance / "uploads"

    @property
    def outbox_file(self) -> Path:
        return self.instance / "outbox.jsonl"

    @property
    def queue_file(self) -> Path:
        return self.instance / "queue.db"

    @property
    def audit_head_file(self) -> Path:
        return self.instance / "audit.head"

    @property
    def limits_database(self) -> str:
        """Limits keep their own books: on SQLite in a file of their own, since a refused request must still count
        and its transaction holds the only write lock of hub.db."""
        if self.limits_url:
            return self.limits_url
        if self.database_url.startswith("sqlite"):
            return f"sqlite:///{self.instance / 'limits.db'}"
        return self.database_url

    @classmethod
    def load(cls, instance: Path | None = None, environ: Mapping[str, str] | None = None) -> Self:
        """Raises BadSettings naming all that is wrong in one message."""
        folder = instance or instance_folder(environ)
        return cls.of(folder, read(folder / SETTINGS_FILE), environ)

    @classmethod
    def of(cls, folder: Path, text: str, environ: Mapping[str, str] | None = None) -> Self:
        """Of a text that is not the folder's hub.toml yet. Raises BadSettings as `load` does."""
        environ = os.environ if environ is None else environ
        written = parsed(text, folder / SETTINGS_FILE)
        if environ.get(TIER_VARIABLE):
            written["tier"] = environ[TIER_VARIABLE]
        wrong = wrong_in(written, [field for field in fields(cls) if field.name != "instance"])
        if wrong:
            raise BadSettings("; ".join(wrong))
        written |= {name: tuple(written[name]) for name in LISTS if name in written}
        tier = Tier(written.pop("tier", Tier.ALL))
        url = environ.get(DATABASE_VARIABLE) or written.pop("database_url", None) or f"sqlite:///{folder / 'hub.db'}"
        written.pop("database_url", None)
        return cls(instance=folder, database_url=url, tier=tier, **written)

    def refuse_unfit_for_serving(self, *, demo_keys: bool) -> None:
        """What `scripts/serve` must not start with; raises BadSettings."""
        if wrong := unfit_for_serving(self, demo_keys=demo_keys):
            raise BadSettings("; ".join(wrong))


def instance_folder(environ: Mapping[str, str] | None = None) -> Path:
    """$LAWSUIT_HUB_INSTANCE, else instance/ beside the code."""
    environ = os.environ if environ is None else environ
    return Path(environ.get(INSTANCE_VARIABLE) or REPOSITORY / "instance").absolute()
