"""What adapters of root keys ask of the settings: addresses that are safe to speak to, secrets in files of their own."""

import stat
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from lawsuit_hub.infra.files import first_line
from lawsuit_hub.privacy.root import RootRefused
from lawsuit_hub.settings import BadSettings, Settings

CONNECT_SECONDS, READ_SECONDS = 1.5, 2.5

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def require(settings: Settings, needed: Iterable[str], wrong: Iterable[str]) -> None:
    """Raises BadSettings with everything at once."""
    missing = [f"{name} is not set" for name in needed if not getattr(settings, name)]
    told = [*missing, *wrong]
    if told:
        raise BadSettings(f'root_provider = "{settings.root_provider}": ' + "; ".join(told))


def unsafe_address(name: str, url: str) -> list[str]:
    """Keys travel in what is asked and answered: in the clear only within this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that is not closed
        return [f"{name} is no address"]
    if not url or parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return []
    return [f"{name} must begin with https:// (http:// only on this machine)"]


def secret_problems(settings: Settings, name: str) -> list[str]:
    try:
        secret_in(settings, name)
    except RootRefused as refusal:
        return [str(refusal)]
    return []


def secret_in(settings: Settings, name: str) -> str:
    """The first line of the file that a setting names; read anew each time, since agents renew such files."""
    path = file_of(settings, name)
    try:
        mode = path.stat().st_mode
        secret = first_line(path)
    except (OSError, UnicodeDecodeError):
        raise RootRefused(f"{name}: {path} cannot be read") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise RootRefused(f"{name}: others can read {path}; run: chmod 600 '{path}'")
    if not secret:
        raise RootRefused(f"{name}: {path} is empty")
    return secret


def file_of(settings: Settings, name: str) -> Path:
    """A relative path lies in the instance folder."""
    return settings.instance / str(getattr(settings, name))
