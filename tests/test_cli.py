"""The `hub` command as scripts see it: what stands on stdout, what on stderr, and the exit codes."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.features.responses.form_files import QUESTIONS, as_csv, people, row
from tests.hub_command import hub

KEYS = ["row", "outcome", "reason", "group", "membership", "candidates"]


@pytest.fixture(scope="session")
def made_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "instance"
    made = hub(folder, "init")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def instance(made_instance: Path, tmp_path: Path) -> Path:
    """A copy of one that `hub init` made."""
    return shutil.copytree(made_instance, tmp_path / "instance")


def file_of(tmp_path: Path, content: bytes, name: str = "answers.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_an_instance_is_made_once_and_belongs_to_its_owner(instance: Path) -> None:
    assert instance.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o77 for path in instance.rglob("*") if path.is_file()} == {0}
    again = hub(instance, "init")
    assert again.returncode == 1 and again.stdout == b"" and len(again.stderr.splitlines()) == 1


def test_an_import_prints_one_object_a_row_and_nothing_else_on_stdout(instance: Path, tmp_path: Path) -> None:
    path = file_of(tmp_path, as_csv([*people(5), row(phone="?")]))
    done = hub(instance, "responses", "import", path, "--json")
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(line) for line in lines] == [KEYS] * 6
    assert [line["row"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert (lines[5]["outcome"], lines[5]["reason"], lines[5]["candidates"]) == ("rejected", "phone", [])
    assert done.stderr.decode().strip() == "5 registered, 1 rejected"
    again = hub(instance, "responses", "import", path, "--json")
    assert [json.loads(line)["outcome"] for line in again.stdout.splitlines()] == ["unchanged"] * 5 + ["rejected"]


def test_a_dry_run_stores_nothing(instance: Path, tmp_path: Path) -> None:
    path = file_of(tmp_path, as_csv(people(3)))
    done = hub(instance, "responses", "import", path, "--dry-run")
    assert done.returncode == 0 and b"nothing was stored" in done.stdout
    groups = hub(instance, "groups", "list", "--json")
    assert json.loads(groups.stdout) == []


def test_groups_are_listed_without_personal_data(instance: Path, tmp_path: Path) -> None:
    hub(instance, "responses", "import", file_of(tmp_path, as_csv([row()])))
    groups = hub(instance, "groups", "list", "--json")
    assert json.loads(groups.stdout) == [
        {"code": "GS-0001", "stage": "gathering", "members": 0, "pending": 1, "visible": False}
    ]


def test_a_mapping_file_explains_columns_and_is_remembered(instance: Path, tmp_path: Path) -> None:
    header = ["내 전화" if text == QUESTIONS["phone"] else text for text in QUESTIONS.values()]
    path = file_of(tmp_path, as_csv(people(2), header=header))
    refused = hub(instance, "responses", "import", path)
    assert refused.returncode == 2 and "phone" in refused.stderr.decode() and "--map" in refused.stderr.decode()
    assert len(refused.stderr.splitlines()) == 1
    chosen = file_of(tmp_path, json.dumps({"내 전화": "phone"}).encode(), "map.json")
    assert hub(instance, "responses", "import", path, "--map", chosen).returncode == 0
    assert hub(instance, "responses", "import", path).returncode == 0


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "empty.csv"), (b"%PDF-1.7 x", "a.pdf"), (b"\xd0\xcf\x11\xe0", "old.xls"), (None, "missing.csv")],
)
def test_an_unreadable_file_is_exit_2_and_one_line(
    instance: Path, tmp_path: Path, content: bytes | None, name: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = hub(instance, "responses", "import", path, "--json")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, b"", 1)


def test_a_broken_mapping_file_is_exit_2_and_one_line(instance: Path, tmp_path: Path) -> None:
    path = file_of(tmp_path, as_csv([row()]))
    done = hub(instance, "responses", "import", path, "--map", file_of(tmp_path, b"[", "map.json"))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_without_an_instance_everything_is_refused_in_one_line(tmp_path: Path) -> None:
    done = hub(tmp_path / "nowhere", "groups", "list")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_usage_is_exit_2(instance: Path) -> None:
    assert hub(instance, "responses", "import").returncode == 2
    assert hub(instance, "no-such-command").returncode == 2


def test_lines_are_masked_one_by_one(tmp_path: Path) -> None:
    done = hub(tmp_path, "mask", "phone", stdin=b"010-1234-5678\n\n+82 10 1234 5678\n")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == ["010-****-5678", "***", "010-****-5678"]


def test_free_text_is_scrubbed_and_a_resident_number_is_not_echoed(tmp_path: Path) -> None:
    done = hub(tmp_path, "scrub", stdin="제 번호는 010-0123-4567 입니다".encode())
    assert done.returncode == 0 and done.stdout.decode() == "제 번호는 [전화번호] 입니다"
    refused = hub(tmp_path, "scrub", stdin=b"900101-1" + b"234567")
    assert (refused.returncode, refused.stdout) == (1, b"") and b"234567" not in refused.stderr


def test_a_staff_account_gets_a_link_once(instance: Path) -> None:
    done = hub(instance, "staff", "add", "worker@example.com", "--role", "caseworker")
    assert done.returncode == 0 and b"/staff/enrol/" in done.stdout
    again = hub(instance, "staff", "add", "worker@example.com", "--role", "caseworker")
    assert again.returncode == 1 and len(again.stderr.splitlines()) == 1


def test_a_closed_account_is_closed_and_nobody_else(instance: Path) -> None:
    hub(instance, "staff", "add", "leaver@example.com", "--role", "caseworker")
    assert hub(instance, "staff", "close", "leaver@example.com").returncode == 0
    assert hub(instance, "staff", "close", "nobody@example.com").returncode == 1


def test_a_column_that_nobody_recognises_is_named_on_stderr(instance: Path, tmp_path: Path) -> None:
    header = [*list(QUESTIONS.values())[:-1], "요즘 기분"]
    done = hub(instance, "responses", "import", file_of(tmp_path, as_csv(people(1), header=header)), "--json")
    assert done.returncode == 0 and "요즘 기분" in done.stderr.decode() and b"not recognised" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_the_doctor_says_what_is_good_and_what_is_not(instance: Path) -> None:
    new = hub(instance, "doctor")
    assert new.returncode == 1 and [line for line in new.stdout.decode().splitlines() if line.startswith("BAD")] == [
        line for line in new.stdout.decode().splitlines() if "carrier" in line
    ]
    settings = instance / "hub.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("allow_file_carrier = false", "allow_file_carrier = true"), encoding="utf-8")
    assert hub(instance, "doctor").returncode == 0
    instance.chmod(0o755)
    ill = hub(instance, "doctor")
    assert ill.returncode == 1 and b"BAD" in ill.stdout


def test_a_person_is_erased_by_reference_once_and_never_by_telephone(instance: Path, tmp_path: Path) -> None:
    assert hub(instance, "responses", "import", file_of(tmp_path, as_csv([row()]))).returncode == 0
    with sqlite3.connect(instance / "hub.db") as database:
        ((reference,),) = database.execute("select reference from victims").fetchall()
    told = ("--reason", "본인이 창구에서 지워 달라고 함")
    by_number = hub(instance, "erase", "010-0123-4567", *told)
    assert by_number.returncode == 2 and b"0123" not in by_number.stderr
    unasked = hub(instance, "erase", reference, *told)
    assert unasked.returncode == 1 and b"NotApproved" in unasked.stderr
    done = hub(instance, "erase", reference, *told, "--force", "--turn-over")
    assert done.returncode == 0 and done.stdout.startswith(f"record 1: {reference} erased".encode()), done.stderr
    again = hub(instance, "erase", reference, *told)
    assert again.returncode == 0 and b"record 1" in again.stdout and b"(before)" in again.stdout
    with sqlite3.connect(instance / "hub.db") as database:
        deeds = [deed for (deed,) in database.execute("select deed from audit_lines")]
    assert deeds.count("destruction:forced") == deeds.count("victim:destroyed") == 1


def test_fees_need_no_instance_and_the_parts_add_up(tmp_path: Path) -> None:
    claims = ("120000000", "2억3천만", "95,000,000", "250000000")
    done = hub(tmp_path, "fees", *(word for claim in claims for word in ("--claim", claim)), "--electronic", "--json")
    answer = json.loads(done.stdout)
    assert (answer["claim"], answer["stamp"], answer["service"]) == (695_000_000, 2_551_500, 412_500)
    assert [one["stamp"] for one in answer["plaintiffs"]] == [440_547, 844_381, 348_766, 917_806]
    assert all(one["total"] == one["stamp"] + one["service"] for one in answer["plaintiffs"])
    told = hub(tmp_path, "fees", "--claim", "5000000").stdout.decode().splitlines()
    assert [line.split() for line in told[1:]] == [
        ["1", "5,000,000", "25,000", "110,000", "135,000"],
        ["together", "5,000,000", "25,000", "110,000", "135,000"],
    ]


def test_fees_go_by_the_practice_of_the_instance_and_the_tables_of_a_day(tmp_path: Path) -> None:
    (tmp_path / "hub.toml").write_text("agent_counts_once = true\nstamp_electronic_least = 1000\n")
    words = ("--claim", "1", "--claim", "1", "--defendants", "2", "--electronic", "--on", "2025-05-31", "--json")
    answer = json.loads(hub(tmp_path, "fees", *words).stdout)
    assert (answer["stamp"], answer["service"]) == (1000, 5_200 * 3 * 10)


@pytest.mark.parametrize(
    "words", [(), ("--claim", "0"), ("--claim", "-5"), ("--claim", "많이"), ("--claim", "5", "--on", "2010-01-01"),
              ("--claim", "5", "--defendants", "0"), ("--claim", "9" * 40)],
)  # fmt: skip
def test_fees_of_nothing_or_nonsense_are_usage(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert hub(tmp_path, "fees", *words).returncode == 2


def test_fees_of_an_appeal(tmp_path: Path) -> None:
    done = hub(tmp_path, "fees", "--claim", "230000000", "--procedure", "appeal", "--json")
    assert json.loads(done.stdout)["stamp"] == 1_462_500
