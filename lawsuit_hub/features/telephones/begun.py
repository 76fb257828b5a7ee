"""How far a member is with changing her number in this browser: old number, its code, new number, its code. Kept like a draft."""

from dataclasses import asdict, dataclass, replace
from typing import Self

from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import current_user

from lawsuit_hub.features.registration import draft_cookie as kept
from lawsuit_hub.values.phone import PhoneNumber

OLD, OLD_CODE, NEW, NEW_CODE = "old", "old-code", "new", "new-code"


@dataclass(frozen=True, slots=True, repr=False)
class Begun:
    """Belongs to one session: whoever signs in next in this browser begins anew."""

    session: str
    step: str = OLD
    old: str = ""
    new: str = ""

    @classmethod
    def load(cls) -> Self:
        content = kept.begun_number()
        mine = content.get("session") == current_user.get_id()
        return cls(**content) if mine else cls(current_user.get_id())

    def keep(self, answer: ResponseReturnValue) -> Response:
        return kept.keep_number(asdict(self), answer)

    def takes(self, step: str) -> bool:
        """Of an old tab's forms only those that still mean what they say: a code is of the step that waits for it, a number may be
        mended, and a new one comes after the old one's proof."""
        if step in (OLD_CODE, NEW_CODE):
            return step == self.step
        return step == OLD or (step == NEW and self.step in (NEW, NEW_CODE))

    def with_old(self, phone: PhoneNumber) -> Self:
        return replace(self, step=OLD_CODE, old=phone.e164, new="")

    def with_old_proved(self) -> Self:
        return replace(self, step=NEW)

    def with_new(self, phone: PhoneNumber) -> Self:
        return replace(self, step=NEW_CODE, new=phone.e164)

    @property
    def awaited(self) -> PhoneNumber | None:
        """The number whose code is asked for."""
        number = {OLD_CODE: self.old, NEW_CODE: self.new}.get(self.step, "")
        return PhoneNumber(number) if number else None
