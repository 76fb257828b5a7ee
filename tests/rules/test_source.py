"""Rules of the source that no import contract can say: who commits, who opens, who reads a number."""

import ast
import re
from collections.abc import Callable

import pytest

from lawsuit_hub.infra.db import Base, SealedType
from lawsuit_hub.infra.tables import load_tables
from tests.rules.source import PACKAGE, ROOT, Module, dotted, modules

COMMITS = {
    "infra/work.py": "the one place",
    "migrations/env.py": "migrations run without a Work",
}

# Who may see a telephone number as text. Add a file only when it has to send, index or seal one.
E164 = {
    "values/phone.py": "parses it",
    "features/identity/codes.py": "indexes it and owes it a code",
    "features/identity/asking.py": "marks a browser that proved it",
    "features/victims/recognising.py": "indexes what stands in a found file",
    "features/telephones/begun.py": "keeps old and new number of a change, sealed under the cookie",
    "features/telephones/routes.py": "masks the number for the page that asks for its code",
    "features/telephones/service.py": "tells the old number that it was changed",
    "features/telephones/waiting.py": "seals the new number while it waits",
    "features/victims/renumbering.py": "seals and indexes the new number",
    "features/registration/code_routes.py": "masks the number for the page that asks for its code",
    "features/registration/preview.py": "masks it for the page",
    "features/registration/routes.py": "keeps the number a sign-in began with, sealed under the cookie",
    "features/registration/steps.py": "keeps it in the draft, sealed under the cookie",
    "features/responses/taking.py": "makes the index of a taken answer",
    "features/victims/arriving.py": "seals and indexes those of an imported file together",
    "features/victims/opening.py": "finds a person by her number",
    "features/victims/records.py": "seals it",
    "features/victims/service.py": "finds a person by her number",
}

# Who may open what is sealed. Each has a purpose; staff's looks leave an audit line.
OPENS = {
    "privacy/keys.py": "opening itself",
    "privacy/carried.py": "opening with a cookie's key",
    "features/briefings/endings.py": "texts under a key that is about to go, sealed again under another",
    "features/ballots/service.py": "ballots of a group that went into another, for the key of the one that stands",
    "infra/peer_texts.py": "papers, news, questions and answers, for a group's members, its caseworker and its lawyer; the board's for whom it shows them",
    "features/surveys/drafts.py": "a half-filled survey, for whoever brings its cookie and is signed in as its person",
    "features/suggestions/telling.py": "whose suggestion it is, to owe its writer the message she asked for",
    "features/addresses/service.py": "where post reaches her: for a locked file and her own copy; a masked hint for herself",
    "features/claims/figures.py": "what came back of her deposit, for herself, her lawyer and caseworkers: hints only",
    "features/claims/shares.py": "her own share of the costs, for herself",
    "features/costs/contents.py": "an application, for herself and the desk: hints; the account, after a mark, for a look, a list, her own copy",
    "features/costs/reading.py": "the words of an appeal, for herself and the desk: hints",
    "features/costs/deciding.py": "the letter of a decision, for herself: hints",
    "features/costs/opening.py": "names of a household, for a caseworker who left her mark",
    "features/costs/papers.py": "a page that was handed in, for a caseworker who left her mark and for her own copy",
    "features/costs/paying.py": "a locked list for the finance office, for whoever made it, for a day",
    "features/costs/held.py": "what an applicant sealed, for the copy of her own data",
    "features/documents/declarations.py": "what she wrote of a relation, for a caseworker who left her mark and for her own copy",
    "features/documents/viewings.py": "a page that was handed in, for a caseworker who left her mark",
    "features/exhibits/commons.py": "titles of common exhibits for a group's caseworker and lawyer, and their pages for its archive",
    "features/webhooks/sealing.py": "secrets of receivers, for the worker that signs with them",
    "features/identity/second_factor.py": "checks a code against a second factor's secret",
    "features/identity/passkeys.py": "the names that somebody gave her own passkeys",
    "features/meetings/contacts.py": "a representative's name and number, for a caseworker who left a mark",
    "features/meetings/tickets.py": "what somebody needs to take part in a meeting, for a caseworker who left her mark and for her own copy",
    "features/mandates/held.py": "what she signed, for the copy of her own data and for a locked file to her lawyer",
    "features/mandates/own.py": "the copy of what she signed, by her cookie",
    "features/mandates/wording.py": "what a group's mandate says, for its members, its caseworker and its lawyer",
    "features/landlords/details.py": "merges what is known of a landlord; shows staff his hints",
    "features/landlords/restoring.py": "after a restore: whether a landlord opens still, shown to nobody",
    "features/lawsuits/cards.py": "masked cards of one's own group",
    "features/lawsuits/rooms.py": "room address and code for whoever enters",
    "features/openchats/addresses.py": "address and code of a further room, for whoever enters",
    "features/proceedings/carrying.py": "number and words under a key that is about to go, sealed again under another",
    "features/proceedings/cases.py": "the number of a case, for its members, its caseworker and its lawyer",
    "features/proceedings/deadlines.py": "the words of a day that must not be missed, for the same",
    "features/rooms/entries.py": "messages of a room, for its members and whoever opened it",
    "features/rooms/reports.py": "why a message was reported, for the desk and for her own copy",
    "features/rights/copies.py": "a copy of her own data, by her cookie",
    "features/rights/corrections.py": "what she wants put right, for the caseworker who decides",
    "features/rights/requests.py": "her own scrubbed words, for her and whoever answers",
    "features/outbox/service.py": "number and text of a code, as it is sent",
    "features/publishing/files.py": "a file that nobody has released yet, for a caseworker who looks at it or releases it",
    "features/telephones/waiting.py": "a new number that waited its days, as it becomes hers; and for her own copy",
    "features/rosters/asked.py": "the password of a roster that waits to be made",
    "features/responses/upload_files.py": "the worker reads an uploaded file",
    "features/victims/drafts.py": "a visitor's own draft, by her cookie",
    "features/urns/service.py": "slips of an urn, five at least, shuffled: of whom nobody knows",
    "features/victims/records.py": "one person's fields, for the deeds in opening.py",
    "features/victims/tasks.py": "a waiting answer, for the caseworker who decides",
}
_OPENING = {"open_bytes", "open_from_vault", "file_chunks", "check_row", "open_with", "open_bytes_with"}

