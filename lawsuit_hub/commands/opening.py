"""What every command begins with: the instance, opened, and in whose name it acts."""

import getpass

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.instance import Instance, open_instance
from lawsuit_hub.settings import Settings

TAKE_AWAY = "keep two copies of it offline in two places, never beside the backups, and delete it here"


def opened() -> Instance:
    return open_instance(Settings.load())


def acting() -> Actor:
    """The system, in the name of the operating-system user: audit lines say who typed the command."""
    return Actor(SYSTEM.role, system_user=getpass.getuser())
