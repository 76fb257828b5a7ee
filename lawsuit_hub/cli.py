"""The `hub` command line. Each command opens work, calls one service function, prints its answer; no rules."""

from typing import NoReturn

import click

from lawsuit_hub.commands.audit import audit_
from lawsuit_hub.commands.backup import backup, recovery_, restore
from lawsuit_hub.commands.erase import erase
from lawsuit_hub.commands.groups import groups_
from lawsuit_hub.commands.installation import doctor, init, migrate_
from lawsuit_hub.commands.keys import keys
from lawsuit_hub.commands.responses import responses
from lawsuit_hub.commands.roster import roster
from lawsuit_hub.commands.staff import staff
from lawsuit_hub.commands.text import mask, scrub_
from lawsuit_hub.commands.tiers import hand_out
from lawsuit_hub.exits import run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def hub() -> None:
    """Lawsuit Hub (공동소송 허브). $LAWSUIT_HUB_INSTANCE names the instance folder; without it instance/."""


INSTALLATION = (init, migrate_, doctor, keys, audit_, backup, restore)
PEOPLE = (staff, responses, groups_, roster, erase, mask, scrub_)
for command in (*INSTALLATION, *PEOPLE):
    hub.add_command(command)
for command in (recovery_, hand_out):
    keys.add_command(command)


def main() -> NoReturn:
    run(hub)


if __name__ == "__main__":
    main()
