"""Reads an upload form as it arrives, fields first, then its files. Nothing is spooled to the disk: they may hold identities."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Event, Field, File, MultipartDecoder, NeedData

_BLOCK = 64 * 1024
_FIELD_BYTES = 4096
_MOST_PARTS = 24


class BadUploadForm(Exception):
    """Not the form that the page shows: no file, a file before its fields, or cut off."""


class FilesTooLarge(Exception):
    """The files of one form together have more bytes than are taken."""


def file_of(
    stream: IO[bytes], content_type: str | None, *, admit: Callable[[Mapping[str, str]], None]
) -> Iterator[bytes]:
    """The chunks of the first file. `admit` is asked with the fields before the first of them; what it raises ends it."""
    fields: dict[str, str] = {}
    events = _events(stream, _boundary(content_type))
    for event in events:
        if isinstance(event, Field):
            fields[event.name] = _value(events)
        elif isinstance(event, File):
            admit(fields)
            return _chunks(events)
    raise BadUploadForm


@dataclass(frozen=True, slots=True, repr=False)
class NamedFile:
    """A file with the name that its sender gave it."""

    name: str
    data: bytes


def files_of(
    stream: IO[bytes],
    content_type: str | None,
    *,
    admit: Callable[[Mapping[str, str]], None],
    size_bound: int,
    most: int,
) -> list[bytes]:
    """Every file of the form, in memory alone; what a browser sends for a field without a file is none.

    Raises FilesTooLarge, BadUploadForm (also for more than `most`), and what `admit` raises before the first file is read.
    """
    return [one.data for one in named_files_of(stream, content_type, admit=admit, size_bound=size_bound, most=most)]


def named_files_of(
    stream: IO[bytes],
    content_type: str | None,
    *,
    admit: Callable[[Mapping[str, str]], None],
    size_bound: int,
    most: int,
) -> list[NamedFile]:
    """The same with their names. Raises as `files_of` does."""
    fields: dict[str, str] = {}
    files: list[NamedFile] = []
    events, left, admitted = _events(stream, _boundary(content_type)), size_bound, False
    for event in events:
        if isinstance(event, Field) and not admitted:
            fields[event.name] = _value(events)
        elif isinstance(event, File):
            if not admitted:
                admit(fields)
                admitted = True
            whole = _whole(events, left)
            left -= len(whole)
            files += [NamedFile(event.filename or "", whole)] if whole or event.filename else []
    if not admitted or len(files) > most:
        raise BadUploadForm
    return files


def _whole(events: Iterator[Event], bound: int) -> bytes:
    whole = bytearray()
    for chunk in _chunks(events):
        whole += chunk
        if len(whole) > bound:
            raise FilesTooLarge
    return bytes(whole)


def _boundary(content_type: str | None) -> bytes:
    kind, options = parse_options_header(content_type)
    if kind != "multipart/form-data" or not options.get("boundary"):
        raise BadUploadForm
    return options["boundary"].encode("ascii", "replace")


def _events(stream: IO[bytes], boundary: bytes) -> Iterator[Event]:
    decoder = MultipartDecoder(boundary, max_form_memory_size=2 * _BLOCK, max_parts=_MOST_PARTS)
    ended = False
    while True:
        try:
            event = decoder.next_event()
        except RequestEntityTooLarge:
            raise
        except ValueError as broken:
            raise BadUploadForm from broken
        if not isinstance(event, NeedData):
            yield event
            if isinstance(event, Epilogue):
                return
            continue
        if ended:
            raise BadUploadForm
        block = stream.read(_BLOCK)
        ended = not block
        decoder.receive_data(block or None)


def _value(events: Iterator[Event]) -> str:
    value = bytearray()
    for chunk in _chunks(events):
        value += chunk
        if len(value) > _FIELD_BYTES:
            raise RequestEntityTooLarge
    return value.decode("utf-8", "replace")


def _chunks(events: Iterator[Event]) -> Iterator[bytes]:
    for event in events:
        if not isinstance(event, Data):
            raise BadUploadForm
        if event.data:
            yield event.data
        if not event.more_data:
            return
