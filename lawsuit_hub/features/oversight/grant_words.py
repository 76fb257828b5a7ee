"""The register of rights in words: its columns, and what each row is about. Decides nothing."""

from flask_babel import gettext as _

from lawsuit_hub.features.oversight.types import Grant
from lawsuit_hub.features.oversight.words import role
from lawsuit_hub.infra.i18n import day, moment


def titles() -> list[str]:
    return [
        _("계정"), _("권한"), _("소속"), _("마지막 날"), _("네트워크"), _("준 때"), _("준 사람"), _("준 이유"),
        _("거둔 때"), _("거둔 사람"), _("거둔 이유"),
    ]  # fmt: skip


def cells(one: Grant) -> list[str]:
    return [
        one.login, right(one), one.firm, day(one.until), one.networks, moment(one.given_at), one.given_by, one.why,
        moment(one.taken_at), one.taken_by, one.taken_why,
    ]  # fmt: skip


def right(one: Grant) -> str:
    if one.right == "group":
        return str(_("모임 %(code)s", code=one.what))
    done = {"invited": _("다시 초대함 (2차 인증을 새로)"), "sessions": _("로그인한 곳에서 모두 나가게 함")}
    return str(done.get(one.right, role(one.what)))
