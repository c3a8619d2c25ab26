"""The package itself: the template filled in, the words in French, and two icons, in one zip."""

import io
import json
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pydantic import JsonValue, TypeAdapter

from bot.packaging.details import Details

_TEMPLATE = "manifest.json"
_FRENCH = "fr-CA.json"
_ICONS = ("color.png", "outline.png")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o644 << 16
_OBJECT = TypeAdapter(dict[str, JsonValue])


def package(details: Details) -> bytes:
    """The app package as Teams takes it; the same details give the same bytes, on any machine."""
    template = files("manifest")
    words = details.model_dump(exclude={"domains"})
    manifest = _filled(template.joinpath(_TEMPLATE), words)
    return _zipped(
        {
            _TEMPLATE: _written({**manifest, "validDomains": list(details.domains)}),
            _FRENCH: _written(_filled(template.joinpath(_FRENCH), words)),
            **{icon: template.joinpath(icon).read_bytes() for icon in _ICONS},
        }
    )


def _filled(template: Traversable, words: Mapping[str, str]) -> dict[str, JsonValue]:
    values = _OBJECT.validate_json(template.read_bytes())
    return {key: _with(value, words) for key, value in values.items()}


def _with(value: JsonValue, words: Mapping[str, str]) -> JsonValue:
    match value:
        case str():
            return Template(value).substitute(words)
        case list():
            return [_with(each, words) for each in value]
        case dict():
            return {key: _with(each, words) for key, each in value.items()}
        case _:
            return value


def _written(value: Mapping[str, JsonValue]) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    """A zip that tells nothing of when and where it was made; small enough not to be compressed."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, content in contents.items():
            entry = ZipInfo(name, _LONG_AGO)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, content)
    return made.getvalue()
