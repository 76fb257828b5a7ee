"""Every parser, fed with anything: it returns or refuses as it declares, soon, and what it cleaned it does not clean again.

A function that reads text or bytes from outside is found by its name and its first parameter; one that is not in PARSERS, and not
in ELSEWHERE with the reason, makes this file fail.
"""

import ast
import io
import itertools
import json
import re
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import RequestEntityTooLarge

from lawsuit_hub.backup import container
from lawsuit_hub.backup.container import BadBackup, Head
from lawsuit_hub.features.audit import head_file
from lawsuit_hub.features.audit.recording import clean_reason
from lawsuit_hub.features.lawsuits.room_url import clean_room_code, clean_room_url
from lawsuit_hub.features.lawsuits.types import BadRoomUrl
from lawsuit_hub.features.mandates.strokes import Strokes
from lawsuit_hub.features.mandates.types import NotDrawn
from lawsuit_hub.features.responses import answers, importing, landlord_cells, questions
from lawsuit_hub.infra import tier_link
from lawsuit_hub.infra.multipart import BadUploadForm, file_of
from lawsuit_hub.infra.proxies import read_address
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from lawsuit_hub.infra.root_settings import unsafe_address
from lawsuit_hub.infra.sheet import open_sheet
from lawsuit_hub.infra.tier_link import BadFrame, Wire
from lawsuit_hub.infra.unreadable_sheet import UnreadableSheet
from lawsuit_hub.infra.web import local_path
from lawsuit_hub.privacy import log_words, masking
from lawsuit_hub.privacy.called_names import called_names, is_title
from lawsuit_hub.privacy.scrub import ResidentNumber, scrub
from lawsuit_hub.privacy.sealed import CannotOpen
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.settings import BadSettings, Settings
from lawsuit_hub.settings_check import parsed
from lawsuit_hub.values import address_reading, clock_time, dates, districts, resident_number, text, won
from lawsuit_hub.values.address import Address
from lawsuit_hub.values.case_number import CaseNumber
from lawsuit_hub.values.channel_post import PostText, channel_url, post_url
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.hanja import read_hanja
from lawsuit_hub.values.label_sheets import sheets_with
from lawsuit_hub.values.landlord_name import LandlordName, sound_law
from lawsuit_hub.values.message_body import MessageBody, bytes_of, subject_of
from lawsuit_hub.values.name_likeness import syllable_keys
from lawsuit_hub.values.networks import Networks
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.registration_numbers import BusinessNumber, CorporationNumber
from lawsuit_hub.values.romanised import sound_of_hangul, sounds_of_latin
from lawsuit_hub.values.tariffs import tariffs_with
from lawsuit_hub.values.webhook_url import WebhookUrl, is_ordinary, is_public
from lawsuit_hub.values.won import Won
from tests.features.responses.form_files import QUESTIONS, as_csv, as_xlsx, row
from tests.rules.source import ROOT, Module, modules
from tests.world import World

SECONDS = 5  # for one example, on a machine that does other things too

# Text of every kind that people and programs write here, in pieces, so that examples come near to what is read.
PIECES = (
    "010-0123-4567", "+82 10", "홍길동", "홍길동", "주식회사", "(주)", "대표", "1,2억", "3억 5천만", "원", "2024년 1월 2일", "'99.13.32", "오후 11:59",
    "GMT+99:99", "서울특별시", "강서구", "로 12번길", "지하 3-0", "101동 1203호", "900101-1234567", "124-81-00998", "110111-1234567", "@", ".com",
    "xn--", "https://open.kakao.com/o/gAbcde", "http://[", "//", "/my", "\\", "%2f", "\x00", "\ud800", "\u200b", "\u202e", "٣", "Ⅳ", "½", "²", "e9",
    "\n", "\t", ",", '"', "{", "[", "]", "null", '{"a":', "= ", "true", "tier", "님", " 씨", "9" * 40,
)  # fmt: skip
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
LONG = st.sampled_from([piece * 3000 for piece in PIECES])
DEEP = st.sampled_from(["[" * 100_000, '{"a":' * 50_000, "a=" + "[" * 50_000, "((" * 50_000])
ANY_TEXT = TEXTS | LONG | DEEP
ROWS = st.lists(st.lists(TEXTS, max_size=6), max_size=6)


