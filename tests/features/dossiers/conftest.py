"""Voices, and a desk that carries them on."""

import pytest

from tests.features.dossiers.carriers import Carriers, carriers_of
from tests.features.suggestions.conftest import Voices, voices

__all__ = ["voices"]


@pytest.fixture
def carriers(voices: Voices) -> Carriers:
    return carriers_of(voices)
