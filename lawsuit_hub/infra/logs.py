"""Logs: one line an event, which cannot carry personal data whoever writes it. Knows no capability and no request.

Three doors stand in a row. A record of any library is cleaned where it is made (`CleanRecord`), so no handler ever sees more. An
argument that is no plain value prints as its type. Every string, under whatever key, goes through `clean` last.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Mapping, MutableMapping
from enum import Enum
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

import structlog
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import BoundLogger, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict

from lawsuit_hub.privacy.log_words import CUT, clean, without_quotations

OWN = "lawsuit_hub"
FRAMES = 5
_CODE = str(Path(__file__).resolve().parents[2])
DEEPEST = 4
MOST_IN_ONE = 50
LONGEST_NUMBER = 10**8
QUIET = {"fontTools": logging.ERROR, "huey.consumer": logging.WARNING, "huey": logging.WARNING}
# Of structlog's own, not of the event.
_MACHINERY: Final = frozenset({"_record", "_from_structlog"})


def named(name: str) -> BoundLogger:
    """A logger whose first word is what happened and whose fields are ids, counts and types: `log.error("gave up", upload=id)`."""
    return cast(
        BoundLogger,
        structlog.wrap_logger(
            logging.getLogger(f"{OWN}.{name}"),
            processors=[
                structlog.stdlib.filter_by_level,
                structlog.contextvars.merge_contextvars,
                clean_event,
                ProcessorFormatter.wrap_for_formatter,
            ],
            wrapper_class=BoundLogger,
        ),
    )


class CleanEvent(dict[str, Any]):
    """Fields that are clean already."""


class CleanRecord(logging.LogRecord):
    """A record whose words carry nobody: cleaned once, when it is made, before any handler or filter looks at it."""

    def __init__(self, *made: Any, **more: Any) -> None:
        """As logging makes one: name, level, file, line, message, arguments, exception, function, stack."""
        _name, _level, _file, _line, message, _arguments_, raised = (*made, None)[:7]
        super().__init__(*made[:6], None, *made[7:8], **more)  # type: ignore[call-arg]
        self.error = told(raised[1]) if isinstance(raised, tuple) and raised[1] is not None else None
        if not isinstance(message, CleanEvent):  # cleaned field by field
            self.msg, self.args = self._sentence(), ()

    def getMessage(self) -> str:  # noqa: N802 - the name is logging's
        fields: Mapping[str, Any] = self.msg if isinstance(self.msg, CleanEvent) else {"event": self.msg}
        said = [str(fields.get("event", ""))]
        said += [f"{key}={value}" for key, value in fields.items() if key != "event" and key not in _MACHINERY]
        return " ".join([*said, f"({self.error})"] if self.error else said)

    def _sentence(self) -> str:
        template = self.msg if isinstance(self.msg, str) else str(plain(self.msg))
        try:
            said = template % _arguments(self.args) if self.args else template
        except (TypeError, ValueError, KeyError):  # a number was cut where %d stood
            said = template
        own = str(self.name).startswith(f"{OWN}.")
        return clean(said if own else without_quotations(said))


def _arguments(args: Any) -> Any:
    if isinstance(args, Mapping):
        return {str(key): plain(value) for key, value in args.items()}
    return tuple(plain(value) for value in args) if isinstance(args, tuple) else plain(args)


def plain(value: object, depth: int = 0) -> Any:
    """What may be printed of a value: plain ones cleaned, of everything else its type."""
    if value is None or isinstance(value, bool | UUID):
        return value if not isinstance(value, UUID) else str(value)
    if isinstance(value, int | float) and not isinstance(value, Enum):
        return value if abs(value) < LONGEST_NUMBER else CUT
    if isinstance(value, str):
        return clean(str(value.value) if isinstance(value, Enum) else value)
    if depth < DEEPEST and isinstance(value, Mapping):
        return {clean(str(key)): plain(one, depth + 1) for key, one in list(value.items())[:MOST_IN_ONE]}
    if depth < DEEPEST and isinstance(value, list | tuple | set | frozenset):
        return [plain(one, depth + 1) for one in list(value)[:MOST_IN_ONE]]
    return f"<{value.__name__ if isinstance(value, type) else type(value).__name__}>"


def told(error: BaseException) -> str:
    """An exception's type, what it came from, and where in our own code. Its own words may quote what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames[:-1] if frame.filename.startswith(_CODE)][-FRAMES:]
    places = [f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed([*own, *frames[-1:]])]
    came_from = [f"from {type(error.__cause__).__name__}"] if error.__cause__ is not None else []
    return " < ".join([" ".join([type(error).__name__, *came_from]), *places])


def _short(path: str) -> str:
    return path.removeprefix(_CODE).rpartition("site-packages/")[2].lstrip("/")


def clean_event(_logger: object, _method: str, event: EventDict) -> EventDict:
    if isinstance(getattr(event.get("_record"), "msg", None), CleanEvent):  # on its second way, to be written
        return event
    error = event.pop("exc_info", None)
    event.pop("stack_info", None)
    error = sys.exc_info()[1] if error is True else error[1] if isinstance(error, tuple) else error
    cleaned = CleanEvent(
        {clean(str(key)): value if key in _MACHINERY else plain(value) for key, value in event.items()}
    )
    if isinstance(error, BaseException):
        cleaned["error"] = told(error)
    return cleaned


def _error_of_record(_logger: object, _method: str, event: EventDict) -> EventDict:
    error = getattr(event["_record"], "error", None)
    if error:
        event["error"], event["event"] = error, str(event["event"]).removesuffix(f" ({error})")
    return event


def install() -> None:
    """Once a process, before anything is logged. From here on no record of anybody holds more than it may."""
    logging.setLogRecordFactory(CleanRecord)
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)


def start() -> None:
    """For a process of the service: lines go to stderr, as JSON, or in colours where somebody sits before it."""
    install()
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(on_screen=sys.stderr.isatty()))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = lambda _kind, error, _trace: _died(error)
    threading.excepthook = lambda ended: _died(ended.exc_value)


def _died(error: BaseException | None) -> None:
    """What nobody caught says where it happened, and nothing of what it happened to."""
    if not isinstance(error, KeyboardInterrupt | None):
        named("process").error("died", exc_info=error)


def formatter(*, on_screen: bool) -> ProcessorFormatter:
    renderer = structlog.dev.ConsoleRenderer() if on_screen else JSONRenderer(ensure_ascii=False, default=_type_only)
    return ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars, _error_of_record],
        processors=[
            add_log_level,
            add_logger_name,
            clean_event,
            TimeStamper(fmt="iso", utc=True),
            ProcessorFormatter.remove_processors_meta,
            renderer,
        ],
    )


def _type_only(value: object) -> str:
    return f"<{type(value).__name__}>"


def bind(**fields: Any) -> None:
    """Every line of this thread carries them from here on."""
    structlog.contextvars.bind_contextvars(**fields)


def forget() -> None:
    structlog.contextvars.clear_contextvars()


def bound() -> MutableMapping[str, Any]:
    return structlog.contextvars.get_contextvars()
