"""Signing: what is kept, what is refused, and that consent, mandate and access never part."""

import hashlib

import pypdfium2

from lawsuit_hub.features.mandates import own, service
from tests.features.mandates.conftest import SECRET, Signers

NAME = "김표본"


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_signed_mandate_says_who_what_when_and_how_and_its_hash_is_kept(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    stands = signers.sign(her, NAME)
    number, pdf = signers.own(her, lambda work: own.fetch(work, SECRET))
    said = text_of(pdf)
    assert number == stands.number and hashlib.sha256(pdf).hexdigest() == stands.sha256
    for words in (NAME, "임표본", "서울남부지방법원", "2026가합12345", "변호사 표본", "화면에 손으로 서명함", number):
        assert words in said, words
    with signers.world.as_system() as work:
        assert service.verify(work, pdf).id == stands.id
        assert service.verify(work, pdf[:-2] + bytes([pdf[-2] ^ 1]) + pdf[-1:]) is None
