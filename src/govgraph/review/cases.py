"""Finds in the tables of a build what may be one thing or two: the least sure joins first, then shared names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, takewhile
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from govgraph.graph.identifiers import hash_key, identify, is_code
from govgraph.graph.identities import take_apart
from govgraph.lexicon.regions import gazetteer
from govgraph.tables import BuildTables

#: What is read of a build.
COLUMNS: Mapping[str, Sequence[str]] = {
    "documents": ["id", "path", "title"],
    "entities": ["id", "type", "name", "key", "code", "documents"],
    "aliases": ["entity", "alias"],
    "relations": ["id", "subject", "object"],
    "posts": ["id", "of"],
    "measures": ["id", "subject"],
    "evidence": ["statement", "document", "text", "rule"],
    "identities": ["node", "key", "name", "rule", "confidence", "documents"],
}

#: ``document`` joins nothing, ``correction`` is decided, and things of one owner are one as long as the owner is.
_SETTLED = frozenset({"document", "correction", "owner"})

_BODIES = frozenset({"PartyOrganisation", "PublicOrganisation"})

#: Up to so many bearers of a name, each is put beside each; of more, all beside the best known.
_FEW = 4

#: Sentences shown of each side.
_QUOTES = 2

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article."""

    document: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things: ``id`` is the one that it has, or would have if it were apart; ``node`` what it is in."""

    id: str
    node: str
    name: str
    type: str
    place: str | None
    documents: int
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Two things that may be one. ``joined`` are one node now, by ``rule``; ``namesakes`` two that share ``names``.

    ``id`` depends on the two ids only. ``confidence`` is that of the rule, for what is joined.
    """

    id: str
    kind: Literal["joined", "namesakes"]
    sides: tuple[Side, Side]
    names: tuple[str, ...] = ()
    rule: str | None = None
    confidence: float | None = None


def find_cases(tables: BuildTables) -> list[Case]:
    """All cases of a build, the least sure joins first, without quotes (``quote_cases``)."""
    entities = {row["id"]: row for row in tables["entities"].to_pylist()}
    places = _Places(entities.values())
    joined = sorted(
        _find_joined(tables["identities"].to_pylist(), entities, places), key=lambda c: (c.confidence, c.id)
    )
    return [*joined, *_find_namesakes(tables["aliases"].to_pylist(), entities, places)]


def quote_cases(cases: Iterable[Case], tables: BuildTables) -> list[Case]:
    """The cases with sentences of the articles that name each side."""
    cases = list(cases)
    quotes = _Quotes({side.node for case in cases for side in case.sides}, tables)
    return [replace(case, sides=(quotes.add(case.sides[0]), quotes.add(case.sides[1]))) for case in cases]


class _Places:
    """Where a thing is, by its key: the name of the region or of the owner that the key ends in."""

    def __init__(self, entities: Iterable[Row]) -> None:
        self._names = {row["key"]: row["name"] for row in entities}

    def of(self, key: str) -> str | None:
        rest = take_apart(key).rest
        if not rest:
            return None
        division = gazetteer().by_code.get(rest.removeprefix("Region:"))
        return self._names.get(rest) or (division.name if division else rest)


def _find_joined(identities: Iterable[Row], entities: Mapping[str, Row], places: _Places) -> Iterator[Case]:
    """A case for each key that a rule has joined with that of a node."""
    by_node: defaultdict[str, list[Row]] = defaultdict(list)
    for row in identities:
        by_node[row["node"]].append(row)
    for node, rows in by_node.items():
        own = entities[node]
        rows.sort(key=lambda row: (row["key"] != own["key"], -row["documents"], row["key"]))
        first, *others = rows
        for row in others:
            if row["rule"] not in _SETTLED:
                sides = [_joined_side(one, own, places) for one in (first, row)]
                yield _case("joined", sides[0], sides[1], rule=row["rule"], confidence=row["confidence"])


def _joined_side(row: Row, node: Row, places: _Places) -> Side:
    key = row["key"]
    return Side(identify(key), node["id"], row["name"], node["type"], places.of(key), row["documents"])


