"""Lists of networks: what is read, what is refused, and who is inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.networks import LONGEST, Networks
from lawsuit_hub.values.refused import BadNetwork


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" 192.0.2.0/24,\n2001:DB8::/32 ; 198.51.100.7 ", "192.0.2.0/24 2001:db8::/32 198.51.100.7/32"),
        ("192.0.2.7 192.0.2.7/32", "192.0.2.7/32"),
        ("１９２.0.2.7", "192.0.2.7/32"),
        ("192.0.2.0/255.255.255.0", "192.0.2.0/24"),
    ],
)
def test_a_list_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert str(Networks.parse(typed)) == kept
    assert Networks.stored(kept) == Networks.parse(typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("192.0.2.7/24", "bits"),
        ("2001:db8::1/32", "bits"),
        ("0.0.0.0/0", "everywhere"),
        ("::/0", "everywhere"),
        ("192.0.2", "shape"),
        ("192.0.2.256", "shape"),
        ("192.0.02.1", "shape"),
        ("192.0.2.0/33", "shape"),
        ("office", "shape"),
        ("::ffff:192.0.2.0/120", "shape"),
        ("fe80::1%eth0", "shape"),
        (" ".join(f"192.0.2.{one}" for one in range(21)), "many"),
        ("1" * 5000, "many"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(typed: str, why: str) -> None:
    with pytest.raises(BadNetwork) as refused:
        Networks.parse(typed)
    assert refused.value.why == why
    assert typed not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("192.0.2.200", True),
        ("::ffff:192.0.2.200", True),
        ("192.0.3.1", False),
        ("2001:db8:7::1", True),
        ("2001:db9::1", False),
        ("::1", False),
        ("", False),
        (None, False),
        ("unix", False),
    ],
)
def test_only_what_is_inside_may_come(address: str | None, inside: bool) -> None:
    assert Networks.parse("192.0.2.0/24 2001:db8::/32").holds(address) is inside
    assert Networks().holds(address), "without a list every place will do"


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_list_or_refused(typed: str) -> None:
    try:
        read = Networks.parse(typed)
    except BadNetwork:
        return
    assert Networks.stored(str(read)) == read
    assert len(str(read)) <= LONGEST
