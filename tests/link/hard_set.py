"""The hard set of linking: what each name of ``tests/data/linking`` should become, and what it became.

``regions.yaml``: a text and its ``links``, from a name of it (simplified script; ``鼓楼区#2`` is its second place) to

* an official code,
* ``zone <name> in <parent>`` for a zone without one, ``township …`` for a zone's own subdistrict, ``community …`` for a
  village; the parent is a code or a name of the text, and may be left out,
* ``unresolved`` where the text does not let one decide, ``none`` where no region is named,
  ``unresolved or none`` for a bare 新区.

``former`` lists names that the present revision does not have. ``merges.yaml``: documents and pairs of their names that
are ``same`` or ``apart``, each ``<number of the document>:<name>``, ``<number>:@<name>`` for an office-holder.

There are several sets, written apart: ``regions.yaml``, ``regions_2.yaml`` and so on. ``python -m tests.link.hard_set``
prints how much of each is right.
"""

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from govgraph.corpus import SourceFile, read_document
from govgraph.corpus.script import simplify
from govgraph.corpus.tracking import Tracked
from govgraph.graph import merge
from govgraph.link import extract_document
from govgraph.model import Entity, Extraction, Graph

_FOLDER = Path(__file__).parents[1] / "data" / "linking"
#: The kind that a region without a code must have; a zone's own subdistrict may have any.
_KINDS = {"zone": "FunctionalZone", "community": "Community", "township": None}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was asked of one name or pair, and what came of it; ``right`` is None where an end was not found."""

    trap: str
    text: str
    asked: str
    wanted: str
    found: str
    right: bool | None


def files(kind: str) -> list[str]:
    """The names of all files of ``regions`` or ``merges``, the first set first."""
    return sorted(path.stem for path in _FOLDER.glob(f"{kind}*.yaml"))


def load(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    cases: list[dict[str, Any]] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return cases


def load_all(kind: str) -> list[dict[str, Any]]:
    """The cases of all files of ``regions`` or ``merges``."""
    return [case for name in files(kind) for case in load(name)]


def place_of(name: str) -> tuple[str, int | None]:
    """A name of ``links`` and which of its places is meant, None for all: ``鼓楼区#2``."""
    word, _, number = name.partition("#")
    return word, int(number) if number else None


def simplified(text: str) -> str:
    return simplify(Tracked.begin(text)).text


@cache
def region_verdicts(name: str) -> tuple[Verdict, ...]:
    """A verdict for every link of every case of a file."""
    return tuple(verdict for case in load(name) for verdict in _judge_regions(case))


def _judge_regions(case: dict[str, Any]) -> Iterator[Verdict]:
    (extraction,) = _extract([case["text"]])
    for name, wanted in case["links"].items():
        bearers = _bearers(extraction, case["text"], name)
        right = _is_meant(extraction, bearers, wanted)
        found = " / ".join(entity.code or entity.key for entity in bearers) or "not found"
        yield Verdict(case["trap"], _title(case["text"]), name, wanted, found, right)


def _bearers(extraction: Extraction, text: str, name: str) -> list[Entity]:
    """The regions that the text calls by this name, or whose name it is where no mention is just the name."""
    regions = [entity for entity in extraction.entities if entity.type == "Region"]
    word, number = place_of(name)
    if number is not None:
        return _at(regions, _find(simplified(text), word, number), len(word))
    called = [entity for entity in regions if any(simplified(m.text) == word for m in entity.mentions)]
    return called or [entity for entity in regions if word in (entity.name, *entity.aliases)]


def _find(text: str, word: str, number: int) -> int:
    place = -1
    for _ in range(number):
        place = text.index(word, place + 1)
    return place


def _at(regions: Iterable[Entity], start: int, length: int) -> list[Entity]:
    """The region with the shortest mention that covers these characters."""
    covering = [
        (mention.end - mention.start, entity.id, entity)
        for entity in regions
        for mention in entity.mentions
        if mention.start <= start and start + length <= mention.end
    ]
    return [min(covering)[2]] if covering else []


def _is_meant(extraction: Extraction, bearers: Sequence[Entity], wanted: str) -> bool:
    if not bearers:
        return wanted.endswith("none")
    if wanted == "none":
        return False
    if wanted.startswith("unresolved"):
        return all(entity.code is None for entity in bearers)
    if wanted.isdecimal():
        return all(entity.code == wanted for entity in bearers)
    return all(_is_uncoded(extraction, entity, wanted) for entity in bearers)


def _is_uncoded(extraction: Extraction, entity: Entity, wanted: str) -> bool:
    """Whether this is the zone, subdistrict or village that ``zone <name> in <parent>`` describes."""
    kind, _, rest = wanted.partition(" ")
    name, _, parent = rest.partition(" in ")
    above = re.split("[@~]", entity.key, maxsplit=1)[-1]
    return (
        entity.code is None
        and _KINDS[kind] in (None, entity.kind)
        and name in (entity.name, *entity.aliases)
        and (not parent or above in _keys(extraction, parent))
    )


