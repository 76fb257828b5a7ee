"""Which carriers the settings name, and what is refused before anything is served: never with a secret in the words."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from lawsuit_hub.doctor_messages import messages, wrong_with_messages
from lawsuit_hub.infra.carrier_choice import carriers_of
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.settings import BadSettings, Settings
from tests.carrier_stand_ins import KEY, SECRET, SENDER, SERVICE, SensStandIn, SolapiStandIn


def private(path: Path, *lines: str, mode: int = 0o600) -> str:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(mode)
    return path.name


def settings(folder: Path, **changes: object) -> Settings:
    made = Settings(instance=folder, database_url="sqlite://", allow_file_carrier=True, sender_number=SENDER)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_telephones_and_addresses_have_carriers_of_their_own(tmp_path: Path) -> None:
    keys = private(tmp_path / "solapi.key", KEY, SECRET)
    chosen = settings(
        tmp_path, carrier="solapi", solapi_key_file=keys, mail_carrier="smtp", smtp_host="mail.example", smtp_from="a@b.example",
        alimtalk_profile="KA01PF", alimtalk_templates="welcome: KA01TP1; deadline: KA01TP2",
    )  # fmt: skip
    both = carriers_of(chosen)
    assert (both.of("+821001234567").name, both.of("lawyer@firm.example").name) == ("solapi", "smtp")
    assert both.templates == {"welcome": "KA01TP1", "deadline": "KA01TP2"}
    both.close()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"carrier": "pigeon"}, "carrier must be one of"),
        ({"mail_carrier": "solapi"}, "mail_carrier must be one of"),
        ({"carrier": "solapi"}, "solapi_key_file is not set"),
        ({"carrier": "solapi", "solapi_key_file": "missing"}, "cannot be read"),
        ({"carrier": "solapi", "solapi_key_file": "open.key"}, "chmod 600"),
        ({"carrier": "solapi", "solapi_key_file": "short.key"}, "must hold 2 lines"),
        ({"carrier": "solapi", "solapi_key_file": "good.key", "sender_number": "02-123"}, "sender_number"),
        ({"carrier": "solapi", "solapi_key_file": "good.key", "solapi_url": "http://api.example"}, "https://"),
        ({"carrier": "solapi", "solapi_key_file": "good.key", "alimtalk_templates": "welcome"}, "alimtalk_templates"),
        ({"carrier": "solapi", "solapi_key_file": "good.key", "alimtalk_templates": "a: b"}, "alimtalk_profile"),
        ({"carrier": "sens", "sens_key_file": "good.key"}, "sens_service is not set"),
        ({"mail_carrier": "smtp"}, "smtp_host is not set"),
        ({"mail_carrier": "smtp", "smtp_security": "none", "smtp_host": "mail.example"}, "this machine alone"),
        ({"report_secret_file": "short.key"}, "fewer than 32"),
        ({"site_name": "공동소송 허브 😀"}, "U+1F600"),
        ({"site_name": "가" * 2000}, "too long"),
    ],
)
def test_wrong_settings_are_refused_with_words_that_hold_no_secret(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    private(tmp_path / "good.key", KEY, SECRET)
    private(tmp_path / "open.key", KEY, SECRET, mode=0o640)
    private(tmp_path / "short.key", SECRET[:20])
    wrong = "; ".join(wrong_with_messages(settings(tmp_path, **changes)))
    assert said in wrong
    assert SECRET[:20] not in wrong
    if "site_name" not in changes:
        with pytest.raises(BadSettings):
            carriers_of(settings(tmp_path, **changes))


def test_credentials_of_the_environment_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "SOLAPI_API_KEY", KEY)
    assert wrong_with_messages(settings(tmp_path, carrier="solapi"))


def test_a_tier_outside_needs_no_carrier(tmp_path: Path) -> None:
    assert wrong_with_messages(settings(tmp_path, tier=Tier.PUBLIC, carrier="solapi")) == []


@pytest.mark.parametrize(("secret", "good"), [(SECRET, True), ("another", False)])
@pytest.mark.parametrize("name", ["solapi", "sens"])
def test_the_doctor_asks_the_carrier_itself(tmp_path: Path, name: str, secret: str, good: bool) -> None:
    stand_in = SolapiStandIn() if name == "solapi" else SensStandIn()
    key_file = private(tmp_path / "key", KEY, secret)
    about = {"carrier": name, f"{name}_url": stand_in.url, f"{name}_key_file": key_file}
    found = list(messages(settings(tmp_path, **about, **({"sens_service": SERVICE} if name == "sens" else {}))))
    stand_in.close()
    assert found[-1][0] is good
    assert name in found[-1][1] and not stand_in.accepted
