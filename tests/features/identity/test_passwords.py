"""Which passwords are refused, and how the others are kept."""

import unicodedata

import pytest

from lawsuit_hub.features.identity import passwords
from lawsuit_hub.features.identity.types import WeakPassword

GOOD = [
    "노을 사다리 오렌지 17",
    "correct horse battery staple",
    "Vq7#kd92!mZp",
    "비 오는 날의 파란 우산",
    "x" * 4 + "qTr9!vbn_w2",
]


@pytest.mark.parametrize("password", GOOD)
def test_a_good_password_is_taken(password: str) -> None:
    passwords.refuse_weak(password, "worker@example.org")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("열한 글자 짜리 암호", "short"),
        ("", "short"),
        ("가" * 200, "long"),
        ("worker@example.org", "login"),
        ("Worker@Example.org2026!", "login"),
        ("worker12345!", "login"),
        ("password1234", "common"),
        ("Password2026!!", "common"),
        ("P@ssw0rd1234", "common"),
        ("qwerty123456", "common"),
        ("1q2w3e4r1q2w3e4r", "common"),
        ("aaaaaaaaaaaaaaaa", "common"),
        ("abcabcabcabcabc", "common"),
        ("abcdefghijklmnop", "common"),
        ("987654321098", "common"),
        ("비밀번호비밀번호비밀번호", "common"),
        ("ｐａｓｓｗｏｒｄ１２３４", "common"),
    ],
)
def test_a_weak_password_is_refused(password: str, why: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        passwords.refuse_weak(password, "worker@example.org")
    assert refused.value.why == why
    assert not password or password not in str(refused.value)


def test_a_password_is_kept_as_argon2id_with_its_parameters() -> None:
    kept = passwords.make_hash(GOOD[0])
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert kept != passwords.make_hash(GOOD[0])
    assert passwords.matches(GOOD[0], kept)
    assert not passwords.matches(GOOD[1], kept)


def test_a_password_typed_on_another_keyboard_is_the_same() -> None:
    assert passwords.matches(unicodedata.normalize("NFD", GOOD[0]), passwords.make_hash(GOOD[0]))


def test_an_account_without_a_password_matches_nothing() -> None:
    assert not passwords.matches("", None)
    assert not passwords.matches("no account has this password", None)