def _keys(extraction: Extraction, parent: str) -> set[str]:
    if parent.isdecimal():
        return {f"Region:{parent}"}
    return {e.key for e in extraction.entities if e.type == "Region" and parent in (e.name, *e.aliases)}


@cache
def merge_verdicts(name: str) -> tuple[Verdict, ...]:
    """A verdict for every pair of every case of a file."""
    return tuple(verdict for case in load(name) for verdict in _judge_merges(case))


def _judge_merges(case: dict[str, Any]) -> Iterator[Verdict]:
    graph = merge(_extract(case["documents"]))
    for wanted in ("same", "apart"):
        for pair in case.get(wanted, ()):
            one, other = (_nodes(graph, end) for end in pair)
            found = "same" if one & other else "apart"
            right = found == wanted if one and other else None
            missing = " and ".join(end for end, nodes in zip(pair, (one, other), strict=True) if not nodes)
            said = found if right is not None else f"{missing} not found"
            yield Verdict(case["trap"], _title(case["documents"][0]), " | ".join(pair), wanted, said, right)


def _nodes(graph: Graph, end: str) -> set[str]:
    """What the thing that a document names so has become."""
    number, _, name = end.partition(":")
    document = next(document.id for document in graph.documents if document.path == f"{number}.txt")
    rows = [row for row in graph.evidence if row.document == document]
    if name.startswith("@"):
        told = {row.statement for row in rows}
        return {post.person for post in graph.posts if post.name == name[1:] and post.id in told}
    nodes = {node.id: node for node in graph.nodes}
    here = [row for row in rows if row.statement in nodes]
    called = {row.statement for row in here if simplified(row.text) == name}
    return called or {
        node.id for row in here if (node := nodes[row.statement]) and name in (node.name, *node.aliases)
    }  # fmt: skip


def _extract(texts: Sequence[str]) -> list[Extraction]:
    """The extractions of files 1.txt, 2.txt, … that hold these texts."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(texts, start=1):
            path = Path(folder, f"{number}.txt")
            path.write_bytes(text.encode())
            files.append(SourceFile(path.name, path))
        return [extract_document(read_document(file)) for file in files]


def _title(text: str) -> str:
    return text.partition("\n")[0]


def accuracy(verdicts: Sequence[Verdict]) -> float:
    """The share of right links; a region that was not found is wrong."""
    return sum(verdict.right is True for verdict in verdicts) / len(verdicts)


def precision(verdicts: Iterable[Verdict]) -> float:
    """Of the pairs that became one node, the share that should; 1 where none did."""
    merged = [verdict for verdict in verdicts if verdict.found == "same"]
    return sum(verdict.wanted == "same" for verdict in merged) / len(merged) if merged else 1.0


def recall(verdicts: Iterable[Verdict]) -> float:
    """Of the pairs that should be one node, the share that is; an end that was not found is a miss."""
    wanted = [verdict for verdict in verdicts if verdict.wanted == "same"]
    return sum(verdict.found == "same" for verdict in wanted) / len(wanted) if wanted else 1.0


def describe_regions(name: str) -> str:
    """Accuracy of a file by trap, then every wrong link."""
    verdicts = region_verdicts(name)
    rows = [f"{accuracy(own):7.3f} {len(own):4}  {trap}" for trap, own in _by_trap(verdicts)]
    return "\n".join([f"{name}: {accuracy(verdicts):.3f} of {len(verdicts)}", *rows, *_wrong(verdicts)])


def describe_merges(name: str) -> str:
    """Precision and recall of a file by trap, then every wrong pair and those left out."""
    verdicts = merge_verdicts(name)
    left_out = sum(verdict.right is None and verdict.wanted == "apart" for verdict in verdicts)
    head = f"{name}: precision {precision(verdicts):.3f}, recall {recall(verdicts):.3f} of {len(verdicts)} pairs"
    rows = [f"{precision(own):7.3f} {recall(own):6.3f} {len(own):4}  {trap}" for trap, own in _by_trap(verdicts)]
    return "\n".join([f"{head}, {left_out} pairs to keep apart not found", *rows, *_wrong(verdicts)])


def _by_trap(verdicts: Iterable[Verdict]) -> Iterator[tuple[str, list[Verdict]]]:
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(verdict.trap, []).append(verdict)
    yield from groups.items()


def _wrong(verdicts: Iterable[Verdict]) -> Iterator[str]:
    for verdict in verdicts:
        if verdict.right is not True:
            yield f"[{verdict.trap}] {verdict.text}: {verdict.asked}: wanted {verdict.wanted}, found {verdict.found}"


if __name__ == "__main__":
    described = [*map(describe_regions, files("regions")), *map(describe_merges, files("merges"))]
    sys.stdout.write("\n\n".join(described) + "\n")
