"""What `hub doctor` and `serve` say of messages: their carriers, whether these let us in, and whether they take our texts."""

from collections.abc import Iterator
from contextlib import closing

from lawsuit_hub.features.faqbot import secret
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.infra.carrier_choice import carriers_of, wrong_with_carriers, wrong_with_reports
from lawsuit_hub.infra.carriers import Carrier, CarrierWrong
from lawsuit_hub.privacy.tiers import is_outside
from lawsuit_hub.settings import Settings


def wrong_with_messages(settings: Settings) -> list[str]:
    """What `serve` must not start with. A tier outside sends nothing; it may take delivery reports."""
    if is_outside(settings.tier):
        return wrong_with_reports(settings)
    return [*wrong_with_carriers(settings), *letters.unfit(settings)]


def messages(settings: Settings) -> Iterator[tuple[bool, str]]:
    """Whether it is good, and a line. Asks the carriers, who are told nothing but that we are there."""
    inside = not is_outside(settings.tier)
    in_file = [name for name in ("carrier", "mail_carrier") if inside and getattr(settings, name) == "file"]
    if in_file:
        said = f"the message carrier is a file ({' and '.join(in_file)})"
        allowed = settings.allow_file_carrier
        yield allowed, said + ("" if allowed else ": `serve` refuses it unless allow_file_carrier = true")
    wrong = wrong_with_messages(settings)
    yield from ((False, one) for one in wrong)
    if inside and not wrong:
        with closing(carriers_of(settings)) as both:
            yield from (_tried(one) for one in (both.phone, both.mail) if one.name != "file")


def _tried(carrier: Carrier) -> tuple[bool, str]:
    try:
        return True, carrier.check()
    except CarrierWrong as refusal:
        return False, str(refusal)


def skill(settings: Settings) -> tuple[bool, str]:
    """Whether KakaoTalk's chatbot gets answers here."""
    path = secret.path_in(settings.instance)
    try:
        held = secret.read(settings.instance)
    except secret.SecretOpen:
        return (
            False,
            f"{path} can be read by others, so KakaoTalk's skill is turned away: chmod 600, and make a new secret",
        )
    if held is None:
        return True, "note: KakaoTalk's skill is not set, whoever asks it gets 403: `hub faq secret` (docs/faq.md)"
    return True, "KakaoTalk's skill has its secret"
