"""Which passwords are refused, and how the others are kept."""

import random
import string
import unicodedata

import pytest

from lawsuit_hub.features.identity import common_passwords, passwords
from lawsuit_hub.features.identity.types import WeakPassword

pytestmark = pytest.mark.usefixtures("passwords_at_full_price")

GOOD = [
    "노을 사다리 오렌지 17",
    "correct horse battery staple",
    "Vq7#kd92!mZp",
    "비 오는 날의 파란 우산",
    "x" * 4 + "qTr9!vbn_w2",
    "orange sunset mountain",  # each of them is on the list
    "love letters from the moon",
    "dragon fruit and 7 lemons",
    "qkqhrkxdms rlwhs",
    "password managers are kind people",
    "19623e9e5b7509c9",
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
        ("대한민국만세2026!!", "common"),
        ("Qlalfqjsgh1234!", "common"),
        ("Sunshine#2026", "common"),
        ("$un$h1n3!2026", "common"),
        ("m0nk3ym0nk3y!", "common"),
        ("monkeydragon99", "common"),
        ("Michelle1987!", "common"),
        ("!!2027letmein", "common"),
        ("p-a-s-s-w-o-r-d-1-2", "common"),
        ("20262026202620", "common"),
        ("1qaz2wsx3edc4rfv", "common"),
        ("ｐａｓｓｗｏｒｄ１２３４", "common"),
    ],
)
def test_a_weak_password_is_refused(password: str, why: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        passwords.refuse_weak(password, "worker@example.org")
    assert refused.value.why == why
    assert not password or password not in str(refused.value)


LEET = str.maketrans("oeas", "0345")
MADE_OF = {
    "with case and a year": lambda word: f"{word.capitalize()}2026!!!!!",
    "with digits": lambda word: f"{word}19283746",
    "in leetspeak": lambda word: f"{word.translate(LEET)}!2027!!!",
    "behind marks": lambda word: f"!!2027#{word}",
    "twice": lambda word: (word * 3)[:128],
}


@pytest.mark.parametrize("how", MADE_OF)
def test_what_people_make_of_a_common_password_is_refused(how: str) -> None:
    """Every twentieth word of the list."""
    words = [word for word in common_passwords._known() if word.isascii() and word.isalpha() and len(word) >= 5][::20]
    made = [MADE_OF[how](word) for word in words]
    assert len(made) > 900
    assert [one for one in made if len(one) >= 12 and not common_passwords.is_common(one.casefold())] == []


def test_phrases_and_random_passwords_are_not_refused() -> None:
    draw = random.Random(11)
    words = [word for word in common_passwords._known() if word.isascii() and word.isalpha() and len(word) >= 5]
    phrases = [" ".join(draw.sample(words, 3)) for _ in range(200)]
    letters = string.ascii_letters + string.digits + "!#$%&*+-?"
    drawn = ["".join(draw.choices(letters, k=14)) for _ in range(300)]
    assert [one for one in (*phrases, *drawn) if common_passwords.is_common(one.casefold())] == []


def test_length_is_counted_in_letters_as_they_are_read() -> None:
    phrase = "모르는 낱말 셋과 별자리"
    assert len(phrase) == 13
    passwords.refuse_weak(unicodedata.normalize("NFD", phrase))
    with pytest.raises(WeakPassword):
        passwords.refuse_weak(unicodedata.normalize("NFD", phrase[:11]))


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