LATE = {
    "__init__.py": "so that the pure packages can be imported without a web framework",
    "commands/roster.py": "she hears that her export began before the service is loaded",
    "features/rosters/making.py": "the libraries of papers are large; an export of workbooks has 120 MB",
    "privacy/file_lock.py": "the same of the library that locks PDF",
}

TABLES_OF_OTHERS = {
    "features/desk/queries.py": "counts for the desk, read-only",
    "features/destruction/due.py": "ids and moments of what has been kept long enough, read-only",
}

BANNED = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "base",
    "misc",
    "tools",
    "core",
    "service2",
}


def where(found: dict[str, list[int]], allowed: dict[str, str]) -> str:
    return ", ".join(f"lawsuit_hub/{name}:{lines[0]}" for name, lines in sorted(found.items()) if name not in allowed)


def lines_where(test: Callable[[Module, ast.AST], bool]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for module in modules():
        for node in ast.walk(module.tree):
            if test(module, node):
                found.setdefault(module.name, []).append(getattr(node, "lineno", 1))
    return found


def check_list(found: dict[str, list[int]], allowed: dict[str, str], advice: str) -> None:
    new = where(found, allowed)
    assert not new, f"{new}: {advice}"
    stale = set(allowed) - set(found)
    assert not stale, f"take these off the list, they do it no more: {', '.join(sorted(stale))}"


def test_only_work_commits() -> None:
    found = lines_where(lambda _module, node: isinstance(node, ast.Call) and dotted(node.func).endswith(".commit"))
    check_list(found, COMMITS, "nobody commits but infra/work.py; open a Work and return from it")


def test_a_telephone_number_as_text_is_read_in_listed_files_only() -> None:
    found = lines_where(lambda _module, node: isinstance(node, ast.Attribute) and node.attr == "e164")
    check_list(found, E164, "pass the PhoneNumber on, or add the file to E164 with a reason")


def opens(_module: Module, node: ast.AST) -> bool:
    if isinstance(node, ast.FunctionDef):
        return False
    if isinstance(node, ast.Call):
        name = dotted(node.func)
        return name.endswith("keys.open") or name.rsplit(".", 1)[-1] in _OPENING
    return False


def test_what_is_sealed_is_opened_in_listed_files_only() -> None:
    found = lines_where(opens)
    found.setdefault("privacy/carried.py", [1])  # defines open_with; calls none
    check_list(found, OPENS, "ask a service that opens, or add the file to OPENS with the purpose")


def test_tables_are_private_to_their_feature() -> None:
    found: dict[str, list[int]] = {}
    for module in modules():
        for name, line in module.imports():
            other = re.match(r"lawsuit_hub\.features\.(\w+)\.models\b", name)
            if other and other[1] != module.feature:
                found.setdefault(module.name, []).append(line)
    check_list(found, TABLES_OF_OTHERS, "another feature's tables are private: ask its service")


def test_the_desk_s_queries_select_no_sealed_column() -> None:
    load_tables()
    module = next(one for one in modules() if one.name == "features/desk/queries.py")
    models = {mapper.class_.__name__: mapper for mapper in Base.registry.mappers}
    sealed = {
        f"{name}.{column.key}"
        for name, mapper in models.items()
        for column in mapper.column_attrs
        if isinstance(column.columns[0].type, SealedType)
    }
    used = {dotted(node) for node in module.attributes()}
    assert not used & sealed, f"features/desk/queries.py may not select {', '.join(used & sealed)}"
    whole = {
        dotted(argument)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and dotted(node.func) == "select"
        for argument in node.args
        if dotted(argument) in models
    }
    bearing = {name.split(".")[0] for name in sealed}
    assert not whole & bearing, f"select columns, not whole rows, of {', '.join(whole & bearing)}"


def test_no_relationship_ties_tables_together() -> None:
    found = lines_where(lambda _module, node: isinstance(node, ast.Call) and dotted(node.func).endswith("relationship"))
    check_list(found, {}, "ask for the other rows by their ids; relationships load what nobody meant to read")


def test_views_and_forms_hold_no_key_and_no_table() -> None:
    """As the import contract, but for every module of views, however it is named."""
    for module in modules():
        is_view = module.feature and re.search(r"(^|/|_)(routes|forms)\.py$", module.name)
        if not is_view:
            continue
        bad = [
            f"{name} (line {line})"
            for name, line in module.imports()
            if re.match(r"lawsuit_hub\.privacy|sqlalchemy", name)
        ]
        assert not bad, f"lawsuit_hub/{module.name} imports {', '.join(bad)}: let a service do it"


def test_services_never_ask_the_air() -> None:
    """No request, clock or environment: `Work` has what they need."""
    calls = {"datetime.now", "date.today", "datetime.utcnow", "time.time", "os.environ.get", "os.getenv"}
    for module in modules():
        if not module.feature or re.search(r"(^|/|_)(routes|forms|doorstep|draft_cookie)\.py$", module.name):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and dotted(node.func) in calls:
                pytest.fail(
                    f"lawsuit_hub/{module.name}:{node.lineno}: take the time from work.now and settings from work.settings"
                )


def test_every_module_says_its_job_in_its_first_line() -> None:
    for module in modules():
        if module.name.endswith("__init__.py") and module.name != "__init__.py":
            assert not module.text.strip(), f"lawsuit_hub/{module.name} must be empty"
            continue
        said = ast.get_docstring(module.tree)
        assert said and module.text.startswith('"""'), (
            f'lawsuit_hub/{module.name}: let the first line say its one job, in """ """'
        )
        assert said.split("\n\n")[0].rstrip().endswith((".", ";", ",")), (
            f"lawsuit_hub/{module.name}: its job is said in a sentence"
        )


def test_names_say_what_is_inside() -> None:
    names = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.is_dir() or path.suffix == ".py"]
    bad = [str(path) for path in names if path.stem in BANNED and path.suffix != ".css"]
    assert not bad, f"name the noun instead of the drawer: {', '.join(bad)}"


