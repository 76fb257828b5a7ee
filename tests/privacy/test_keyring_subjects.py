"""Subject keys in one Work: generations, tiers, destruction, tampered records, threads."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.privacy import keys as keys_module
from lawsuit_hub.privacy.keyring import (
    CannotOpen,
    KeyDestroyed,
    KeyExists,
    KeyKind,
    Keyring,
    Keys,
    NotHere,
    Place,
    UnknownKey,
    UnknownSuite,
    WrongCommitment,
)
from tests.privacy.memory_store import MemoryStore, Taken


@pytest.fixture
def public(ring: Keyring, store: MemoryStore) -> Keys:
    return Keys(ring.public(), store)


@pytest.fixture
def fresh(ring: Keyring, store: MemoryStore) -> Keys:
    """The Keys of another Work over the same store: it has cached nothing."""
    return Keys(ring, store)


def test_where_the_vault_is_held_its_kek_wraps_and_elsewhere_its_public_key(
    keys: Keys, public: Keys, store: MemoryStore
) -> None:
    for maker, suite, kek_id in ((keys, 1, "vault-0001"), (public, 2, "pair-0001")):
        subject = uuid4()
        maker.new_subject(subject)
        (wrapped,) = store.get(subject, KeyKind.VAULT)
        assert (wrapped.suite, wrapped.kek_id, wrapped.generation) == (suite, kek_id, 1)
        assert repr(wrapped) == f"<wrapped key vault/1 under {kek_id}>"


@pytest.mark.parametrize("kind", [KeyKind.PEER, KeyKind.HINT])
def test_peer_and_hint_keys_open_in_both_tiers(
    keys: Keys, public: Keys, store: MemoryStore, subject: UUID, place: Place, kind: KeyKind
) -> None:
    (wrapped,) = store.get(subject, kind)
    assert (wrapped.suite, wrapped.kek_id) == (1, f"{kind}-0001")
    assert public.open(keys.seal("010-****-5678", place, kind), place, kind) == "010-****-5678"


def test_the_public_tier_registers_and_the_vault_reads(public: Keys, fresh: Keys) -> None:
    subject = uuid4()
    place = Place("victims.phone", subject, subject)
    public.new_subject(subject)
    sealed = public.seal("+821001234567", place)
    assert fresh.open(sealed, place) == "+821001234567"
    assert [public.can_open(kind) for kind in KeyKind] == [False, True, True]
    assert [fresh.can_open(kind) for kind in KeyKind] == [True, True, True]


def test_the_public_tier_opens_no_identity(keys: Keys, public: Keys, place: Place) -> None:
    sealed = keys.seal("+821001234567", place)
    with pytest.raises(NotHere):
        public.open(sealed, place)
    with pytest.raises(NotHere):
        public.open_bytes(sealed, place)


def test_a_change_in_the_public_tier_makes_one_new_generation(
    keys: Keys, public: Keys, fresh: Keys, store: MemoryStore, place: Place
) -> None:
    old = keys.seal("old", place)
    new = [public.seal(text, place) for text in ("new", "newer")]
    assert [key.generation for key in store.get(place.subject, KeyKind.VAULT)] == [1, 2]
    with pytest.raises(NotHere):
        public.open(old, place)
    assert [fresh.open(sealed, place) for sealed in (old, *new)] == ["old", "new", "newer"]
    assert fresh.seal("newest", place).data[1:5] == b"\0\0\0\2"


def test_two_works_that_change_the_same_person_collide_in_the_store(ring: Keyring, keys: Keys, place: Place) -> None:
    store = keys._store
    one, two = Keys(ring.public(), store), Keys(ring.public(), store)
    one.prefetch([place.subject])
    two.prefetch([place.subject])
    one.seal("a", place)
    with pytest.raises(Taken):
        two.seal("b", place)


def test_a_second_first_key_is_refused(keys: Keys, fresh: Keys, subject: UUID) -> None:
    with pytest.raises(KeyExists):
        keys.new_subject(subject)
    with pytest.raises(Taken):
        fresh.new_subject(subject)


def test_nothing_is_sealed_for_who_has_no_key(keys: Keys, store: MemoryStore) -> None:
    nobody = uuid4()
    with pytest.raises(KeyDestroyed):
        keys.seal("a", Place("victims.phone", nobody, nobody))
    keys.new_subject(nobody)
    assert keys.seal("a", Place("victims.phone", nobody, nobody))


def test_a_forgotten_subject_opens_nowhere_and_others_do(ring: Keyring, keys: Keys, store: MemoryStore) -> None:
    gone, other = uuid4(), uuid4()
    places = {who: Place("victims.phone", who, who) for who in (gone, other)}
    sealed = {}
    for who, place in places.items():
        for kind in KeyKind:
            keys.new_subject(who, kind)
            sealed[who, kind] = keys.seal("a", place, kind)
    keys.forget(gone)
    for kind in KeyKind:
        for holder in (keys, Keys(ring, store)):
            with pytest.raises(KeyDestroyed):
                holder.open(sealed[gone, kind], places[gone], kind)
            with pytest.raises(KeyDestroyed):
                holder.seal("b", places[gone], kind)
            assert holder.open(sealed[other, kind], places[other], kind) == "a"
    keys.new_subject(gone)
    with pytest.raises(CannotOpen):
        keys.open(sealed[gone, KeyKind.VAULT], places[gone])


def test_a_page_of_people_costs_one_read(ring: Keyring, keys: Keys, fresh: Keys, store: MemoryStore) -> None:
    people = [uuid4() for _ in range(50)]
    sealed = {}
    for who in people:
        keys.new_subject(who)
        sealed[who] = keys.seal("a", Place("victims.phone", who, who))
    nobody = uuid4()
    store.reads = 0
    fresh.prefetch([*people, *people, nobody])
    for who in people:
        assert fresh.open(sealed[who], Place("victims.phone", who, who)) == "a"
    with pytest.raises(KeyDestroyed):
        fresh.open(sealed[people[0]], Place("victims.phone", nobody, people[0]))
    fresh.prefetch(people)
    assert store.reads == 1


def test_making_and_sealing_reads_nothing(keys: Keys, store: MemoryStore) -> None:
    store.reads = 0
    who = uuid4()
    keys.new_subject(who)
    keys.seal("a", Place("victims.phone", who, who))
    assert store.reads == 0


class TestTamperedRecords:
    """What somebody with the database alone might try on wrapped keys."""

    @pytest.fixture(params=["kek", "public key"])
    def two(self, request: pytest.FixtureRequest, ring: Keyring, store: MemoryStore) -> list[UUID]:
        maker = Keys(ring if request.param == "kek" else ring.public(), store)
        subjects = [uuid4(), uuid4()]
        for subject in subjects:
            maker.new_subject(subject)
        return subjects

    def unwrap_refused(self, ring: Keyring, store: MemoryStore, refusal: type[CannotOpen], key) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(refusal) as raised:
            ring.unwrap(key)
        assert raised.type is refusal
        store.change(key)
        with pytest.raises(refusal):
            Keys(ring, store).seal("a", Place("victims.phone", key.subject, key.subject))

    def test_anothers_wrapped_key_does_not_open(self, ring: Keyring, store: MemoryStore, two: list[UUID]) -> None:
        mine, others = (store.get(subject, KeyKind.VAULT)[0] for subject in two)
        moved = replace(mine, blob=others.blob, commitment=others.commitment)
        self.unwrap_refused(ring, store, CannotOpen, moved)

    def test_another_generation_or_kind_does_not_open(self, ring: Keyring, store: MemoryStore, two: list[UUID]) -> None:
        (mine,) = store.get(two[0], KeyKind.VAULT)
        with pytest.raises(CannotOpen):
            ring.unwrap(replace(mine, generation=2))
        for kind in (KeyKind.PEER, KeyKind.HINT):
            with pytest.raises((UnknownKey, UnknownSuite)):
                ring.unwrap(replace(mine, kind=kind))

    def test_an_unknown_wrapping_key_is_named_as_such(self, ring: Keyring, store: MemoryStore, two: list[UUID]) -> None:
        (mine,) = store.get(two[0], KeyKind.VAULT)
        for kek_id in ("vault-0002", "peer-0001", ""):
            self.unwrap_refused(ring, store, UnknownKey, replace(mine, kek_id=kek_id))

    @pytest.mark.parametrize("suite", [0, 3, 255])
    def test_an_unknown_way_of_wrapping_is_named_as_such(
        self, ring: Keyring, store: MemoryStore, two: list[UUID], suite: int
    ) -> None:
        (mine,) = store.get(two[0], KeyKind.VAULT)
        self.unwrap_refused(ring, store, UnknownSuite, replace(mine, suite=suite))

    def test_another_commitment_is_named_as_such(self, ring: Keyring, store: MemoryStore, two: list[UUID]) -> None:
        mine, others = (store.get(subject, KeyKind.VAULT)[0] for subject in two)
        for commitment in (others.commitment, bytes(16), b"", mine.commitment[:15], mine.commitment + b"\0"):
            self.unwrap_refused(ring, store, WrongCommitment, replace(mine, commitment=commitment))

    def test_no_flipped_bit_and_no_cut_opens(self, ring: Keyring, store: MemoryStore, two: list[UUID]) -> None:
        (mine,) = store.get(two[0], KeyKind.VAULT)
        for at in range(len(mine.blob) * 8):
            changed = bytearray(mine.blob)
            changed[at // 8] ^= 1 << at % 8
            with pytest.raises(CannotOpen):
                ring.unwrap(replace(mine, blob=bytes(changed)))
        for length in range(len(mine.blob)):
            with pytest.raises(CannotOpen):
                ring.unwrap(replace(mine, blob=mine.blob[:length]))

    def test_a_wrapped_key_that_is_no_key_is_refused(self, ring: Keyring) -> None:
        for key in (b"", bytes(16), bytes(33)):
            for maker in (ring, ring.public()):
                with pytest.raises(WrongCommitment):
                    ring.unwrap(maker.wrap(uuid4(), KeyKind.VAULT, 1, key))

    def test_the_public_tier_does_not_write_past_a_record_it_can_judge(
        self, ring: Keyring, store: MemoryStore, keys: Keys, subject: UUID, place: Place
    ) -> None:
        store.change(replace(store.get(subject, KeyKind.HINT)[0], kek_id="hint-0009"))
        with pytest.raises(UnknownKey):
            Keys(ring.public(), store).seal("a", place, KeyKind.HINT)
        assert len(store.get(subject, KeyKind.HINT)) == 1


def test_threads_with_a_ring_in_common_never_take_each_others_keys(ring: Keyring) -> None:
    together = threading.Barrier(4)

    def work(number: int) -> int:
        store, wrong = MemoryStore(), 0
        keys = Keys(ring, store)
        people = [uuid4() for _ in range(5)]
        for who in people:
            keys.new_subject(who)
        together.wait()
        for turn in range(2000):
            who = people[turn % 5]
            place = Place("victims.phone", who, who)
            text = f"{number}/{turn}"
            reader = Keys(ring, store) if turn % 20 == 0 else keys
            wrong += reader.open(keys.seal(text, place), place) != text
            wrong += keys.index("victims.phone", text) != ring.index("victims.phone", text)
        return wrong

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 0


def test_a_work_remembers_a_bounded_number_of_subjects(
    ring: Keyring, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_module, "MOST_SUBJECTS", 3)
    keys = Keys(ring, store)
    places = [Place("victims.phone", who, who) for who in (uuid4() for _ in range(8))]
    for place in places:
        keys.new_subject(place.subject)
    sealed = [keys.seal("a", place) for place in places]
    assert [keys.open(one, place) for one, place in zip(sealed, places, strict=True)] == ["a"] * 8
    assert len(keys._subjects[KeyKind.VAULT]) == 3
    reads = store.reads
    assert keys.open(sealed[-1], places[-1]) == "a"
    assert store.reads == reads
