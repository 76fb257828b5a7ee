"""A small application around the templates alone: it shows every part without database, accounts or settings."""

from dataclasses import dataclass
from pathlib import Path

import flask
import flask_babel
import jinja2
from flask_wtf import CSRFProtect, FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FileField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError

from lawsuit_hub.infra.headers import CONTENT_POLICY
from lawsuit_hub.infra.i18n import band

PACKAGE = Path(__file__).parents[2] / "lawsuit_hub"
SITE = {
    "name": "공동소송 허브",
    "help_phone": "02-0000-0000",
    "help_hours": "평일 9시–18시",
    "operator": "전세피해지원 담당 부서",
}
ERRORS = (400, 403, 404, 405, 408, 413, 414, 422, 429, 431, 500, 503)


@dataclass(frozen=True)
class Card:
    alias: str
    name: str = ""
    region: str = ""
    band: str = ""


@dataclass(frozen=True)
class Stage:
    label: str
    when: str = ""


def _wrong_last_digit(form: FlaskForm, field: StringField) -> None:
    raise ValidationError("번호 끝자리가 맞지 않습니다. 한 자리가 바뀌었을 수 있습니다. 모르면 비워 두세요.")


class GuideForm(FlaskForm):
    kind = RadioField(
        "개인인가요, 회사인가요?",
        choices=[SelectChoice("person", "개인"), SelectChoice("company", "회사(법인)나 사업자")],
    )
    company = StringField("회사 이름", validators=[InputRequired()])
    business_number = StringField("사업자등록번호", validators=[_wrong_last_digit])
    owner = RadioField(
        "지금 등기부의 집주인도 이 회사인가요?",
        choices=[
            SelectChoice("yes", "네, 같습니다"),
            SelectChoice("no", "아니요, 바뀌었습니다"),
            SelectChoice("unknown", "모르겠어요"),
        ],
        validators=[InputRequired("하나를 골라 주세요. 모르면 ‘모르겠어요’도 괜찮습니다.")],
    )
    columns = SelectMultipleField(
        "어떤 항목이 필요한가요?",
        choices=[SelectChoice("name", "이름"), SelectChoice("phone", "연락처"), SelectChoice("birth", "생년월일")],
    )
    deposit = StringField("보증금")
    district = SelectField(
        "시·군·구", choices=[SelectChoice("11500", "서울 강서구"), SelectChoice("41190", "경기 부천시")]
    )
    code = StringField("확인 번호")
    answers = FileField("답변 파일")
    reason = TextAreaField("이유")
    agree = BooleanField("위 내용을 확인했습니다", validators=[InputRequired("확인했다는 표시가 필요합니다.")])
    consent = BooleanField("동의합니다")
    firm = BooleanField("이 법무법인에 전하는 데 동의합니다")
    search = StringField("사람 찾기")
    what = SelectMultipleField(
        "무엇을 여나요?",
        choices=[SelectChoice("phone", "전화번호"), SelectChoice("name", "이름"), SelectChoice("address", "주소")],
    )
    why = TextAreaField("왜 여나요?")
    totp = StringField("인증 앱 번호 6자리")


FILLED = {
    "kind": "company",
    "company": "(주)보기주택",
    "business_number": "123-45-67890",
    "columns": ["name", "phone"],
    "district": "11500",
    "reason": "계약서 2쪽이 흐려서 다시 올려 달라고 전화하려고 합니다.",
    "what": ["phone"],
}
CARDS = [
    Card("고요한 강 12", "김**", "서울 강서구", "1.5억~2억"),
    Card("느린 구름 9", "이**", "서울 강서구", "2억~2.5억"),
    Card("맑은 바위 3", "박**", "서울 양천구", "2억~2.5억"),
    Card("반듯한 길 21"),
]
STAGES = [
    Stage("모으는 중", "9월 2일"),
    Stage("모임 확정", "9월 30일"),
    Stage("변호사 배정", "11월 12일"),
    *(Stage(label) for label in ("위임", "소 제기", "판결", "회수", "종결")),
]
GROUPS = [
    {
        "code": "GS-0004",
        "area": "서울 강서구",
        "active": "18명",
        "waiting": "3명",
        "stage": "소 제기",
        "due": "11월 25일 배당요구종기",
    },
    {"code": "GS-0015", "area": "서울 양천구", "active": "2명", "waiting": "6명", "stage": "모으는 중", "due": "없음"},
]


def _frame() -> dict[str, object]:
    staff = flask.request.args.get("as") == "staff"
    places = ("오늘", "사람", "검토", "모임") if staff else ("내 모임", "알림", "묻고 답하기")
    return {
        "site": SITE,
        "nav": [
            {"label": label, "url": "#main", "current": n == 0, "count": 7 if label == "검토" else 0, "within": ()}
            for n, label in enumerate(places)
        ],
        "role_word": "담당자" if staff else "",
        "signed_in": True,
        "logout_url": "/logout",
        "other_locale_url": "/?lang=en",
        "session_note": "자동 로그아웃 14분 전" if staff else "",
        "footer_links": [{"label": "개인정보 처리방침", "url": "#main"}],
    }


def _guide() -> str:
    form = GuideForm(formdata=MultiDict(FILLED), meta={"csrf": False})
    if "clean" not in flask.request.args:
        form.validate()
    return flask.render_template(
        "style_guide.html",
        form=form,
        cards=CARDS,
        mine=Card("푸른 소나무 7", "홍**", "서울 강서구", "2억~2.5억"),
        stages=STAGES,
        groups=GROUPS,
    )


LINES = 3
READING = """{% from "macros/parts.html" import progress %}{% extends "layout.html" %}{% block title %}읽기{% endblock %}
{% block content %}<h1>읽기</h1>{{ progress("reading", "읽은 줄", done, 3, url if done < 3 else "") }}{% endblock %}"""


def _reading() -> str | dict[str, object]:
    """Each look reads one line more, up to three."""
    done = flask.current_app.extensions["lines read"] = min(flask.current_app.extensions.get("lines read", 0) + 1, 3)
    if flask.request.headers.get("X-Requested-With") == "fetch":
        return {"over": done == LINES, "done": done, "total": LINES, "line": f"{LINES}줄 가운데 {done}줄을 읽었습니다."}
    return flask.render_template_string(READING, done=done, url=flask.url_for("reading"))


def _error(code: int) -> tuple[str, int]:
    return flask.render_template(f"errors/{code}.html", incident="E-7K2-940" if code >= 500 else ""), code


def _strict_policy(response: flask.Response) -> flask.Response:
    response.headers["Content-Security-Policy"] = CONTENT_POLICY
    return response


def guide_app() -> flask.Flask:
    app = flask.Flask("look", root_path=str(PACKAGE))
    app.config.update(SECRET_KEY="only for pictures", WTF_CSRF_ENABLED=True)
    app.jinja_env.undefined = jinja2.StrictUndefined
    flask_babel.Babel(app, default_locale="ko", locale_selector=lambda: flask.request.args.get("lang", "ko"))
    app.jinja_env.filters["band"] = band
    CSRFProtect(app)
    app.context_processor(_frame)
    app.after_request(_strict_policy)
    app.add_url_rule("/", "guide", _guide)
    app.add_url_rule("/reading", "reading", _reading)
    app.add_url_rule("/errors/<int:code>", "error", _error)
    return app
