"""A short code typed by hand: in its member's own session alone. A wrong one, a used one and another's are one answer."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.invites import service
from lawsuit_hub.features.invites.types import InviteVoid

pages = Blueprint("invite_codes", __name__, template_folder="templates")

REFUSED = 422


class CodeForm(FlaskForm):
    code = StringField(_l("초대 코드"), [InputRequired(_l("종이에 적힌 여덟 글자를 적어 주세요.")), Length(max=40)])


@pages.get("/my/enter")
@allow(Permission.INVITE_MAKE)
def show() -> ResponseReturnValue:
    return render_template("invites/type_code.html", form=CodeForm())


@pages.post("/my/enter")
@allow(Permission.INVITE_MAKE)
def enter() -> ResponseReturnValue:
    form = CodeForm()
    if form.validate():
        try:
            entered = service.enter_by_code(g.work, form.code.data, address=request.remote_addr)
        except InviteVoid:
            form.code.errors = [_("이 코드로는 들어갈 수 없습니다. 글자를 다시 보거나 ‘내 모임’에서 새로 받아 주세요.")]
        else:
            return render_template("invites/entered.html", alias=entered.alias, code=entered.code, url=entered.url)
    form.code.data = ""
    return render_template("invites/type_code.html", form=form), REFUSED
