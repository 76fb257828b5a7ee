"""How the command line ends when it does not succeed: one line on stderr, 2 for usage and unreadable input, 1 for a refusal."""

import sys
from pathlib import Path
from typing import Any, NoReturn

import click
from sqlalchemy.exc import DBAPIError

from lawsuit_hub.infra.files import first_line
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.privacy.keyring import BadKeys, CannotOpen, RootTrouble
from lawsuit_hub.privacy.scrub import ResidentNumber
from lawsuit_hub.settings import BadSettings
from lawsuit_hub.values.refused import BadValue

REFUSALS = (BadSettings, BadKeys, ResidentNumber, CannotOpen, BadValue, OSError)


class Unreadable(click.ClickException):
    """Unreadable input: exit 2, like usage."""

    exit_code = 2


class Refused(click.ClickException):
    """A refusal: exit 1, one line."""

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), err=True)


def run(command: click.Command) -> NoReturn:
    """Never a traceback for what can be named."""
    try:
        command(prog_name="hub", standalone_mode=True)
    except REFUSALS as refusal:
        _end(words_of(refusal))
    except Refusal as refusal:
        _end(said_of(refusal))
    except RootTrouble as trouble:
        _end(f"identities are closed: {trouble} (`hub doctor` checks again)")
    except DBAPIError as error:
        _end(f"the database does not answer as it should ({type(error).__name__}): `hub doctor` says more")
    sys.exit(0)


def _end(words: str) -> NoReturn:
    click.echo(f"refused: {words}", err=True)
    sys.exit(1)


def words_of(error: Exception) -> str:
    """One line for people; an exception of the system names the file, never a value."""
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}"
    return str(error) or type(error).__doc__ or type(error).__name__


def said_of(refusal: Refusal) -> str:
    """A refusal's own words, else its fact: the first line of its docstring. Its class stands before, for scripts."""
    fact = (type(refusal).__doc__ or "").strip().splitlines()[0]
    return f"{type(refusal).__name__}: {str(refusal) or fact}"


def password_in(path: Path) -> str:
    """The first line of a password file."""
    try:
        return first_line(path)
    except UnicodeDecodeError:
        raise Unreadable(f"{path}: not a line of UTF-8 text") from None
