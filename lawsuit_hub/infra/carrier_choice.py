"""Which carriers an instance has, by its settings. Raises BadSettings with all that is wrong in them, never a secret."""

import re
from functools import partial

from lawsuit_hub.infra.carrier_file import FileCarrier
from lawsuit_hub.infra.carrier_http import CarrierHttp
from lawsuit_hub.infra.carriers import Carrier, Carriers
from lawsuit_hub.infra.credentials import lines_in, problems_with
from lawsuit_hub.infra.mail_carrier import MailCarrier
from lawsuit_hub.infra.root_settings import unsafe_address
from lawsuit_hub.infra.sens import Sens
from lawsuit_hub.infra.solapi import Solapi
from lawsuit_hub.settings import BadSettings, Settings
from lawsuit_hub.settings_check import LOOPBACK

PHONE, MAIL = ("file", "solapi", "sens"), ("file", "smtp")
SECURITY = ("starttls", "tls", "none")
SECRET_BYTES = 32
_SENDER = re.compile(r"\d{8,11}", re.ASCII)  # 발신번호 사전등록제, 전기통신사업법 제84조의2: 8 to 11 digits
_TEMPLATE = re.compile(r"\s*([a-z_]{1,40})\s*:\s*([0-9A-Za-z_-]{1,60})\s*", re.ASCII)


def carriers_of(settings: Settings) -> Carriers:
    wrong = wrong_with_carriers(settings)
    if wrong:
        raise BadSettings("; ".join(wrong))
    return Carriers(_phone(settings), _mail(settings), _templates(settings.alimtalk_templates) or {})


def wrong_with_carriers(settings: Settings) -> list[str]:
    """In words for an operator; nothing where messages can be sent."""
    wrong = [*_wrong_names(settings)]
    if wrong:
        return wrong
    if settings.carrier == "solapi":
        wrong += [*unsafe_address("solapi_url", settings.solapi_url), *problems_with(settings, "solapi_key_file", 2)]
        wrong += _wrong_alimtalk(settings)
    if settings.carrier == "sens":
        wrong += [*unsafe_address("sens_url", settings.sens_url), *problems_with(settings, "sens_key_file", 2)]
        wrong += [] if settings.sens_service else ["sens_service is not set"]
    if settings.carrier != "file" and not _SENDER.fullmatch(settings.sender_number):
        wrong.append("sender_number must be the registered number that messages come from, 8 to 11 digits")
    return [*wrong, *_wrong_mail(settings), *wrong_with_reports(settings)]


def wrong_with_reports(settings: Settings) -> list[str]:
    if not settings.report_secret_file:
        return []
    wrong = problems_with(settings, "report_secret_file", 1)
    if not wrong and len(lines_in(settings, "report_secret_file", 1)[0]) < SECRET_BYTES:
        wrong.append(f"report_secret_file: the secret has fewer than {SECRET_BYTES} letters")
    return wrong


def _wrong_names(settings: Settings) -> list[str]:
    wrong = []
    if settings.carrier not in PHONE:
        wrong.append(f"carrier must be one of {', '.join(PHONE)}")
    if settings.mail_carrier not in MAIL:
        wrong.append(f"mail_carrier must be one of {', '.join(MAIL)}")
    return wrong


def _wrong_alimtalk(settings: Settings) -> list[str]:
    templates = _templates(settings.alimtalk_templates)
    if templates is None:
        return ["alimtalk_templates must be kinds and templates, like welcome: KA01TP…; deadline: KA01TP…"]
    return ["alimtalk_profile is not set"] if templates and not settings.alimtalk_profile else []


def _wrong_mail(settings: Settings) -> list[str]:
    if settings.mail_carrier == "file":
        return []
    wrong = [f"{name} is not set" for name in ("smtp_host", "smtp_from") if not getattr(settings, name)]
    if settings.smtp_security not in SECURITY:
        wrong.append(f"smtp_security must be one of {', '.join(SECURITY)}")
    if settings.smtp_security == "none" and settings.smtp_host not in LOOPBACK:
        wrong.append("smtp_security = none is for a server on this machine alone")
    if settings.smtp_login_file:
        wrong += problems_with(settings, "smtp_login_file", 2)
    return wrong


def _templates(written: str) -> dict[str, str] | None:
    """None where it cannot be read."""
    found = [_TEMPLATE.fullmatch(one) for one in written.split(";") if one.strip()]
    return {one[1]: one[2] for one in found if one} if all(found) else None


def _phone(settings: Settings) -> Carrier:
    sender = settings.sender_number
    if settings.carrier == "solapi":
        keys = partial(lines_in, settings, "solapi_key_file", 2)
        return Solapi(CarrierHttp(settings.solapi_url), keys=keys, sender=sender, profile=settings.alimtalk_profile)
    if settings.carrier == "sens":
        keys = partial(lines_in, settings, "sens_key_file", 2)
        return Sens(CarrierHttp(settings.sens_url), keys=keys, service=settings.sens_service, sender=sender)
    return FileCarrier(settings.outbox_file)


def _mail(settings: Settings) -> Carrier:
    if settings.mail_carrier == "file":
        return FileCarrier(settings.outbox_file)
    return MailCarrier(
        settings.smtp_host,
        settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.smtp_from,
        login=partial(lines_in, settings, "smtp_login_file", 2) if settings.smtp_login_file else None,
        ca_file=str(settings.instance / settings.smtp_ca_file) if settings.smtp_ca_file else None,
    )
