"""A person's whole life with every log at its loudest, then her erasure: no log, message, queue, limit, upload or file spells her."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.responses import uploads
from lawsuit_hub.features.rights import copies
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.worker import Queue, deliver
from tests.features.desk.conftest import Desk
from tests.features.my.visits import make_invite, press, set_room, visit
from tests.features.responses.form_files import as_csv, row
from tests.features.rosters.exports import Counsel, make_counsel, make_finished
from tests.people import CANARY_ADDRESS, CANARY_EMAIL, CANARY_NAME, CANARY_PHONE
from tests.rules.scene import FREE_TEXT, NEWER, register_canary
from tests.rules.spellings import seen
from tests.rules.test_canary import SECRETS, loud, places
from tests.world import World

__all__ = ["loud"]  # a fixture
pytestmark = pytest.mark.pages

CLEAR = ("outbox.jsonl",)  # the trial carrier, which a real installation has not; `places` leaves out to whom


def live(world: World, counsel: Counsel) -> UUID:
    """Registered by the web, verified, in a room, searched for and opened at the desk, exported, answered anew by a form, copied."""
    her, app = register_canary(world), world.app()
    set_room(world, counsel.group_id)
    account = make_finished(world, Role.CASEWORKER, "worker@example.com")
    desk = Desk(world, app, Role.CASEWORKER, account)
    assert CANARY_NAME in desk.reveal(her, what=list(victims.REVEALABLE)).text
    desk.send("/desk/people", page="/desk/people", wanted=CANARY_PHONE)
    newer = row(
        at=NEWER, name=CANARY_NAME, phone=CANARY_PHONE, email=CANARY_EMAIL, address=CANARY_ADDRESS, free=FREE_TEXT
    )
    with world.as_staff(Role.CASEWORKER, account) as work:
        uploads.receive(work, [as_csv([newer])], size_bound=10**6)
    uploads.work_off(world.works)
    client = visit(world, app, her)
    press(client, f"/i/{make_invite(world, her)}")
    press(client, "/my/record/copy")
    copies.make_due(world.works)
    assert press(client, "/my/record/copy", "/my/record/copy/json").status_code == 200
    counsel.export()
    deliver(world.instance)
    return her


def test_an_erased_person_is_in_no_log_and_no_file(
    world: World, loud: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    Queue(world.instance).wake()
    counsel = make_counsel(world, size=2)
    her = live(world, counsel)
    with world.as_system() as work:
        destruction.destroy(work, her, ground=Ground.CONSENT, reason="동의를 거두었습니다")
    deliver(world.instance)
    assert "UPDATE victims" in loud.text and "DELETE FROM subject_keys" in loud.text, "the logs were not loud"
    looked = {**dict(places(world, tmp_path)), "logs": loud.text.encode()}
    for wanted in ("the database", "limits.db", "queue.db", "outbox.jsonl"):
        assert looked.get(wanted), f"{wanted} is not there or empty: the test looks at nothing"
    assert not {name: found for name, data in looked.items() if (found := seen(SECRETS, data))}
    with world.as_system() as work:
        rows = work.db.execute(select(Message.__table__)).mappings().all()
    assert rows and not [one for one in rows if one["sealed"] is not None]
    assert not seen(SECRETS, repr(rows).encode())