@st.composite
def bent(draw: st.DrawFn, whole: bytes) -> bytes:
    """A good file with bytes changed, cut off, doubled or put in."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.sampled_from([0, 1, 4, 100]))] = draw(st.binary(max_size=6))
    return bytes(data[: draw(st.sampled_from([len(data), len(data), len(data) // 2]))])


FILES = (
    st.binary(max_size=400)
    | bent(as_csv([row(), row(name="표본둘")]))
    | bent(as_csv([row()]).decode("utf-8-sig").encode("utf-16"))
    | bent(as_xlsx([list(QUESTIONS.values()), row()]))
    | ROWS.map(lambda rows: "\r\n".join(",".join(one) for one in rows).encode("utf-8", "surrogatepass"))
)
PART = b'--xx\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\nabc\r\n'
UPLOAD = PART + b'--xx\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n1,2\r\n--xx--\r\n'
HEAD = Head(
    **{name: 1 if kind in (int, "int") else "a" for name, kind in Head.__annotations__.items() if name != "format"}
)
KEY = AESGCM(bytes(32))


def read_sheet(content: bytes) -> list[list[str]]:
    return [list(one) for one in open_sheet(io.BytesIO(content))]


def read_upload(body: bytes) -> bytes:
    return b"".join(file_of(io.BytesIO(body), "multipart/form-data; boundary=xx", admit=lambda _fields: None))


def read_answer(cells: list[str]) -> object:
    recognised = questions.recognise(list(QUESTIONS.values()))
    return answers.read_answer(recognised.mapping, cells, home_province="서울")


def read_frame(sent: bytes) -> object:
    """As the inner tier hears it: from a socket whose other end is closed."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(sent)
        theirs.shutdown(socket.SHUT_WR)
        return tier_link.heard(Wire(ours, 1), {Tier.PUBLIC: bytes(32)}, bytes(32))


def frame(said: bytes) -> bytes:
    """What somebody sends who has the key, and not our program."""
    return KEY.encrypt(tier_link._ONLY_ONE, said, tier_link.VERSION)


def unchecked(_sealed: bytes, _context: bytes) -> Any:
    raise CannotOpen


@dataclass(frozen=True)
class Parser:
    """`again`: its answer, read once more, stays as it is."""

    read: Callable[[Any], Any]
    feed: st.SearchStrategy[Any] = ANY_TEXT
    refuses: tuple[type[Exception], ...] = ()
    again: bool = False


def value(read: Callable[[str], Any]) -> Parser:
    return Parser(read, refuses=(BadValue,))


BYTES = st.binary(max_size=80) | ANY_TEXT.map(lambda said: said.encode("utf-8", "replace"))
FRAMES = st.binary(max_size=80) | BYTES.map(frame)
SENT = st.binary(max_size=200) | st.binary(max_size=60).map(lambda body: len(body).to_bytes(4) + body)
HEADERS = st.lists(TEXTS | st.sampled_from(list(QUESTIONS.values())), max_size=8)

_ANYWHERE = WebhookUrl.parse("https://hooks.example.com/")