def test_imports_stand_on_top() -> None:
    found: dict[str, list[int]] = {}
    for module in modules():
        for function in ast.walk(module.tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                found.setdefault(module.name, []).extend(
                    node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)
                )
    check_list(
        {name: lines for name, lines in found.items() if lines},
        LATE,
        "imports stand on top; a circle is a sign of a wrong border",
    )


@pytest.mark.parametrize("kind", ["modules", "functions", "views"])
def test_things_stay_small(kind: str) -> None:
    """250 lines a module, 40 a function, 12 a view."""
    big: list[str] = []
    for module in modules():
        if kind == "modules" and module.text.count("\n") > 250:
            big.append(f"lawsuit_hub/{module.name} has {module.text.count(chr(10))} lines: split it by noun")
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.FunctionDef):
                continue
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            is_view = any(isinstance(one, ast.Call) and dotted(one.func) == "allow" for one in node.decorator_list)
            if kind == "functions" and length > 40 and not is_view:
                big.append(f"lawsuit_hub/{module.name}:{node.lineno} {node.name} has {length} lines of 40")
            if kind == "views" and is_view and length > 12:
                big.append(f"lawsuit_hub/{module.name}:{node.lineno} {node.name} has {length} lines of 12")
    assert not big, "\n".join(big)


def test_nothing_personal_is_formatted_into_a_log_line() -> None:
    """Log calls take literals and plain names; f-strings are refused by the linter."""
    bad = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and dotted(node.func) in ("log.exception", "logger.exception"):
                bad.append(
                    f"lawsuit_hub/{module.name}:{node.lineno}: an exception's words may quote what a person typed"
                )
    assert not bad, "\n".join(bad)


def test_documents_name_no_machine_of_ours() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *PACKAGE.rglob("*.py")]:
        assert "/work/" not in path.read_text(encoding="utf-8"), (
            f"{path.relative_to(ROOT)} names a folder that only its writer has"
        )
