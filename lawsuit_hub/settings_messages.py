"""The settings of messages: carriers, what they may cost, when telephones are left alone. A part of Settings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSettings:
    """`docs/settings.md` describes each."""

    carrier: str = "file"
    mail_carrier: str = "file"
    allow_file_carrier: bool = False
    sender_number: str = ""
    solapi_url: str = "https://api.solapi.com"
    solapi_key_file: str = ""
    alimtalk_profile: str = ""
    alimtalk_templates: str = ""
    sens_url: str = "https://sens.apigw.ntruss.com"
    sens_service: str = ""
    sens_key_file: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_from: str = ""
    smtp_login_file: str = ""
    smtp_ca_file: str = ""
    report_secret_file: str = ""
    budget_day_won: int = 200_000
    budget_month_won: int = 2_000_000
    budget_reserve_percent: int = 20
    tariffs: str = ""
    quiet_from: int = 21
    quiet_until: int = 8
    outbox_days: int = 90