PARSERS: Mapping[str, Parser] = {
    "values/address.py parse": value(lambda typed: Address.parse(typed).building("서울")),
    "values/address_reading.py read_address": Parser(address_reading.read_address, refuses=(BadValue,)),
    "values/address_reading.py province_of": Parser(lambda typed: address_reading.province_of(typed, typed, typed)),
    "features/mandates/strokes.py parse": Parser(lambda typed: Strokes.parse(typed).lines, refuses=(NotDrawn,)),
    "values/webhook_url.py parse": value(lambda typed: WebhookUrl.parse(typed).text),
    "values/webhook_url.py may_reach": Parser(_ANYWHERE.may_reach),
    "values/webhook_url.py is_public": Parser(is_public),
    "values/webhook_url.py is_ordinary": Parser(is_ordinary),
    "values/channel_post.py channel_url": Parser(channel_url, refuses=(BadValue,), again=True),
    "values/channel_post.py post_url": Parser(lambda typed: post_url(typed, channel="https://pf.kakao.com/_hubcase"), refuses=(BadValue,)),
    "values/channel_post.py of": Parser(lambda typed: PostText.of(typed, typed, "https://hub.example/n/1", title_letters=50, text_letters=1000).text),
    "values/message_body.py of": value(lambda typed: MessageBody.of(typed).text),
    "values/message_body.py bytes_of": value(bytes_of),
    "values/message_body.py subject_of": value(subject_of),
    "values/tariffs.py tariffs_with": value(tariffs_with),
    "values/case_number.py parse": value(lambda typed: CaseNumber.parse(typed).text),
    "values/hanja.py read_hanja": Parser(read_hanja, again=True),
    "values/label_sheets.py sheets_with": Parser(lambda typed: sheets_with(typed)[-1].name, refuses=(BadValue,)),
    "values/landlord_name.py sound_law": Parser(sound_law, again=True),
    "values/name_likeness.py syllable_keys": Parser(syllable_keys),
    "values/romanised.py sound_of_hangul": Parser(sound_of_hangul),
    "values/romanised.py sounds_of_latin": Parser(sounds_of_latin),
    "values/dates.py parse_date": value(dates.parse_date),
    "values/clock_time.py parse_time": value(clock_time.parse_time),
    "values/dates.py parse_birth_date": value(dates.parse_birth_date),
    "values/dates.py parse_timestamp": value(dates.parse_timestamp),
    "values/districts.py provinces_of": Parser(districts.provinces_of),
    "values/email.py parse": value(lambda typed: Email.parse(typed).key),
    "values/landlord_name.py parse": value(LandlordName.parse),
    "values/person_name.py parse": value(PersonName.parse),
    "values/networks.py parse": value(lambda typed: str(Networks.parse(typed))),
    "infra/proxies.py read_address": Parser(read_address),
    "privacy/log_words.py clean": Parser(log_words.clean),
    "values/phone.py parse": value(lambda typed: PhoneNumber.parse(typed).national),
    "values/phone.py parse_mobile": value(lambda typed: PhoneNumber.parse_mobile(typed).blocks),
    "values/registration_numbers.py parse": value(BusinessNumber.parse),
    "values/registration_numbers.py parse (corporations)": value(CorporationNumber.parse),
    "values/resident_number.py shape_in": Parser(resident_number.shape_in),
    "values/resident_number.py without_shapes": Parser(resident_number.without_shapes, again=True),
    "values/text.py is_ordinary": Parser(text.is_ordinary),
    "values/text.py visible": Parser(text.visible, again=True),
    "values/text.py clean": Parser(text.clean, again=True),
    "values/text.py ascii_digits": Parser(text.ascii_digits, again=True),
    "values/text.py is_dash": Parser(text.is_dash, st.characters()),
    "values/text.py plain_dashes": Parser(text.plain_dashes, again=True),
    "values/won.py parse": value(Won.parse),
    "values/won.py amount_of": value(won.amount_of),
    "privacy/masking.py name": Parser(masking.name),
    "privacy/masking.py peer_name": Parser(masking.peer_name),
    "privacy/masking.py phone": Parser(masking.phone),
    "privacy/masking.py email": Parser(masking.email),
    "privacy/masking.py address": Parser(masking.address),
    "privacy/masking.py region": Parser(masking.region),
    "privacy/masking.py birthdate": Parser(masking.birthdate),
    "privacy/masking.py band": Parser(masking.band),
    "privacy/scrub.py scrub": Parser(lambda typed: scrub(typed).text, refuses=(ResidentNumber,), again=True),
    "privacy/called_names.py called_names": Parser(lambda typed: list(called_names(typed))),
    "privacy/called_names.py is_title": Parser(is_title),
    "infra/web.py local_path": Parser(local_path, again=True),
    "infra/root_settings.py unsafe_address": Parser(lambda typed: unsafe_address("x", typed)),
    "infra/tier_link.py unpacked": Parser(lambda said: tier_link.unpacked(KEY, said), FRAMES, (BadFrame,)),
    "infra/tier_link.py heard": Parser(read_frame, SENT, (BadFrame, OSError)),
    "features/audit/recording.py clean_reason": Parser(clean_reason, refuses=(ReasonMissing, ReasonHoldsNumber)),
    "features/lawsuits/room_url.py clean_room_url": Parser(clean_room_url, refuses=(BadRoomUrl,), again=True),
    "features/lawsuits/room_url.py clean_room_code": Parser(clean_room_code, refuses=(BadRoomUrl,), again=True),
    "features/responses/questions.py recognise": Parser(questions.recognise, HEADERS),
    "features/responses/questions.py read_map": Parser(questions.read_map, refuses=(questions.BadMap,)),
    "features/responses/importing.py read_mapping": Parser(importing.read_mapping, BYTES, (questions.BadMap,)),
    "features/responses/landlord_cells.py read_details": Parser(lambda typed: landlord_cells.read_details(typed, typed, (typed, typed[::-1]))),
    "features/responses/answers.py read_answer": Parser(read_answer, st.tuples(*[st.just(cell) | TEXTS for cell in row()])),
    "infra/sheet.py open_sheet": Parser(read_sheet, FILES, (UnreadableSheet,)),
    "infra/multipart.py file_of": Parser(read_upload, st.binary(max_size=200) | bent(UPLOAD), (BadUploadForm, RequestEntityTooLarge)),
    "backup/container.py of": Parser(lambda line: Head.of(line, Path("a")), bent(HEAD.line()) | BYTES, (BadBackup,)),
    "settings_check.py parsed": Parser(lambda typed: parsed(typed, Path("a")), refuses=(BadSettings,)),
    "settings.py of": Parser(lambda typed: Settings.of(Path("a"), typed, {}), refuses=(BadSettings,)),
}  # fmt: skip

