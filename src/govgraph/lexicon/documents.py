"""YAML that others wrote: read within bounds, with the place of every fault. It may be hostile."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from govgraph.lexicon.shapes import Place, ShapeError, place_of

#: Bytes of a file; the longest word list of the package has 14 kB.
LARGEST = 1 << 20
#: Levels of a file: file, ``remove``, group, name, entry.
_DEEPEST = 5
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_mapping(path: Path) -> tuple[str, yaml.MappingNode | None]:
    """The text of a file and its mapping; None where nothing but comments stands in it.

    Raises:
        ShapeError: it is too large, no UTF-8, no YAML, or has something that no word list needs: anchors, tags,
            several documents, more levels, a key twice.
        OSError: it cannot be read.
    """
    source = _decode(path)
    try:
        _check_events(yaml.parse(source, Loader=_LOADER))
        node = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        raise ShapeError(place, f"this is no YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise ShapeError(Place(1, 1), f"this is no YAML: {error}") from error
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return source, None
    if not isinstance(node, yaml.MappingNode):
        raise ShapeError(place_of(node), "a word list is a mapping, the names of groups to their entries")
    return source, node


def find_repeated(node: yaml.MappingNode) -> Iterator[tuple[str, Place]]:
    """Keys that stand twice in a mapping or in one inside it; YAML would drop the first without a word."""
    seen = set()
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value in seen:
            yield key.value, place_of(key)
        seen.add(key.value if isinstance(key, yaml.ScalarNode) else None)
        if isinstance(value, yaml.MappingNode):
            yield from find_repeated(value)


def _decode(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ShapeError(Place(1, 1), f"the file has more than {LARGEST >> 10} kB, which no word list needs")
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ShapeError(Place(line, 1), "this is no UTF-8; save the file as UTF-8") from error
    if strange := _CONTROL.search(source):
        at = strange.start()
        place = Place(source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))
        raise ShapeError(place, f"the control character {strange[0]!r} stands here; delete it")
    return source


def _check_events(events: Iterator[yaml.Event]) -> None:
    depth = documents = 0
    for event in events:
        place = place_of(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ShapeError(place, "word lists have no anchors (&) and no aliases (*); put the word in quotes")
        if getattr(event, "tag", None):
            raise ShapeError(place, "word lists have no tags (!); put the word in quotes")
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise ShapeError(place, "a file has one list; delete the line ---")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ShapeError(place, "this stands deeper than anything in a word list does")
