"""How commands end that do not succeed: one line, no traceback, nothing of what was typed."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from sqlalchemy.exc import OperationalError

from lawsuit_hub import exits
from lawsuit_hub.features.identity.types import LoginTaken, WeakPassword
from lawsuit_hub.privacy.keyring import RootUnavailable
from lawsuit_hub.privacy.scrub import scrub
from lawsuit_hub.values.email import Email


def raising(error: Exception) -> Callable[[], None]:
    def deed() -> None:
        raise error

    return deed


ENDS: list[tuple[Callable[[], object], int, str]] = [
    (lambda: Email.parse("canary at example"), 1, "refused: not an e-mail address"),
    (raising(LoginTaken()), 1, "refused: LoginTaken: An account with this login exists already."),
    (raising(WeakPassword("short")), 1, "refused: WeakPassword: the password is refused: short"),
    (lambda: Path("/nowhere/roster.xlsx").read_bytes(), 1, "refused: /nowhere/roster.xlsx: No such file or directory"),
    (lambda: scrub("910307-1234567"), 1, "refused: the text holds a resident registration number"),
    (raising(OperationalError("SELECT 'canary'", {}, Exception("canary"))), 1, "refused: the database does not answer"),
    (raising(RootUnavailable("Vault does not answer")), 1, "refused: identities are closed: Vault does not answer"),
    (raising(exits.Unreadable("answers.csv: damaged")), 2, "Error: answers.csv: damaged"),
    (lambda: None, 0, ""),
]


@pytest.mark.parametrize(("deed", "code", "words"), ENDS)
def test_a_command_ends_in_one_line(
    deed: Callable[[], object],
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["hub"])
    with pytest.raises(SystemExit) as end:
        exits.run(click.Command("hub", callback=deed))
    said = capsys.readouterr()
    assert end.value.code == code
    assert said.out == "" and said.err.startswith(words) and said.err.count("\n") == bool(words)
    assert "canary" not in said.err and "910307" not in said.err


def test_what_nobody_foresaw_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["hub"])
    with pytest.raises(ZeroDivisionError):
        exits.run(click.Command("hub", callback=lambda: 1 / 0))


def test_a_password_file_is_a_line_of_text(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_bytes("비밀 문장입니다\n둘째 줄\n".encode())
    assert exits.password_in(path) == "비밀 문장입니다"
    path.write_bytes(b"\xff\xfe\xb2")
    with pytest.raises(exits.Unreadable):
        exits.password_in(path)
