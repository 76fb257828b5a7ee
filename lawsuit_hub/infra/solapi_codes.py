"""What Solapi's codes mean for a message. A dated table: `solapi/documents` @c203145 (2022-09) and its SDK 5.0.3 (2026-01), read 2026-11.

1xxx: not registered; 2xxx: its platform; 2000 registered, 3000 with the telephone company, 4000 arrived; 3xxx: the company's, or
KakaoTalk's. What a code not listed here means is decided by its thousands.
"""

from lawsuit_hub.infra.carriers import TAKEN, Outcome, Verdict

AS_OF = "2026-11-30"

_HELD = {
    "credentials": ("1020", "1021", "1022"),
    "balance": ("1030", "2230"),
    "sender": ("1062", "2062", "3059"),
}
_REFUSED = {
    "cannot_carry": ("1029",),
    "too_long": ("1014", "1031", "1032", "1048", "1049", "1050"),
    "opted_out": ("1061", "2061", "3047"),
    "number_invalid": ("1025", "3010"),
    "number_unknown": ("3032",),
    "unreachable": ("3040", "3042", "3043"),
    "spam": ("3054", "3055"),
}
# KakaoTalk cannot bring it (no channel, no template, no user, blocked, out of hours): an SMS may.
_INSTEAD = ("1042", "1043", "3101", "3103", "3104", "3105", "3107", "3108")
_ARRIVED, _ON_ITS_WAY = "4000", ("2000", "3000")

TABLE: dict[str, Outcome] = {
    **{code: Outcome(Verdict.HELD, why) for why, codes in _HELD.items() for code in codes},
    **{code: Outcome(Verdict.REFUSED, why) for why, codes in _REFUSED.items() for code in codes},
    **dict.fromkeys(_INSTEAD, Outcome(Verdict.INSTEAD, "no_alimtalk")),
    **dict.fromkeys((_ARRIVED, *_ON_ITS_WAY), TAKEN),
}
# What an answer of HTTP 4xx says by name: nothing was registered.
ERRORS: dict[str, Outcome] = {
    "InvalidAPIKey": Outcome(Verdict.HELD, "credentials"),
    "InvalidApiKey": Outcome(Verdict.HELD, "credentials"),
    "SignatureDoesNotMatch": Outcome(Verdict.HELD, "credentials"),
    "RequestTimeTooSkewed": Outcome(Verdict.HELD, "clock"),
    "DuplicatedSignature": Outcome(Verdict.LATER, "busy"),
    "NotEnoughBalance": Outcome(Verdict.HELD, "balance"),
}


def outcome_of(code: str) -> Outcome:
    """Of a message that was registered or was not."""
    if code in TABLE:
        return TABLE[code]
    return Outcome(Verdict.LATER, "carrier_refused") if code.startswith("1") else TAKEN


def failed_report(code: str) -> Outcome | None:
    """Of a delivery report: None while it is on its way or arrived."""
    known = TABLE.get(code, Outcome(Verdict.REFUSED, "not_arrived"))
    return None if known is TAKEN else known
