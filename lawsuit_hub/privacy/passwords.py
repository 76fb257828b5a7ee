"""Passwords made by the server for files that leave; knows nothing of the files."""

import secrets

# Without 0 O o, 1 l I: a lawyer reads it from a screen and types it elsewhere.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"
GROUPS = 4
GROUP_LENGTH = 4


def make_password() -> str:
    """Four groups of four, like 7Hq4-mZ2w-Tn9c-Ke5v: 56**16 possibilities, 92 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
