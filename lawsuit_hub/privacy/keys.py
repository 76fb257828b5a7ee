"""The keys of one Work: seals and opens the fields of subjects. Belongs to one thread and one transaction."""

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, NoReturn, overload
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import sealed as field
from lawsuit_hub.privacy.chunks import ChunkWriter, read_chunks
from lawsuit_hub.privacy.ring import Keyring
from lawsuit_hub.privacy.sealed import KeyDestroyed, KeyKind, NotHere, Place, Sealed, UnknownGeneration
from lawsuit_hub.privacy.subject_keys import KEY_BYTES, KeyStore, WrappedKey, remembering
from lawsuit_hub.privacy.whole_rows import CipherOf


class KeyExists(Exception):
    """The subject got her first key of this kind in this Work already."""


# Subjects of one kind whose keys a Work remembers: an export of a hundred thousand people stays as small as a page's.
MOST_SUBJECTS = 10_000
_NO_KEY, _NO_SUCH = "this subject has no key: never made, or destroyed", "this subject has no key of this generation"


class _Subject:
    """The keys of one kind of one subject, as far as they were looked at."""

    __slots__ = ("ciphers", "newest", "wrapped")

    def __init__(self, wrapped: Iterable[WrappedKey] = ()) -> None:
        self.wrapped = {key.generation: key for key in wrapped}
        self.ciphers: dict[int, AESGCM] = {}
        self.newest = max(self.wrapped, default=0)


class _Passing:
    """The ciphers of one subject who is opened once."""

    __slots__ = ("_ciphers", "_unwrap", "_wrapped")

    def __init__(self, wrapped: Sequence[WrappedKey], unwrap: Callable[[WrappedKey], bytes]) -> None:
        self._wrapped = wrapped
        self._unwrap = unwrap
        self._ciphers: dict[int, AESGCM] = {}

    def __call__(self, generation: int) -> AESGCM:
        cipher = self._ciphers.get(generation)
        if cipher is None:
            wrapped = next((key for key in self._wrapped if key.generation == generation), None)
            if wrapped is None:
                raise UnknownGeneration(_NO_SUCH) if self._wrapped else KeyDestroyed(_NO_KEY)
            cipher = self._ciphers[generation] = AESGCM(self._unwrap(wrapped))
        return cipher


class _Latest(OrderedDict[UUID, _Subject]):
    """The subjects that came last; one that fell out is read from the store again."""

    def __setitem__(self, subject: UUID, keys: _Subject) -> None:
        super().__setitem__(subject, keys)
        if len(self) > MOST_SUBJECTS:
            self.popitem(last=False)


