"""Rows as columns, and rows in blocks: the compact forms in which a page carries a large graph."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

Json = dict[str, Any]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Encoded(str):
    """What is JSON already."""

    __slots__ = ()


class Block(NamedTuple):
    """What the script parses when it needs it, by the name of its element."""

    name: str
    value: object


def columns(rows: Iterable[Json]) -> Json:
    """``{"rows": how many, field: [value of each row]}``; a field that no row has a value for is left out.

    >>> columns([{"a": 1, "b": None, "c": None}, {"a": 2, "b": "x", "c": None}])
    {'rows': 2, 'a': [1, 2], 'b': [None, 'x']}
    """
    listed = list(rows)
    fields = listed[0] if listed else ()
    found = {field: [row[field] for row in listed] for field in fields}
    kept = {field: values for field, values in found.items() if any(value is not None for value in values)}
    return {"rows": len(listed), **kept}


def divide(name: str, rows: Iterable[object], characters: int) -> tuple[list[int], list[Block]]:
    """Rows in blocks ``name-0``, ``name-1`` … of about so many characters, and the number of each one's first row."""
    first: list[int] = []
    blocks: list[Block] = []
    own: list[str] = []
    held = 0

    def close() -> None:
        blocks.append(Block(f"{name}-{len(blocks)}", Encoded(f"[{','.join(own)}]")))
        own.clear()

    for number, row in enumerate(rows):
        if not own:
            first.append(number)
        own.append(encode(row))
        held += len(own[-1])
        if held >= characters:
            close()
            held = 0
    if own:
        close()
    return first, blocks


def encode(value: object) -> str:
    """A value as JSON, without spaces."""
    return _ENCODER.encode(value)
