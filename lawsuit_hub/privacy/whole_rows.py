"""Opens all sealed fields of a row in one go: what `sealed` asks of each field alone, with what all rows share made once."""

from collections.abc import Callable, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import sealed
from lawsuit_hub.privacy.sealed import CannotOpen, KeyKind, parts

CipherOf = Callable[[int], AESGCM]
"""A subject's cipher by the generation that a sealed value names."""

_HEADER, _NONCE_END = 5, 17
_HEADER_LENGTH, _ID_LENGTH = b"\0\0\0\x05", b"\0\0\0\x10"


class Layout:
    """Columns of one table in the order in which rows are given, as they lie in the database: bytes, or None. Ids are their 16 bytes."""

    def __init__(self, table: str, names: Sequence[str], kind: KeyKind = KeyKind.VAULT) -> None:
        self._fields = [sealed.column_context(sealed.FIELD_TAG, kind, f"{table}.{name}") for name in names]
        self._mac = sealed.column_context(sealed.ROW_TAG, kind, f"{table}.row_mac")
        self._sorted = [
            (parts(names[place].encode()), place) for place in sorted(range(len(names)), key=names.__getitem__)
        ]

    def opened(
        self, cipher_of: CipherOf, subject: bytes, row: bytes, fields: Sequence[bytes | None]
    ) -> list[str | None]:
        """Raises CannotOpen."""
        ids = _ids(subject, row)
        header = start = b""
        cipher = None
        values: list[bytes | None] = []
        try:
            for context, data in zip(self._fields, fields, strict=True):
                if data is None:
                    values.append(None)
                    continue
                if cipher is None or data[:_HEADER] != header:
                    cipher = cipher_of(sealed.generation_in(data))
                    header = data[:_HEADER]
                    start = _HEADER_LENGTH + header
                padded = cipher.decrypt(data[_HEADER:_NONCE_END], data[_NONCE_END:], start + context + ids)
                bare = padded.rstrip(b"\0")
                if bare[-1:] != b"\x80" or len(padded) % sealed.STEP:
                    raise CannotOpen("the padding is not ours")
                values.append(bare[:-1])
        except (InvalidTag, ValueError):  # the second: a nonce cut short
            raise CannotOpen("changed, moved, or under another key") from None
        return _texts(values)

    def check(
        self, cipher_of: CipherOf, subject: bytes, row: bytes, mac: bytes, fields: Sequence[bytes | None]
    ) -> None:
        """CannotOpen unless these are exactly the fields that `seal_row` saw."""
        cipher = cipher_of(sealed.generation_in(mac))
        header = mac[:_HEADER]
        made = [_HEADER_LENGTH + header, self._mac, _ids(subject, row)]
        for name, place in self._sorted:
            value = fields[place] or b""
            made += (name, len(value).to_bytes(4, "big"), value)
        try:
            message = cipher.decrypt(mac[_HEADER:_NONCE_END], mac[_NONCE_END:], b"".join(made))
        except InvalidTag:
            raise CannotOpen("changed, moved, or under another key") from None
        if message:
            raise CannotOpen("a row's MAC holds no message")


def _ids(subject: bytes, row: bytes) -> bytes:
    return _ID_LENGTH + subject + _ID_LENGTH + row


def _texts(values: Sequence[bytes | None]) -> list[str | None]:
    try:
        return [None if value is None else value.decode() for value in values]
    except UnicodeDecodeError:
        pass  # raised below: this exception holds the bytes
    raise CannotOpen("the value is not text")
