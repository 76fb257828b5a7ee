"""Beside which field of the export's form it is said why nothing was exported."""

from flask_babel import gettext as _

from lawsuit_hub.features.claims.types import NotReadable
from lawsuit_hub.features.rosters import words
from lawsuit_hub.features.rosters.forms import ExportForm
from lawsuit_hub.features.rosters.key_types import NoKeyKept
from lawsuit_hub.features.rosters.types import (
    NobodyConsented,
    TooLongForPaper,
    UnknownSheet,
    WeakFilePassword,
)
from lawsuit_hub.features.rosters.versions import TemplateMoved
from lawsuit_hub.infra.letters import LettersMissing
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal

EXPLAINED = (
    ReasonMissing, ReasonHoldsNumber, WeakFilePassword, NobodyConsented, TooLongForPaper, NotReadable, LettersMissing,
    TemplateMoved, UnknownSheet, NoKeyKept,
)  # fmt: skip


def explain(form: ExportForm, refusal: Refusal) -> None:
    """Nobody left to export: the page that follows says so by itself."""
    if isinstance(refusal, TemplateMoved):
        form.form_errors = [_("그 사이에 우리 양식이 바뀌었습니다. 아래 판을 보고 다시 내보내 주세요.")]
    elif isinstance(refusal, NotReadable):
        form.columns.errors = [_("돌려받은 돈을 읽지 못한 사람이 있습니다. 담당 창구에 알려 주세요.")]
    elif isinstance(refusal, UnknownSheet):
        form.sheet.errors = [_("라벨지를 하나 골라 주세요.")]
    elif isinstance(refusal, WeakFilePassword | NoKeyKept):
        form.password.errors = [_of_the_lock(refusal)]
    elif isinstance(refusal, LettersMissing | TooLongForPaper):
        form.format.errors = [_of_the_file(refusal)]
    elif isinstance(refusal, ReasonHoldsNumber | ReasonMissing):
        form.reason.errors = [_of_the_reason(refusal)]


def _of_the_lock(refusal: Refusal) -> str:
    if isinstance(refusal, WeakFilePassword):
        return words.weakness(refusal.why)
    return str(_("저장해 둔 열쇠가 없습니다. 암호로 잠그거나 열쇠를 먼저 저장해 주세요."))


def _of_the_file(refusal: Refusal) -> str:
    if isinstance(refusal, LettersMissing):
        return str(_("이 파일로는 쓸 수 없는 글자가 이름이나 주소에 있습니다. 엑셀이나 HWPX를 골라 주세요."))
    return str(_("사람이 많아 쪽으로 만들 수 없습니다. 엑셀이나 CSV를 골라 주세요."))


def _of_the_reason(refusal: Refusal) -> str:
    if isinstance(refusal, ReasonHoldsNumber):
        return str(_("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."))
    return str(_("왜 필요한지 다섯 글자 이상 적어 주세요."))
