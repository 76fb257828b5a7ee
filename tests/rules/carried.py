"""The scene's dossier: its topic went to 국회, came back with an answer, and anybody reads of it."""

from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.dossiers import freezing, reading, recipients, sending, showing, writing
from lawsuit_hub.features.dossiers.sending import Answering, Sending
from lawsuit_hub.features.dossiers.types import Draft, Way
from lawsuit_hub.features.suggestions import topics
from tests.world import World


def carry(world: World, topic_no: int, *, caseworker: tuple[Role, UUID | None]) -> dict[str, str]:
    """Its files are stand-ins: drawing and reading real ones takes seconds."""
    with world.as_staff(*caseworker) as work:
        recipient = recipients.listed(work)[0]
        draft = Draft(recipient.id, "제도개선 건의", "모인 건의입니다.", "건의를 전합니다.")
        number = writing.make(work, draft, [topics.view(work, topic_no).id], once="scene-dossier")
        item = reading.item(work, number)
        ready = freezing.prepare(work, number, seen=item.turn, mark=freezing.state(work, item).mark)
        freezing.freeze(work, freezing.Made(ready, b"%PDF-1.7\n", b"PK\x05\x06" + bytes(18)))
        sending.send(work, number, Sending(work.today, "보기과-1", Way.SYSTEM), seen=item.turn)
        sending.answer(work, number, Answering(work.today, "", "살펴보겠습니다."), once="scene-answer")
        showing.show(work, number, files=True)
    return {
        "dossier_no": str(number),
        "answer_no": "1",
        "frozen_no": "1",
        "paper_form": "pdf",
        "dossier_recipient": str(recipient.id),
    }
