"""Files that only their user reads: passwords and rosters of the command line and the demo."""

from pathlib import Path


def first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].strip() if path.stat().st_size else ""


def write_private(path: Path, data: bytes) -> None:
    """0600 from its first byte, and whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)
        part.write_bytes(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
