"""Before a deed that wants a fresh proof: the page that asks staff for a code, carries on with what was typed, and takes the code.

The deed's own form is sent again with the code, under a valid token, in one request: nothing of it is kept meanwhile.
"""

from typing import cast

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user

from lawsuit_hub.features.identity import browser_cookie, service
from lawsuit_hub.features.identity.forms import ProofForm
from lawsuit_hub.infra.proof_challenge import challenge
from lawsuit_hub.infra.web import HubApp

FIELD = "proof"
MOST_FIELDS, MOST_BYTES = 200, 64 * 1024
TOO_LARGE = 413


def ask() -> ResponseReturnValue | None:
    """None when the request brought a right code: the session is another one now, and the deed may go on."""
    code = request.form.get(FIELD, "")
    if code and _prove(code):
        return None
    return challenge(lambda: _page(wrong=bool(code)))


def _prove(code: str) -> bool:
    works = cast(HubApp, current_app).works
    with works.open(current_user.actor, vault=True) as work:
        proved = service.prove_by_code(
            work, current_user.id, code=code, address=request.remote_addr, browser_mark=browser_cookie.carried()
        )
    if proved is None:
        return False
    login_user(proved)  # the cookie's other words stay, its token too: forms in other tabs are still good
    return True


def _page(*, wrong: bool) -> str:
    form = ProofForm(formdata=None)
    if wrong:
        form.proof.errors = [
            _(
                "코드가 맞지 않거나 이미 쓴 코드입니다. 앱에 새로 보이는 코드를 적어 주세요. 여러 번 틀렸다면 몇 분 기다렸다가 다시 해 주세요."
            )
        ]
    minutes = cast(HubApp, current_app).hub.proof_minutes
    action = request.full_path.rstrip("?")
    with cast(HubApp, current_app).works.open(current_user.actor, read_only=True) as work:
        by_passkey = service.proves_by_passkey(work)
    return render_template(
        "identity/prove.html", form=form, fields=_carried(), action=action, minutes=minutes, by_passkey=by_passkey
    )


def _carried() -> list[tuple[str, str]]:
    """What was typed, to be sent once more; files are not, and the page has a token of its own."""
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != FIELD and not name.endswith("csrf_token")
    ]
    if len(fields) > MOST_FIELDS or sum(len(value.encode()) for _name, value in fields) > MOST_BYTES:
        abort(TOO_LARGE)
    return fields
