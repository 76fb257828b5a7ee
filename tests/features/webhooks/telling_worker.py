"""A worker of an instance that exists, as a process of its own: it tells and mails until nothing is owed, and can be killed meanwhile.

`python -m tests.features.webhooks.telling_worker FOLDER DATABASE KEYS HOST`
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.mailings import working
from lawsuit_hub.features.webhooks import delivering, settling
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.features.webhooks.models import Delivery
from lawsuit_hub.infra.db import make_engine, make_sessions
from lawsuit_hub.infra.limits import Limits
from lawsuit_hub.infra.tables import load_tables
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy.keyring import Keyring
from lawsuit_hub.settings import Settings


def main(folder: Path, database: str, keys: Path, host: str) -> None:
    delivering.LEASE, delivering.REST, working.PIECE = timedelta(milliseconds=500), timedelta(milliseconds=50), 3
    settling.WAITS = (timedelta(milliseconds=50),) * 40
    settings = Settings(
        instance=folder, database_url=database, production=False, limits_url=f"sqlite:///{folder / 'limits.db'}",
        webhook_hosts=(host,), channel_url="https://pf.kakao.com/_sample", channel_name="표본 안내",
    )  # fmt: skip
    load_tables()
    engine = make_engine(database)
    works = Works(
        make_sessions(engine), Keyring.load(keys), Limits.at(settings.limits_url), settings, lambda: datetime.now(UTC)
    )
    while left(works):
        mailings.work_off(works, pieces=1)
        while webhooks.deliver_due(works, send=webhooks.poster(settings)):
            continue
        time.sleep(0.02)
    mailings.work_off(works)


def left(works: Works) -> bool:
    with works.sessions() as session:
        open_ones = select(Delivery.id).where(Delivery.done_at.is_(None), Delivery.given_up_at.is_(None))
        return session.scalar(open_ones.limit(1)) is not None


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4])
