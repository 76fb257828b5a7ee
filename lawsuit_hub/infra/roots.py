"""Which root key an instance uses: its own file, or one of the services whose adapters are installed on demand."""

import importlib
import time
from collections.abc import Callable
from typing import cast

from lawsuit_hub.privacy.held import Seconds
from lawsuit_hub.privacy.keyring import Keyring
from lawsuit_hub.privacy.patient_root import PatientRoot
from lawsuit_hub.privacy.root import RootKey
from lawsuit_hub.settings import BadSettings, Settings

FILE = "file"
# The adapters import what requirements.txt does not hold; each is loaded only where the settings name it.
ADAPTERS = {"vault": "lawsuit_hub.infra.root_vault", "kms": "lawsuit_hub.infra.root_kms"}


def root_of(settings: Settings, clock: Seconds = time.monotonic) -> RootKey | None:
    """None: root.key in the key folder. Asks nobody yet. Raises BadSettings naming all that is missing or wrong."""
    if settings.root_provider == FILE:
        return None
    if settings.root_provider not in ADAPTERS:
        raise BadSettings(f"root_provider is one of {FILE}, {', '.join(ADAPTERS)}: {settings.root_provider} is unknown")
    try:
        adapter = importlib.import_module(ADAPTERS[settings.root_provider])
    except ModuleNotFoundError as missing:
        file = f"requirements-{settings.root_provider}.txt"
        raise BadSettings(
            f'root_provider = "{settings.root_provider}" needs {missing.name}, which is not installed: '
            f".venv/bin/pip install --require-hashes -r {file}"
        ) from None
    make = cast(Callable[[Settings], RootKey], adapter.root_key)
    return PatientRoot(make(settings), clock)


def ring_of(settings: Settings) -> Keyring:
    """Every key of the instance, for the tiers that open identities. Raises BadSettings, BadKeys.

    A root key that does not answer now stops nothing here: what needs it says so when it is asked.
    """
    return Keyring.load(settings.keys_folder, root_of(settings), life=settings.kek_minutes * 60.0)
