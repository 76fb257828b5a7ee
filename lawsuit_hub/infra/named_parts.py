"""A form whose parts all have names. Others are refused as no form of ours: the libraries above expect a name and break without."""

from typing import IO

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import BadRequest
from werkzeug.formparser import FormDataParser


class NamedParts(FormDataParser):
    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        """Raises BadRequest."""
        rest, form, files = super().parse(stream, mimetype, content_length, options)
        if any(not isinstance(name, str) for name in (*form, *files)):
            raise BadRequest
        return rest, form, files


class FormRequest(Request):
    form_data_parser_class = NamedParts
