"""The benchmark of an archive of exhibits: opened, drawn into PDFs, locked and sent, beside the same pictures opened and locked alone."""

import io
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from PIL import Image

from benchmarks import people
from benchmarks.figure import Figure, compare
from benchmarks.lives import active_group
from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.documents.decoding import Drawn
from lawsuit_hub.features.exhibits import archives, commons, numbering, packing
from lawsuit_hub.features.exhibits.archive_types import Purpose
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.instance import Instance
from lawsuit_hub.privacy.file_lock import zip_archive

PASSWORD = "7Hq4-mZ2w-Tn9c-Ke5v"
AT_ONCE = 50
WIDTH, HEIGHT = 1414, 2000


class _Nowhere(io.RawIOBase):
    def write(self, data: object) -> int:
        return len(memoryview(data))  # type: ignore[arg-type]


def archive(size: int | None) -> Figure:
    """`size` exhibits of one page each, drawn with noise as photographs have it."""
    size = size or 500
    picture = _photograph()
    with people.instance() as instance:
        code, lawyer, _head = active_group(instance, 2)
        actor = Actor(Role.LAWYER, lawyer, system_user="bench")
        _fill(instance, actor, code, picture, size)
        key, nonce = AESGCM(bytes(32)), os.urandom(12)
        sealed = key.encrypt(nonce, picture, None)

        def ours(_: None) -> None:
            with instance.works.open(actor) as work:
                asked = archives.ask(work, code, purpose=Purpose.FILING, reason="벤치마크로 만듭니다")
            _name, pieces = packing.pack(instance.works, actor, asked.id, password=PASSWORD)
            if sum(map(len, pieces)) < size * len(picture) // 2:
                raise RuntimeError("exhibits are missing in the archive")

        def floor(_: None) -> None:
            with zip_archive(PASSWORD, _Nowhere()) as made:  # type: ignore[arg-type]
                for number in range(size):
                    with made.entry(f"{number}.jpg") as entry:
                        entry.write(key.decrypt(nonce, sealed, None))

        return compare("exhibits", size=size, unit="exhibits/s", ours=ours, floor=floor)


def _photograph() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((WIDTH, HEIGHT), 12).convert("RGB").save(target, "JPEG", quality=60)
    return target.getvalue()


def _fill(instance: Instance, actor: Actor, code: str, picture: bytes, size: int) -> None:
    page = Drawn(picture, WIDTH, HEIGHT, "jpeg", 0, True)
    for first in range(0, size, AT_ONCE):
        with instance.works.open(actor) as work:
            for _ in range(first, min(first + AT_ONCE, size)):
                commons.keep(work, code, [page], title="등기사항전부증명서")
    with instance.works.open(actor) as work:
        group_id = groups.by_code(work, code)
        numbering.fix(work, code, seen=numbering.fresh(work, group_id)[1])
