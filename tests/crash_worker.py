"""A worker in a process of its own, for tests that kill it: delivers by Solapi's stand-in until nothing is owed, with short waits.

python -m tests.crash_worker INSTANCE DATABASE KEYS URL MOST
"""

import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.outbox import claiming, delivering, settling
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.carrier_choice import carriers_of
from lawsuit_hub.infra.solapi import Solapi
from lawsuit_hub.instance import open_instance
from lawsuit_hub.settings import Settings
from tests.carrier_stand_ins import SENDER

LEASE = 1.0


def settings(folder: str, database_url: str, keys: str, url: str) -> Settings:
    return Settings(
        instance=Path(folder),
        database_url=database_url,
        keys_path=keys,
        production=False,
        allow_file_carrier=True,
        carrier="solapi",
        solapi_url=url,
        solapi_key_file="solapi.key",
        sender_number=SENDER,
        budget_day_won=10_000_000,
        budget_month_won=100_000_000,
        quiet_from=0,
        quiet_until=0,
    )


def shorten(most: int) -> None:
    """Minutes become moments; how they follow each other stays."""
    claiming.LEASE = timedelta(seconds=LEASE)
    settling.FIRST_WAIT = settling.HELD_WAIT = settling.LOOK_WAIT = settling.AGAIN_SOON = timedelta(seconds=0.2)
    settling.LOOKS = 40
    Solapi.most, Solapi.absent_after = most, timedelta(seconds=1)


def main(folder: str, database_url: str, keys: str, url: str, most: str) -> None:
    shorten(int(most))
    instance = open_instance(settings(folder, database_url, keys, url))
    owed = 1
    while owed:
        with closing(carriers_of(instance.settings)) as carriers:
            delivering.deliver_all(instance.works, write=letters.write, carriers=carriers)
        with instance.works.open(SYSTEM, read_only=True) as work:
            owed = outbox.owed(work)
        time.sleep(0.05)


if __name__ == "__main__":
    main(*sys.argv[1:])
