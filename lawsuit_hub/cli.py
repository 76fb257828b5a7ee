"""The `hub` command line. Each command opens work, calls one service function, prints its answer; no rules."""

from importlib import import_module
from typing import NoReturn

import click

from lawsuit_hub.exits import run

# Where each command stands. Only the one that is typed is loaded: the whole service takes seconds.
COMMANDS = {
    "init": "installation:init",
    "migrate": "installation:migrate_",
    "doctor": "installation:doctor",
    "keys": "keys:keys",
    "audit": "audit:audit_",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "staff": "staff:staff",
    "responses": "responses:responses",
    "groups": "groups:groups_",
    "roster": "roster:roster",
    "erase": "erase:erase",
    "faq": "faq:faq_",
    "fees": "fees:fees",
    "mandates": "mandates:mandates",
    "scan": "scan:scan",
    "mask": "text:mask",
    "scrub": "text:scrub_",
    "search": "search:search_",
}


class Commands(click.Group):
    """Commands that are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"lawsuit_hub.commands.{module}"), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def hub() -> None:
    """Lawsuit Hub (공동소송 허브). $LAWSUIT_HUB_INSTANCE names the instance folder; without it instance/."""


def main() -> NoReturn:
    run(hub)


if __name__ == "__main__":
    main()
