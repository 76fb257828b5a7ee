"""Secrets of carriers: files of the instance that only its user reads, one secret a line. Never of the environment."""

import stat

from lawsuit_hub.infra.root_settings import file_of
from lawsuit_hub.settings import BadSettings, Settings

_MOST_BYTES = 4096


def lines_in(settings: Settings, name: str, count: int) -> tuple[str, ...]:
    """The lines of the file that a setting names, read anew each time. Raises BadSettings, which says nothing of them."""
    if not getattr(settings, name):
        raise BadSettings(f"{name} is not set")
    path = file_of(settings, name)
    try:
        mode, text = path.stat().st_mode, path.read_bytes()[:_MOST_BYTES].decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadSettings(f"{name}: {path} cannot be read") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadSettings(f"{name}: others can read {path}; run: chmod 600 '{path}'")
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    if len(lines) != count or not all(line.isascii() and line.isprintable() for line in lines):
        raise BadSettings(f"{name}: {path} must hold {count} line{'s' * (count > 1)} of plain letters")
    return lines


def problems_with(settings: Settings, name: str, count: int) -> list[str]:
    try:
        lines_in(settings, name, count)
    except BadSettings as refusal:
        return [str(refusal)]
    return []