# Parsers by their name that are tested where what they need is, or that read only what a seal has vouched for.
ELSEWHERE = {
    "backup/rows.py heard": "reads what the seal of a backup has vouched for",
    "backup/container.py head_of": "below, from files",
    "backup/container.py read": "below, from files",
    "features/audit/head_file.py read": "below, in an instance",
    "features/responses/importing.py recognised": "asks recognise",
    "infra/named_parts.py parse": "every malformed form: tests/attack/test_bodies.py",
    "privacy/keyfiles.py read_one": "takes a name of ours; damaged files: tests/privacy/test_keyring.py",
    "privacy/recovery.py read": "a key file; damaged ones: tests/backup/test_backup.py",
    "values/address.py building": "by parse, above",
    "values/networks.py stored": "reads what parse has written",
    "settings_check.py read": "takes a path of ours; what it holds: parsed, above",
    "features/registration/fields.py read": "a form's field: tests/attack/test_bodies.py",
    "infra/value_field.py read": "as the one before",
    "privacy/masking.py band_bounds": "reads what band has written: tests/features/claims/test_bills.py",
    "infra/csv_sheet.py csv_rows": "by open_sheet",
    "infra/xlsx_sheet.py xlsx_rows": "by open_sheet",
    "privacy/scrub.py with_tags": "by scrub, above",
    "privacy/chunks.py read_chunks": "tests/privacy/test_sealing_files.py",
    "privacy/keyfiles.py read": "takes a name of ours; damaged files: tests/privacy/test_keyring.py",
}

_NAMED = re.compile(
    r"(parse|read|clean|unpack|recognise)(d|_\w+)?|heard|file_of|open_sheet|local_path|head_of|scrub|\w+_rows|parted|unsafe_address"
)
_FED = re.compile(r"(str|bytes|IO\[bytes\]|BinaryIO|Sequence\[(str|Any)\]|Iterator\[bytes\]|Path|Work|Wire|AESGCM)( \| None)?")  # fmt: skip
_WHOLE = re.compile(r"values/|privacy/masking\.py|privacy/scrub\.py|privacy/called_names\.py")
# Named like a parser, and reading rows or keys of ours.
_OURS = re.compile(
    r"features/(?!responses|registration/fields|lawsuits/room_url|audit/(head_file|recording))|privacy/epochs|commands/|doctor|demo/"
)


