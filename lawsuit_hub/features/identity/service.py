"""The door to identity: what other features, the web and the command line may ask. The verbs live beside it, by noun."""

from lawsuit_hub.features.identity.accounts import account, accounts, own_history, reset_lately
from lawsuit_hub.features.identity.asking import is_known, mark
from lawsuit_hub.features.identity.codes import check_code, forget_codes, forget_number, send_code
from lawsuit_hub.features.identity.firms import firm, firms, take_electronic_mandates
from lawsuit_hub.features.identity.first_steps import (
    change_password,
    confirm_factor,
    confirm_passkey,
    enrol,
    enrolment_is_open,
    factor_offer,
    finish,
    first_passkey_is_offered,
    first_passkey_offer,
    first_steps,
)
from lawsuit_hub.features.identity.lawyers_factor import lawyers_offer, lawyers_step
from lawsuit_hub.features.identity.new_app import confirm_app, offer_app, offered_app
from lawsuit_hub.features.identity.open_sessions import members_alive, times_of
from lawsuit_hub.features.identity.own_password import set_own_password, weigh_own_password
from lawsuit_hub.features.identity.own_sessions import accept_others, end_others, end_own, own_sessions
from lawsuit_hub.features.identity.passkey_ceremonies import (
    add_passkey,
    check_passkey,
    passkey_offer,
    passkey_options,
)
from lawsuit_hub.features.identity.passkey_challenges import forget_challenges
from lawsuit_hub.features.identity.passkey_hosts import passkeys_elsewhere
from lawsuit_hub.features.identity.passkey_step import finish_with_passkey, passkey_due, step_options
from lawsuit_hub.features.identity.passkeys import (
    LONGEST_LABEL,
    forget_passkeys,
    lose_passkeys,
    passkey_site,
    passkeys_of,
    remove_passkey,
    rename_passkey,
)
from lawsuit_hub.features.identity.proofs import (
    browser_mark,
    has_app,
    new_recovery_codes,
    proof_options,
    prove_by_code,
    prove_by_passkey,
    proves_by_passkey,
    recovery_state,
)
from lawsuit_hub.features.identity.recovery_codes import void_all as void_recovery_codes
from lawsuit_hub.features.identity.sign_ins import end, end_all, end_everybody, prove, signed_in, start, stay
from lawsuit_hub.features.identity.staff import (
    CLOSED_LOGIN,
    add_finished_staff,
    add_staff,
    all_staff,
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
    "void_recovery_codes",
    "CLOSED_LOGIN",
    "LONGEST_LABEL",
    "accept_others",
    "account",
    "accounts",
    "add_finished_staff",
    "add_passkey",
    "add_staff",
    "all_staff",
    "browser_mark",
    "change_password",
    "change_staff",
    "check_code",
    "check_passkey",
    "check_password",
    "close_account",
    "close_keyless",
    "confirm_app",
    "confirm_factor",
    "confirm_passkey",
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
    "finish_with_passkey",
    "firm",
    "firms",
    "first_passkey_is_offered",
    "first_passkey_offer",
    "first_steps",
    "forget_account",
    "forget_challenges",
    "forget_codes",
    "forget_number",
    "forget_passkeys",
    "has_app",
    "invite_again",
    "is_known",
    "lawyers",
    "lawyers_offer",
    "lawyers_step",
    "lose_passkeys",
    "members_alive",
    "mark",
    "new_recovery_codes",
    "offer_app",
    "offered_app",
    "own_history",
    "own_sessions",
    "passkey_due",
    "passkey_offer",
    "passkey_options",
    "passkey_site",
    "passkeys_elsewhere",
    "passkeys_of",
    "proof_options",
    "prove",
    "prove_by_code",
    "prove_by_passkey",
    "proves_by_passkey",
    "recovery_state",
    "remove_passkey",
    "rename_passkey",
    "reset_lately",
    "send_code",
    "set_own_password",
    "sign_in",
    "signed_in",
    "staff",
    "staff_by_login",
    "staff_many",
    "start",
    "stay",
    "step_options",
    "take_electronic_mandates",
    "times_of",
    "weigh_own_password",
]
