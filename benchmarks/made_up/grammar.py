"""The sentences of made-up articles, read from ``frames.yaml`` (whose top says how they are written)."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias, get_args

import yaml

from govgraph.model import Predicate


class Slot(NamedTuple):
    """A thing by its path, ``("brand", "owner")``, in a form or in whichever the article has come to."""

    path: tuple[str, ...]
    form: str | None


class Plain(NamedTuple):
    """Words that state nothing: a date, a private person, a number between two bounds."""

    kind: str
    low: int
    high: int


class Figure(NamedTuple):
    """A figure: whose, the words that say of what, where they stand (``:`` before, ``=`` nowhere, ``>`` behind)."""

    path: tuple[str, ...]
    words: str
    place: str
    low: float
    high: float
    decimals: int
    unit: str
    lacking: str


class Choice(NamedTuple):
    """One of several."""

    options: tuple["Nodes", ...]


Node: TypeAlias = "str | Slot | Plain | Figure | Choice"
Nodes: TypeAlias = "tuple[Node, ...]"
Path_ = tuple[str, ...]


class Frame(NamedTuple):
    """A line: its words, and the statements that it makes."""

    nodes: Nodes
    says: tuple[tuple[Path_, Predicate, Path_], ...]


#: Slots that no thing of the article fills.
PLAIN = frozenset((
    "w", "n", "date", "span", "since", "quarter", "past", "holiday", "season",
    "private", "media", "reporter", "reporter2", "stamp", "day", "year", "month", "dom", "hour",
))  # fmt: skip
_TOKEN = re.compile(r"\{[^}]*\}|[\[\]|]|[^\[\]{}|]+")
_FIGURE = re.compile(r"#([\w.]+)(?:([:=])(\S+))? ([\d.]+)-([\d.]+) ([^:@]+)(?:[:@](.+))?")

Section = dict[str, tuple[Frame, ...]]


@cache
def sections() -> dict[str, Section]:
    """All frames by kind and place in the paragraph; kinds of one list have them under ``""``."""
    read = yaml.safe_load(Path(__file__).with_name("frames.yaml").read_text(encoding="utf-8"))
    return {
        name: {key: _parse_lines(text) for key, text in (body if isinstance(body, dict) else {"": body}).items()}
        for name, body in read.items()
    }


def _parse_lines(text: str) -> tuple[Frame, ...]:
    return tuple(_parse_frame(line.strip()) for line in text.splitlines() if line.strip())


def _parse_frame(line: str) -> Frame:
    words, _, stated = line.partition(" =>")
    nodes, rest = _parse_nodes(_TOKEN.findall(words))
    if rest:
        raise ValueError(f"a bracket closes nothing in {line!r}")
    says = tuple(_parse_statement(part) for part in stated.split(";") if part.strip())
    return Frame(nodes, says)


def _parse_statement(text: str) -> tuple[Path_, Predicate, Path_]:
    subject, verb, object_ = text.split()
    predicate: Predicate = next(known for known in get_args(Predicate) if known == verb)
    return tuple(subject.split(".")), predicate, tuple(object_.split("."))


def _parse_nodes(tokens: list[str]) -> tuple[Nodes, list[str]]:
    nodes: list[Node] = []
    while tokens and tokens[0] not in ("|", "]"):
        piece, *tokens = tokens
        if piece == "[":
            options: list[Nodes] = []
            while piece != "]":
                option, tokens = _parse_nodes(tokens)
                options.append(option)
                piece, *tokens = tokens
            nodes.append(Choice(tuple(options)))
        elif piece.startswith("{"):
            nodes.append(_parse_slot(piece[1:-1]))
        else:
            nodes.append(piece)
    return tuple(nodes), tokens


def _parse_slot(text: str) -> Node:
    if match := _FIGURE.fullmatch(text):
        path, place, words, low, high, unit, tail = match.groups()
        decimals = len(low.partition(".")[2])
        behind = place is None
        return Figure(
            tuple(path.split(".")), tail if behind else words, ">" if behind else place,
            float(low), float(high), decimals, unit, "" if behind else tail or "",
        )  # fmt: skip
    name, _, form = text.partition(":")
    if name in PLAIN:
        low_, _, high_ = form.partition("-")
        return Plain(name, int(low_ or 0), int(high_ or 0))
    return Slot(tuple(name.split(".")), form or None)