def by_convention() -> Iterator[str]:
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef) and _is_parser(module, node):
                yield f"{module.name} {node.name}"


def _is_parser(module: Module, node: ast.FunctionDef) -> bool:
    given_ = [one for one in node.args.args if one.arg not in ("self", "cls")]
    if (
        node.name.startswith("_")
        or not given_
        or given_[0].annotation is None
        or not _FED.fullmatch(ast.unparse(given_[0].annotation))
    ):
        return False
    if _WHOLE.match(module.name):
        return ast.unparse(given_[0].annotation) == "str"
    return bool(_NAMED.fullmatch(node.name)) and not _OURS.match(module.name)


def test_every_parser_is_on_the_list() -> None:
    known = {name.partition(" (")[0] for name in PARSERS} | set(ELSEWHERE)
    found = set(by_convention())
    assert not found - known, f"give these a line in PARSERS, or a reason in ELSEWHERE: {sorted(found - known)}"
    gone = {name for name in known - found if not (ROOT / "lawsuit_hub" / name.split(" ")[0]).exists()}
    assert not gone, f"these are gone: {sorted(gone)}"
    assert not set(ELSEWHERE) - found, f"these are no parsers any more: {sorted(set(ELSEWHERE) - found)}"


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_returns_or_refuses_as_it_declares(name: str, request: pytest.FixtureRequest) -> None:
    parser = PARSERS[name]

    @settings(max_examples=2000 if request.config.getoption("--long") else 25, suppress_health_check=list(HealthCheck))
    @given(parser.feed)
    def feed(said: Any) -> None:
        began = time.process_time()
        try:
            once = parser.read(said)
        except parser.refuses:
            return
        finally:
            assert time.process_time() - began < SECONDS
        if parser.again and isinstance(once, str):
            assert parser.read(once) == once

    feed()


@settings(max_examples=40)
@given(content=bent(HEAD.line() + b"\nAAAA\n" + bytes(60)) | st.binary(max_size=200))
def test_a_file_that_is_no_backup_is_refused_as_one(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "no.backup"
    path.write_bytes(content)
    for read in (container.head_of, lambda one: list(container.read(one, unchecked))):
        try:
            read(path)
        except BadBackup:
            continue


@pytest.mark.pages
def test_a_head_file_of_anybody_s_writing_is_refused(world: World) -> None:
    path = world.settings.audit_head_file
    good = path.read_bytes()

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(bent(good) | st.binary(max_size=200))
    def feed(content: bytes) -> None:
        path.write_bytes(content)
        with world.as_system() as work:
            try:
                said = head_file.read(work)
            except head_file.BadHead:
                return
            assert content.split(b"\n")[:3] == good.split(b"\n")[:3] and said

    feed()
    path.write_bytes(good)


def checking() -> ModuleType:
    loader = SourceFileLoader("verify_checkpoint", str(ROOT / "scripts" / "verify-checkpoint"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    made = module_from_spec(spec)
    loader.exec_module(made)
    return made


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["checkpoints", "public_key", "number", "lines", "digest", "signature", "previous", "at", "key_id", "mac"]), inner, max_size=5
    ),
    max_leaves=12,
).map(json.dumps)  # fmt: skip


@pytest.mark.parametrize("with_lines", [False, True])
def test_whoever_checks_a_file_that_is_no_checkpoint_is_told_so(
    with_lines: bool, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, folder, turns = checking(), tmp_path_factory.mktemp("checked"), itertools.count()

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(JSON | ANY_TEXT, JSON | ANY_TEXT)
    def feed(said: str, lines: str) -> None:
        number = next(turns)
        paths = [folder / f"{number}.json", *([folder / f"{number}.jsonl"] if with_lines else [])]
        empty = json.dumps({"checkpoints": [], "public_key": "A" * 43 + "="})
        for path, content in zip(paths, (empty if with_lines else said, lines), strict=False):
            path.write_bytes(content.encode("utf-8", "surrogatepass"))
        monkeypatch.setattr("sys.argv", ["verify-checkpoint", *map(str, paths)])
        assert script.main() in (0, 1, 2)

    feed()