class Keys:
    """Opening is a deed: it takes the place, and whoever calls answers for the purpose and its audit line."""

    def __init__(self, ring: Keyring, store: KeyStore) -> None:
        self._ring = ring
        self._store = store
        self._subjects = {kind: _Latest() for kind in KeyKind}
        self._indexes: dict[tuple[str, str], bytes] = {}

    def new_subject(self, subject: UUID, kind: KeyKind = KeyKind.VAULT) -> None:
        """Makes the subject's first key. It must come before anything is sealed for her."""
        if subject in self._subjects[kind]:
            known = self._subjects[kind][subject]
            if known.newest:
                raise KeyExists("this subject has a key of this kind")
        self._add_generation(subject, kind, _Subject())

    @overload
    def seal(self, value: str | bytes, place: Place, kind: KeyKind = ...) -> Sealed: ...
    @overload
    def seal(self, value: None, place: Place, kind: KeyKind = ...) -> None: ...
    @overload
    def seal(self, value: str | bytes | None, place: Place, kind: KeyKind = ...) -> Sealed | None: ...
    def seal(self, value: str | bytes | None, place: Place, kind: KeyKind = KeyKind.VAULT) -> Sealed | None:
        """Under the subject's newest key. Where that cannot be opened, a new generation goes to the vault."""
        if value is None:
            return None
        data = field.plain_bytes(value)
        cipher, generation = self._to_seal(place.subject, kind)
        return field.seal_field(cipher, generation, data, place, kind)

    @overload
    def open(self, sealed: Sealed, place: Place, kind: KeyKind = ...) -> str: ...
    @overload
    def open(self, sealed: None, place: Place, kind: KeyKind = ...) -> None: ...
    @overload
    def open(self, sealed: Sealed | None, place: Place, kind: KeyKind = ...) -> str | None: ...
    def open(self, sealed: Sealed | None, place: Place, kind: KeyKind = KeyKind.VAULT) -> str | None:
        return None if sealed is None else field.plain_text(self.open_bytes(sealed, place, kind))

    def open_bytes(self, sealed: Sealed, place: Place, kind: KeyKind = KeyKind.VAULT) -> bytes:
        cipher = self._cipher(place.subject, kind, field.generation_of(sealed))
        return field.open_field(cipher, sealed, place, kind)

    def seal_row(self, fields: Mapping[str, Sealed | None], place: Place, kind: KeyKind = KeyKind.VAULT) -> Sealed:
        """A MAC over the row's sealed fields, where mixing old and new ones would matter (leases, bank accounts)."""
        cipher, generation = self._to_seal(place.subject, kind)
        return field.seal_row(cipher, generation, fields, place, kind)

    def check_row(
        self, mac: Sealed, fields: Mapping[str, Sealed | None], place: Place, kind: KeyKind = KeyKind.VAULT
    ) -> None:
        """CannotOpen unless these are exactly the fields `seal_row` saw."""
        field.check_row(self._cipher(place.subject, kind, field.generation_of(mac)), mac, fields, place, kind)

    def prefetch(self, subjects: Iterable[UUID], kind: KeyKind = KeyKind.VAULT) -> None:
        """Reads the wrapped keys of many in one go; a page of people then costs one query."""
        known = self._subjects[kind]
        wanted = [subject for subject in dict.fromkeys(subjects) if subject not in known]
        found = self._store.get_many(wanted, kind) if wanted else {}
        for subject in wanted:
            known[subject] = _Subject(found.get(subject, ()))

    def passing(self, subjects: Sequence[UUID], kind: KeyKind = KeyKind.VAULT) -> Iterator[CipherOf]:
        """The ciphers of many who are opened once each, in their order: read in one go, unwrapped when used, not remembered."""
        found, unwrap = self._store.get_many(subjects, kind), remembering(self._ring.opener)
        for subject in subjects:
            yield _Passing(found.get(subject, ()), unwrap)

    def can_open(self, kind: KeyKind = KeyKind.VAULT) -> bool:
        return self._ring.holds(kind)

    def forget(self, subject: UUID) -> None:
        """Destroys the subject's keys of every kind; what they sealed opens nowhere any more."""
        self._store.remove(subject)
        for known in self._subjects.values():
            known[subject] = _Subject()

    def index(self, purpose: str, value: str) -> bytes:
        known = self._indexes.get((purpose, value))
        return self._ring.index(purpose, value, self._store.index_epoch()) if known is None else known

    def index_epoch(self) -> int:
        return self._store.index_epoch()

    def index_to_seal(self, purpose: str, value: str) -> str:
        """An index that goes into a sealed value, where no rotation can renew it: it says its epoch."""
        return f"{self._store.index_epoch()}:{self.index(purpose, value).hex()}"

    def index_sealed(self, text: str) -> bytes:
        """What `index_to_seal` gave, as `index` gives it now."""
        epoch, _, digits = text.rpartition(":")
        now, made_with = self._store.index_epoch(), int(epoch or 1)
        index = bytes.fromhex(digits)
        return self._ring.lifted(index, made_with, now) if index and now > made_with else index

    def prefetch_indexes(self, asked: Iterable[tuple[str, str]]) -> None:
        """Asks for many in one go: where another process answers, a deed then costs one question."""
        wanted = [pair for pair in dict.fromkeys(asked) if pair not in self._indexes]
        self._indexes.update(
            zip(wanted, self._ring.index_many(wanted, self._store.index_epoch()), strict=True) if wanted else ()
        )

    def mac(self, purpose: str, value: str | bytes) -> bytes:
        return self._ring.mac(purpose, value)

    def sign(self, data: bytes) -> bytes:
        return self._ring.sign(data)

    def signer(self) -> tuple[str, bytes]:
        return self._ring.signer()

    def is_signed(self, key_id: str, signature: bytes, data: bytes) -> bool:
        return self._ring.is_signed(key_id, signature, data)

    def seal_to_vault(self, value: str | bytes, context: str, row: UUID) -> Sealed:
        """For one value the vault alone opens (a code waiting to be sent); needs no subject."""
        return self._ring.seal_to_vault(field.plain_bytes(value), context, row)

    def open_from_vault(self, sealed: Sealed, context: str, row: UUID) -> str:
        return field.plain_text(self._ring.open_from_vault(sealed, context, row))

    def file_writer(self, target: BinaryIO, context: str, row: UUID) -> ChunkWriter:
        """Seals a file as it arrives. Keep `sealed_key` in the row; without the vault nobody reads the file."""
        key = os.urandom(KEY_BYTES)
        return ChunkWriter(target, key, self._ring.seal_to_vault(key, context, row))

    def file_chunks(self, source: BinaryIO, sealed_key: Sealed, context: str, row: UUID) -> Iterator[bytes]:
        return read_chunks(source, self._ring.open_from_vault(sealed_key, context, row))

    def _to_seal(self, subject: UUID, kind: KeyKind) -> tuple[AESGCM, int]:
        known = self._known(subject, kind)
        cipher = known.ciphers.get(known.newest)
        if cipher is None:
            if not known.newest:
                raise KeyDestroyed(_NO_KEY)
            try:
                cipher = self._cipher(subject, kind, known.newest)
            except NotHere:
                cipher = self._add_generation(subject, kind, known)
        return cipher, known.newest

    def _cipher(self, subject: UUID, kind: KeyKind, generation: int) -> AESGCM:
        known = self._known(subject, kind)
        cipher = known.ciphers.get(generation)
        if cipher is not None:
            return cipher
        wrapped = known.wrapped.get(generation)
        if wrapped is None:
            if not known.newest:
                raise KeyDestroyed(_NO_KEY)
            raise UnknownGeneration(_NO_SUCH)
        cipher = known.ciphers[generation] = AESGCM(self._ring.unwrap(wrapped))
        return cipher

    def _known(self, subject: UUID, kind: KeyKind) -> _Subject:
        known = self._subjects[kind].get(subject)
        if known is None:
            known = self._subjects[kind][subject] = _Subject(self._store.get(subject, kind))
        return known

    def _add_generation(self, subject: UUID, kind: KeyKind, known: _Subject) -> AESGCM:
        key = os.urandom(KEY_BYTES)
        generation = known.newest + 1
        under = self._store.active(self._ring.wrapped_by(kind))
        self._store.add(self._ring.wrap(subject, kind, generation, key, under))
        cipher = known.ciphers[generation] = AESGCM(key)
        known.newest = generation
        self._subjects[kind][subject] = known
        return cipher

    def __repr__(self) -> str:
        return "<keys>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("keys are not pickled")
