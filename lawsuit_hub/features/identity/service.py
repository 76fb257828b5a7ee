"""The door to identity: what other features, the web and the command line may ask. The verbs live beside it, by noun."""

from lawsuit_hub.features.identity.accounts import account, accounts, own_history, reset_lately
from lawsuit_hub.features.identity.asking import is_known, mark
from lawsuit_hub.features.identity.codes import check_code, forget_codes, forget_number, send_code
from lawsuit_hub.features.identity.first_steps import (
    change_password,
    confirm_factor,
    enrol,
    enrolment_is_open,
    factor_offer,
    finish,
    first_steps,
)
from lawsuit_hub.features.identity.lawyers_factor import lawyers_offer, lawyers_step
from lawsuit_hub.features.identity.own_sessions import end_others, end_own, own_sessions
from lawsuit_hub.features.identity.sign_ins import end, end_all, end_everybody, signed_in, start, stay
from lawsuit_hub.features.identity.staff import (
    CLOSED_LOGIN,
    add_finished_staff,
    add_staff,
    all_staff,
    firm,
    firms,
    forget_account,
    lawyers,
    staff,
    staff_by_login,
    staff_many,
)
from lawsuit_hub.features.identity.staff_changes import (
    change_staff,
    close_account,
    close_keyless,
    end_sessions,
    invite_again,
)
from lawsuit_hub.features.identity.staff_sign_in import check_password, sign_in

__all__ = [
    "CLOSED_LOGIN",
    "account",
    "accounts",
    "add_finished_staff",
    "add_staff",
    "all_staff",
    "change_password",
    "change_staff",
    "check_code",
    "check_password",
    "close_account",
    "close_keyless",
    "confirm_factor",
    "end",
    "end_all",
    "end_everybody",
    "end_others",
    "end_own",
    "end_sessions",
    "enrol",
    "enrolment_is_open",
    "factor_offer",
    "finish",
    "firm",
    "firms",
    "first_steps",
    "forget_account",
    "forget_codes",
    "forget_number",
    "invite_again",
    "is_known",
    "lawyers",
    "lawyers_offer",
    "lawyers_step",
    "mark",
    "own_history",
    "own_sessions",
    "reset_lately",
    "send_code",
    "sign_in",
    "signed_in",
    "staff",
    "staff_by_login",
    "staff_many",
    "start",
    "stay",
]