def _find_namesakes(aliases: Iterable[Row], entities: Mapping[str, Row], places: _Places) -> list[Case]:
    """A case for each two nodes of one type that share a name, those of near places first."""
    bearers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in entities.values():
        bearers[row["type"], row["name"]].add(row["id"])
    for row in aliases:
        bearers[entities[row["entity"]]["type"], row["alias"]].add(row["entity"])
    shared: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (_, name), ids in bearers.items():
        for pair in _pair(sorted(ids, key=lambda id_: (-entities[id_]["documents"], id_))):
            shared[pair].add(name)
    found = []
    for pair, names in shared.items():
        rows = [entities[id_] for id_ in pair]
        if not _is_known_apart(rows):
            sides = [_side(row, places) for row in rows]
            near = _count_common(*(take_apart(row["key"]).place for row in rows))
            found.append((-near, _case("namesakes", sides[0], sides[1], names=tuple(sorted(names)))))
    return [case for _, case in sorted(found, key=lambda pair: (pair[0], pair[1].sides[0].type, pair[1].id))]


def _is_known_apart(rows: Sequence[Row]) -> bool:
    """Whether nobody need ask.

    Two divisions of the gazetteer are two things, and so are the 市委 of two cities; what a correction has split off
    is not what it was split from; what no article names was joined with nothing.
    """
    first, second = sorted(row["key"] for row in rows)
    parts = [take_apart(key) for key in (first, second)]
    owned = rows[0]["type"] in _BODIES and all(part.mark == "@" and part.place for part in parts)
    return (
        not all(row["documents"] for row in rows)
        or all(is_code(row["code"]) for row in rows)
        or (owned and parts[0].place != parts[1].place)
        or second.startswith(f"{first}?article:")
    )


def _pair(ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    return combinations(ids, 2) if len(ids) <= _FEW else ((ids[0], other) for other in ids[1:])


def _count_common(one: str, other: str) -> int:
    """How many digits two division codes share from their beginning on."""
    return sum(1 for _ in takewhile(lambda digits: digits[0] == digits[1], zip(one, other, strict=False)))


def _side(row: Row, places: _Places) -> Side:
    return Side(row["id"], row["id"], row["name"], row["type"], places.of(row["key"]), row["documents"])


def _case(
    kind: Literal["joined", "namesakes"],
    first: Side,
    second: Side,
    *,
    names: tuple[str, ...] = (),
    rule: str | None = None,
    confidence: float | None = None,
) -> Case:
    id_ = hash_key("\n".join(sorted((first.id, second.id))))
    return Case(id_, kind, (first, second), names, rule, confidence)


class _Quotes:
    """Sentences about some nodes: the evidence of what is said of them."""

    def __init__(self, nodes: set[str], tables: BuildTables) -> None:
        self._titles = {row["id"]: row["title"] or row["path"] for row in tables["documents"].to_pylist()}
        of: defaultdict[str, set[str]] = defaultdict(set)
        for table, ends in (("relations", ("subject", "object")), ("posts", ("of",)), ("measures", ("subject",))):
            for end in ends:
                for row in _select(tables[table], end, nodes).to_pylist():
                    of[row["id"]].add(row[end])
        self._mentions: defaultdict[str, list[Row]] = defaultdict(list)
        self._sentences: defaultdict[str, list[Row]] = defaultdict(list)
        for row in _select(tables["evidence"], "statement", nodes | set(of)).to_pylist():
            if row["statement"] in nodes:
                self._mentions[row["statement"]].append(row)
            for node in of.get(row["statement"], ()):
                self._sentences[node].append(row)

    def add(self, side: Side) -> Side:
        """The side with sentences of the articles that call the thing by the side's name, or of any where none does."""
        named = {row["document"] for row in self._mentions[side.node] if row["text"] == side.name}
        mentions, sentences = self._mentions[side.node], self._sentences[side.node]
        rows = [row for row in sentences if row["document"] in named] or sentences or mentions
        texts: dict[str, Row] = {}
        for row in sorted(rows, key=lambda r: (side.name not in r["text"], r["document"], len(r["text"]), r["text"])):
            texts.setdefault(row["text"], row)
        chosen = list(texts.values())[:_QUOTES]
        quotes = (Quote(row["document"], self._titles.get(row["document"], ""), row["text"]) for row in chosen)
        return replace(side, quotes=tuple(quotes))


def _select(table: pa.Table, column: str, values: set[str]) -> pa.Table:
    return table.filter(pc.is_in(table[column], pa.array(sorted(values), pa.string())))
