"""An indexer for rings that are not asked to recognise anybody."""

from collections.abc import Sequence


class NoIndexes:
    def index(self, purpose: str, value: str, epoch: int = 1) -> bytes:
        raise AssertionError("nobody is to be recognised here")

    def index_many(self, asked: Sequence[tuple[str, str]], epoch: int = 1) -> list[bytes]:
        raise AssertionError("nobody is to be recognised here")
