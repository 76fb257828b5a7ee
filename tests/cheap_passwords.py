"""Passwords at a price that a thousand sign-ins can pay. Who judges the price itself asks for `passwords_at_full_price`."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from lawsuit_hub.features.identity import passwords

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
REAL = passwords._HASHER, passwords._NOBODYS


def take(hasher: PasswordHasher, nobodys: str) -> None:
    passwords._HASHER, passwords._NOBODYS = hasher, nobodys


def pytest_configure() -> None:
    take(CHEAP, CHEAP.hash("that nobody has"))


@pytest.fixture
def passwords_at_full_price() -> Iterator[None]:
    cheap = passwords._HASHER, passwords._NOBODYS
    take(*REAL)
    yield
    take(*cheap)
