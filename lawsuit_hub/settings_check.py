"""A hub.toml as it is read, and what is wrong in it, all of it at once: names, kinds, bounds. Knows no instance."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import Field
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from lawsuit_hub.privacy.tiers import Tier, is_outside
from lawsuit_hub.values.channel_post import channel_url
from lawsuit_hub.values.label_sheets import sheets_with
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.tariffs import tariffs_with


class BadSettings(Exception):
    """Settings cannot be used; the message names everything that is missing or wrong, never a secret."""


LOOPBACK = ("127.0.0.1", "::1", "localhost")
RENAMED = {"session_hours": ", now member_, staff_, lawyer_ and admin_session_hours"}
LISTS = ("trusted_hosts", "proxy_networks", "webhook_hosts")
MAY_BE_EMPTY = ("webhook_hosts",)
_HOST = re.compile(r"[a-z0-9.:-]{1,253}")
AT_LEAST_ONE = (
    "codes_per_number",
    "codes_per_address",
    "codes_per_day",
    "number_change_days",
    "suggestion_days",
    "survey_days",
    "cost_account_years",
)
LONGEST_KEK_MINUTES = 15
WHOLE, HOURS = 100, 24
LONGEST_ERASURE_DAYS = 5  # 표준 개인정보 보호지침 제10조 (2025-04-11): destroyed within five days


def wrong_in(written: Mapping[str, Any], known: Sequence[Field[Any]]) -> list[str]:
    """In words for an operator, without any value; `known` are the settings that there are."""
    wrong = [*_unknown(written, {field.name for field in known}), *_mistyped(written, known)]
    if not wrong and not 1 <= written.get("kek_minutes", LONGEST_KEK_MINUTES) <= LONGEST_KEK_MINUTES:
        wrong.append(f"kek_minutes must be from 1 to {LONGEST_KEK_MINUTES}")
    return wrong


def _unknown(written: Mapping[str, Any], known: set[str]) -> list[str]:
    return [f"unknown setting: {name}{RENAMED.get(name, '')}" for name in sorted(set(written) - known)]


def _is_network(text: str) -> bool:
    try:
        return bool(ip_network(text))
    except ValueError:
        return False


def _misread(written: Mapping[str, Any]) -> list[str]:
    wrong = []
    for name in LISTS:
        listed = written.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            wrong.append(f"{name} must be a list of names")
        elif not listed and name in written and name not in MAY_BE_EMPTY:
            wrong.append(f"{name} must not be empty")
        elif name == "proxy_networks" and not all(map(_is_network, listed)):
            wrong.append("proxy_networks must be networks like 10.0.0.4/32")
    wrong += [*_misnamed(written.get("webhook_hosts", [])), *_no_channel(written)]
    if not re.fullmatch(r"|/.+|[^/\s]+:\d{1,5}", str(written.get("scanner", ""))):
        wrong.append("scanner must be a socket like /run/clamav/clamd.ctl or an address like 127.0.0.1:3310")
    if not re.match(r"$|mailto:|https://|tel:", str(written.get("security_contact", ""))):
        wrong.append("security_contact must begin with mailto:, https:// or tel:")
    if not _is_label_sheets(written.get("label_sheets", "")):
        wrong.append("label_sheets must be sheets like 3x8: 3 8 63.5 33.9 7.2 12.9 66 33.9, on A4")
    return wrong


def _wrong_in_messages(written: Mapping[str, Any]) -> list[str]:
    wrong = []
    if not _are_tariffs(written.get("tariffs", "")):
        wrong.append("tariffs must be won for kinds of messages, like sms: 18.5; lms: 45; alimtalk: 13")
    if isinstance(share := written.get("budget_reserve_percent", 0), int) and share > WHOLE:
        wrong.append("budget_reserve_percent is at most 100")
    if any(isinstance(hour := written.get(name, 0), int) and hour >= HOURS for name in ("quiet_from", "quiet_until")):
        wrong.append("quiet_from and quiet_until are hours from 0 to 23")
    return wrong


def _no_channel(written: Mapping[str, Any]) -> list[str]:
    """Its address as it is kept, and never without the name that people look for."""
    url, name = str(written.get("channel_url", "")), str(written.get("channel_name", ""))
    try:
        fine = not url or channel_url(url) == url
    except BadValue:
        fine = False
    wrong = [] if fine else ["channel_url must be the home of a channel, like https://pf.kakao.com/_xxxxx"]
    return wrong + (["channel_name is not set"] if url and not name else [])


def _misnamed(hosts: object) -> list[str]:
    fine = not isinstance(hosts, list) or all(_HOST.fullmatch(str(one)) for one in hosts)
    return [] if fine else ["webhook_hosts must be names like intranet.example or intranet.example:8080"]


def _is_label_sheets(written: object) -> bool:
    try:
        return bool(sheets_with(str(written)))
    except BadValue:
        return False


def _are_tariffs(written: object) -> bool:
    try:
        return bool(tariffs_with(str(written)))
    except BadValue:
        return False


def _mistyped(written: Mapping[str, Any], known: Sequence[Field[Any]]) -> list[str]:
    kinds: dict[str, type] = {"bool": bool, "int": int, "str": str}
    wrong = [*_misread(written), *_wrong_in_messages(written)]
    if written.get("tier", Tier.ALL) not in tuple(Tier):
        wrong.append("tier must be one of " + ", ".join(Tier))
    if isinstance(days := written.get("erasure_days", 0), int) and days > LONGEST_ERASURE_DAYS:
        wrong.append(f"erasure_days is at most {LONGEST_ERASURE_DAYS}")
    wrong += [f"{name} must be at least 1" for name in AT_LEAST_ONE if written.get(name) == 0]
    for field in known:
        kind = kinds.get(getattr(field.type, "__name__", str(field.type)))
        value = written.get(field.name)
        if value is None or kind is None:
            continue
        if not isinstance(value, kind) or (
            isinstance(value, int) and (isinstance(value, bool) != (kind is bool) or value < 0)
        ):
            wrong.append(f"{field.name} must be a {kind.__name__}")
    return wrong


def unfit_for_serving(settings: Any, *, demo_keys: bool) -> list[str]:
    """What `scripts/serve` must not start with. `settings` are whole ones, which this module cannot name: they are made of it."""
    wrong = ["these are demo keys: make an instance with `hub init`"] if demo_keys else []
    in_file = [name for name in ("carrier", "mail_carrier") if getattr(settings, name) == "file"]
    if in_file and not is_outside(settings.tier) and not settings.allow_file_carrier:
        named = " and ".join(in_file)
        wrong.append(f"the message carrier is a file: set {named}, or allow_file_carrier = true in hub.toml")
    if not settings.public_base_url.startswith("https://") and settings.production:
        wrong.append("public_base_url must begin with https://")
    if not settings.production and settings.bind not in LOOPBACK:
        wrong.append(f"production = false is for this machine alone, and bind is {settings.bind}")
    if settings.limits_url.startswith("memory"):
        wrong.append("limits_url = memory:// forgets with each process: leave it empty, or name a redis")
    return wrong


def read(path: Path) -> str:
    if not path.is_file():
        raise BadSettings(f"no settings at {path}: run `hub init` first")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadSettings(f"{path} is not readable TOML") from None


def parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSettings(f"{path} is not readable TOML") from error
