"""The form's own sample on its way to 국회: imported, gathered, frozen, and nothing of anybody in either file."""

import csv
import io

import pypdfium2
import pytest
from hwpx import HwpxDocument

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.demo.carried import carry
from lawsuit_hub.demo.life import SAMPLE, import_sample
from lawsuit_hub.demo.voices import raise_voices
from lawsuit_hub.features.dossiers import freezing, reading
from lawsuit_hub.features.dossiers.types import Form, State
from lawsuit_hub.features.publishing import service as publishing
from tests.people import caseworker_of
from tests.world import World


@pytest.mark.either
def test_a_dossier_of_the_forms_suggestions_holds_nobody(world: World) -> None:
    import_sample(world.works)
    desk = Actor(Role.CASEWORKER, caseworker_of(world), address="127.0.0.1")
    raise_voices(world.works, desk)
    for _ in range(2):
        carry(world.works, desk)
    with world.works.open(desk) as work:
        assert [one.state for one in reading.lines(work)] == [State.SENT, State.DRAFT]
        (number,) = (one.number for one in reading.lines(work) if one.recipient == "국회")
        item = reading.item(work, number)
        ready = freezing.prepare(work, number, seen=item.turn, mark=freezing.state(work, item).mark)
    made = freezing.made(world.settings, ready)
    with world.works.open(desk) as work:
        version = freezing.freeze(work, made)
        pdf, hwpx = (freezing.fetched(work, number, version, form) for form in (Form.PDF, Form.HWPX))
    for name, data in (("a.pdf", pdf), ("a.hwpx", hwpx)):
        assert publishing.look(world.settings, name, data).findings == ()
    with pypdfium2.PdfDocument(pdf) as document:
        whole = "".join(page.get_textpage().get_text_bounded() for page in document)
    whole += HwpxDocument.open(io.BytesIO(hwpx)).text.plain()
    assert "경매 유예 기간 늘리기" in whole and "국회의장" in whole
    for name in names():
        assert name not in whole


def names() -> set[str]:
    """Of everybody in the sample, and of their landlords."""
    with SAMPLE.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    titles = [one for one in rows[0] if "이름" in one or "성함" in one or "성명" in one]
    found = {row[one].strip() for row in rows for one in titles if row[one] and len(row[one].strip()) > 2}
    assert found
    return found
