"""Reads corrections.toml. A fault is told with its line and what to do about it, all of them at once."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec

from govgraph.errors import SetupError
from govgraph.graph.corrections.contradictions import find_contradictions
from govgraph.graph.corrections.entries import KINDS, SECTIONS, Corrections, Entry, Placed
from govgraph.graph.corrections.lines import Lines
from govgraph.model import EntityType, Predicate

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_PATH = re.compile(r" - at `\$\.?([^`]*)`$")
_FIELD = re.compile("`(.+)`")

#: What may stand in a field, for the message that it holds something else.
_ALLOWED = {
    "type": f"one of {', '.join(get_args(EntityType))}",
    "predicate": f"one of {', '.join(get_args(Predicate))}",
    "kind": f"one of {', '.join(sorted(KINDS))}",
    "id": "the id of a statement:…, post:… or measure:…",
    "in": "the id of a region, such as region:320600",
    "name": "a text in quotes, not empty",
    "source": "an address or words in quotes, not empty",
    "note": "a text in quotes",
    "code": 'a division code in quotes, such as "320600"',
    "documents": 'a list of articles, such as ["article:000_83bf6fe3c3dd0eec"], or of their paths',
    "aliases": "a list of texts",
}
_REF = 'the id of an entity, such as "enterprise:…", or {type = "Enterprise", name = "…"}'
_REFS = f"a list of entities, each {_REF}"


def read_corrections(path: Path) -> Corrections:
    """The corrections of a file.

    Raises:
        SetupError: the file is no TOML, an entry has not the form of ``entries.SECTIONS``, or two entries contradict
            each other; the message gives lines and remedies.
        OSError: there is no such file, or it cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SetupError(f"{path} is no UTF-8 text. Save it as UTF-8.") from error
    return parse_corrections(text, path)


def parse_corrections(text: str, path: Path) -> Corrections:
    """The corrections of a text that is, or is to be, that of the file ``path``.

    Raises:
        SetupError: as ``read_corrections`` does.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SetupError(_explain_syntax(path, text, str(error))) from error
    lines, placed, problems = Lines(text), [], list[tuple[int, str]]()
    for section, entries in data.items():
        for result in _read_section(section, entries, lines):
            if isinstance(result, Placed):
                placed.append(result)
            else:
                problems.append(result)
    placed.sort(key=lambda one: one.line)
    problems += [(problem.lines[-1], problem.message) for problem in find_contradictions(tuple(placed))]
    if problems:
        raise SetupError("\n".join(f"{path}, line {line}: {message}" for line, message in sorted(problems)))
    return Corrections(str(path), tuple(placed))


def _read_section(section: str, entries: Any, lines: Lines) -> Iterator[Placed | tuple[int, str]]:
    kind = SECTIONS.get(section)
    if kind is None:
        known = ", ".join(f"[[{name}]]" for name in SECTIONS)
        yield lines.of(section), f"there is no section {section}. Use one of {known}."
    elif not isinstance(entries, list):
        yield lines.of(section), f"an entry of {section} begins with [[{section}]], in two brackets."
    else:
        for number, entry in enumerate(entries):
            yield _read_entry(kind, section, number, entry, lines)


def _read_entry(kind: type[Entry], section: str, number: int, entry: Any, lines: Lines) -> Placed | tuple[int, str]:
    try:
        return Placed(lines.of(section, number), msgspec.convert(entry, kind))
    except msgspec.ValidationError as error:
        message = str(error)
        place = _PATH.search(message)
        keys = re.findall("[a-z_]+", place[1]) if place else []
        unknown = _FIELD.search(message) if "unknown field" in message else None
        line = lines.of(section, number, keys[0] if keys else unknown[1] if unknown else "")
        return line, f"[[{section}]] {_explain_form(_PATH.sub('', message), keys, kind)}"


def _explain_form(message: str, keys: list[str], kind: type[Entry]) -> str:
    """What msgspec found, as a sentence with a remedy."""
    found = _FIELD.search(message)
    inside = "in" if keys and ("field" in message) else ""
    where = f" in {keys[0]}" if inside else ""
    if "missing required field" in message and found:
        return f"lacks {found[1]}{where}. Add {found[1]} = …: {_allowed(found[1])}."
    if "unknown field" in message and found:
        fields = "type, name, in, code" if where else ", ".join(kind.__struct_encode_fields__)
        return f"has no field {found[1]}{where}. Its fields are {fields}."
    if keys:
        return f"{keys[-1]} must be {_allowed(keys[-1])}."
    return f"is not complete: {message}."


def _allowed(field: str) -> str:
    return _REFS if field == "entities" else _ALLOWED.get(field, _REF)


def _explain_syntax(path: Path, text: str, message: str) -> str:
    place = _PLACE.search(message)
    line = place[1] if place and place[1] else text.count("\n") + 1
    what = _PLACE.sub("", message)
    return f"{path}, line {line}: this is no TOML ({what}). An entry is a line [[rename]] and lines of key = value."
