"""Settings: read once, everything wrong told at once, and no serving on what is for trials."""

import re
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path

import pytest

from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.settings import BadSettings, Settings, instance_folder

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


def load(tmp_path: Path, text: str, **environ: str) -> Settings:
    (tmp_path / "hub.toml").write_text(text, encoding="utf-8")
    return Settings.load(tmp_path, environ)


def test_everything_that_is_wrong_is_told_in_one_message(tmp_path: Path) -> None:
    text = 'port = "8000"\nproduction = 1\ninvite_hours = -1\ntrusted_hosts = "hub.example.org"\ncolour = "red"\nanimal = "cat"\nworkers = true\n'
    with pytest.raises(BadSettings) as refused:
        load(tmp_path, text)
    for name in ("port", "production", "invite_hours", "trusted_hosts", "colour", "animal", "workers"):
        assert name in str(refused.value)


@pytest.mark.parametrize("name", ["suggestion_days", "survey_days", "cost_account_years"])
def test_nothing_is_kept_for_no_time_at_all(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadSettings, match=f"{name} must be at least 1"):
        load(tmp_path, f"{name} = 0")
    load(tmp_path, f"{name} = 1")


def test_what_is_not_written_has_a_default_and_what_is_written_counts(tmp_path: Path) -> None:
    settings = load(tmp_path, 'port = 9000\ntrusted_hosts = ["a.example.org", "b.example.org"]')
    assert (settings.port, settings.invite_hours) == (9000, 72)
    assert settings.trusted_hosts == ("a.example.org", "b.example.org")
    assert settings.production is True, "who says nothing gets the safe way"


def test_the_tier_is_one_of_four_and_the_environment_goes_first(tmp_path: Path) -> None:
    assert load(tmp_path, "").tier is Tier.ALL
    assert load(tmp_path, 'tier = "public"').tier is Tier.PUBLIC
    assert load(tmp_path, 'tier = "public"', LAWSUIT_HUB_TIER="counsel").tier is Tier.COUNSEL
    for text, environ in (('tier = "outer"', {}), ("tier = 1", {}), ("", {"LAWSUIT_HUB_TIER": "Public"})):
        with pytest.raises(BadSettings, match="tier must be one of all, public, inner, counsel"):
            load(tmp_path, text, **environ)


def test_the_environment_chooses_the_database_and_the_tier_and_nothing_else(tmp_path: Path) -> None:
    text = 'database_url = "sqlite:////tmp/written.db"'
    assert load(tmp_path, text).database_url == "sqlite:////tmp/written.db"
    settings = load(tmp_path, text, DATABASE_URL="postgresql+psycopg://h/x", PORT="1", SECRET_KEY="x")
    assert settings.database_url == "postgresql+psycopg://h/x"
    assert settings.port == 8000
    assert load(tmp_path, "").database_url == f"sqlite:///{tmp_path / 'hub.db'}"


@pytest.mark.parametrize("text", ["port = ", "\x00", "port = 1\nport = 2"])
def test_what_is_not_toml_is_refused_without_repeating_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSettings, match="not readable TOML"):
        load(tmp_path, text)


def test_a_folder_without_settings_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="hub init"):
        Settings.load(tmp_path / "nowhere", {})


def test_the_instance_is_the_one_the_environment_names() -> None:
    assert instance_folder({"LAWSUIT_HUB_INSTANCE": "/srv/hub"}) == Path("/srv/hub")
    assert instance_folder({}).name == "instance"


def test_nobody_changes_settings_later(tmp_path: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        load(tmp_path, "").port = 1  # type: ignore[misc]


def fit(tmp_path: Path) -> Settings:
    return Settings(
        instance=tmp_path, database_url="sqlite://", public_base_url="https://hub.example.org", allow_file_carrier=True
    )


def test_a_fit_instance_serves(tmp_path: Path) -> None:
    fit(tmp_path).refuse_unfit_for_serving(demo_keys=False)


def test_what_is_for_trials_is_refused_for_serving_all_at_once(tmp_path: Path) -> None:
    trial = replace(fit(tmp_path), allow_file_carrier=False, public_base_url="http://hub.example.org")
    with pytest.raises(BadSettings) as refused:
        trial.refuse_unfit_for_serving(demo_keys=True)
    for word in ("demo keys", "allow_file_carrier", "https://"):
        assert word in str(refused.value)


def test_every_setting_is_described_and_nothing_else_is() -> None:
    described = set(re.findall(r"^\| `(\w+)` \|", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE))
    known = {field.name for field in fields(Settings)} - {"instance"}
    assert not known - described, f"describe in docs/settings.md: {', '.join(sorted(known - described))}"
    assert not described - known, (
        f"docs/settings.md describes what does not exist: {', '.join(sorted(described - known))}"
    )


def test_the_described_defaults_are_the_real_ones() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for field in fields(Settings):
        if field.name in ("instance", "database_url"):
            continue
        found = re.search(rf"^\| `{field.name}` \| `([^`]*)` \|", text, flags=re.MULTILINE)
        assert found is not None, field.name
        default = list(field.default) if isinstance(field.default, tuple) else field.default
        written = str(default).lower() if isinstance(default, bool) else str(default).replace("'", '"')
        assert found[1].strip('"') == written.strip('"'), f"docs/settings.md: the default of {field.name} is {written}"


def test_a_setting_that_was_renamed_says_its_new_name(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="session_hours, now member_, staff_, lawyer_ and admin_session_hours"):
        load(tmp_path, "session_hours = 12")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"production": False, "bind": "0.0.0.0"}, "production = false is for this machine alone"),  # noqa: S104 - refused
        ({"limits_url": "memory://"}, "forgets with each process"),
    ],
)
def test_what_would_stand_open_in_silence_is_refused_for_serving(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    with pytest.raises(BadSettings, match=said):
        replace(fit(tmp_path), **change).refuse_unfit_for_serving(demo_keys=False)  # type: ignore[arg-type]


def test_links_begin_with_the_host_of_whoever_follows_them(tmp_path: Path) -> None:
    split = replace(fit(tmp_path), public_base_url="https://inner.example", members_url="https://members.example/")
    assert split.url_for(members=True) == "https://members.example"
    assert split.url_for(counsel=True) == split.url_for() == "https://inner.example"
