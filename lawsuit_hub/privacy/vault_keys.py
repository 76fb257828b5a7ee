"""The vault's keys: KEKs, the private key and what signs checkpoints, wrapped by the root. Only the tier that opens identities holds them."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.audit_keys import SIGNER_FILE, SIGNING_FILE
from lawsuit_hub.privacy.epochs import Epochs, file_of, lying_or_first
from lawsuit_hub.privacy.held import Held, Seconds
from lawsuit_hub.privacy.keyfiles import KeyFolder
from lawsuit_hub.privacy.root import FileRoot, NotUnderRoot, RootKey, RootRefused, RootTrouble
from lawsuit_hub.privacy.sealed import KeyKind
from lawsuit_hub.privacy.subject_keys import KEY_BYTES, check_value

PRIVATE_FILE = "vault.key"
PUBLIC_FILE = "vault.pub"


def make_signer() -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The pair that signs checkpoints of the audit trail, each half by its file: one for the root, one in the clear."""
    signing = Ed25519PrivateKey.generate()
    return {SIGNING_FILE: signing.private_bytes_raw()}, {SIGNER_FILE: signing.public_key().public_bytes_raw()}


def add_signer(folder: Path, root: RootKey | None = None) -> None:
    """For an instance that was made before checkpoints were signed. Raises RootTrouble, KeysExist."""
    secret, public = make_signer()
    root = root or FileRoot(folder)
    files = {**{name: root.wrap(name, key) for name, key in secret.items()}, **public}
    demo = keyfiles.is_demo(folder, PUBLIC_FILE)
    for name, payload in files.items():
        keyfiles.write(folder, name, payload, demo=demo)


class VaultKeys:
    """Unwrapped when first needed, held for `life` seconds, then asked of the root again. Uses raise RootTrouble."""

    def __init__(self, folder: Path, root: RootKey, *, life: float, clock: Seconds) -> None:
        self._folder = folder
        self._root = root
        self._noted: Mapping[str, str] = {}
        self.epochs = Epochs(folder, KeyKind.VAULT, self._kek, life, clock)
        self._private = Held(self._read_private, life, clock)
        self._signing = Held(self._read_signing, life, clock)

    def private(self) -> X25519PrivateKey:
        return self._private.get()

    def signing(self) -> Ed25519PrivateKey:
        return self._signing.get()

    def wrap(self, name: str, key: bytes) -> bytes:
        return self._root.wrap(name, key)

    def checks(self) -> dict[str, str]:
        root = self._root.check()
        return {**({} if root is None else {"root": root}), **self.epochs.checks()}

    def expect(self, noted: Mapping[str, str]) -> None:
        """Check values that the database noted: no other key is taken from now on, whenever the root gives one."""
        self._noted = dict(noted)

    def make_ready(self) -> None:
        self.epochs.make_ready()
        self._private.make_ready()

    def let_go(self) -> None:
        self.epochs.let_go()
        self._private.let_go()
        self._signing.let_go()

    def look_over(self, files: KeyFolder) -> None:
        """Notes what is wrong with the files; of a root that does not answer now nothing is noted."""
        lying = lying_or_first(self._folder, KeyKind.VAULT)
        uses = {file_of(kek_id): partial(self.epochs.cipher, kek_id) for kek_id in lying}
        every: dict[str, Callable[[], object]] = {**uses, PRIVATE_FILE: self.private, SIGNING_FILE: self.signing}
        for name in every:
            files.read(name)
        for use in every.values() if not files.problems else ():
            try:
                use()
            except NotUnderRoot as wrong:
                files.wrong(wrong.name, keyfiles.NOT_OF_THIS_SET)
            except RootTrouble:
                return

    def _kek(self, kek_id: str, name: str) -> bytes:
        kek = self._unwrapped(name)
        if self._noted.get(kek_id) not in {None, check_value(kek_id, kek)}:
            raise RootRefused(f"{name} is not the key that this database was made with")
        return kek

    def _read_private(self) -> X25519PrivateKey:
        private = X25519PrivateKey.from_private_bytes(self._unwrapped(PRIVATE_FILE))
        self._matches(PUBLIC_FILE, private.public_key().public_bytes_raw())
        return private

    def _read_signing(self) -> Ed25519PrivateKey:
        signing = Ed25519PrivateKey.from_private_bytes(self._unwrapped(SIGNING_FILE))
        self._matches(SIGNER_FILE, signing.public_key().public_bytes_raw())
        return signing

    def _matches(self, name: str, public: bytes) -> None:
        if keyfiles.read_one(self._folder, name) != public:
            raise NotUnderRoot(name)

    def _unwrapped(self, name: str) -> bytes:
        key = self._root.unwrap(name, keyfiles.read_one(self._folder, name))
        if len(key) != KEY_BYTES:
            raise RootRefused(f"what the root key gives for {name} is no key")
        return key
