"""The plan of a build, made in a process of its own: its memory is the largest of all, and goes with that process."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import msgspec

from govgraph.engines.assembly import write_plan_tables
from govgraph.engines.division import first_articles
from govgraph.engines.shares import hold_plan
from govgraph.graph import Summary, make_plan
from govgraph.graph.corrections import Corrections, Outcome
from govgraph.graph.summaries import document_key
from govgraph.graph.tally import Tally, tally_plan
from govgraph.model import Entity, Family, Reprint, SourceInfo

#: Shares to have at least: the more, the fewer of them one changed article touches.
_SHARES = 256

#: Bytes that hold the length of a summary.
_LENGTH = 4

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Summary)


@dataclass(frozen=True, slots=True)
class Planned:
    """What the rest of a build needs of its plan at once; what each share needs is in the workshop's folder.

    The documents have left their fingerprints behind. ``shares`` has the first node of each share,
    ``first_articles`` the first name of each run of articles.
    """

    documents: tuple[SourceInfo, ...]
    reprints: tuple[Reprint, ...]
    families: tuple[Family, ...]
    outcome: Outcome
    tally: Tally
    shares: tuple[str, ...]
    first_articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planning:
    """Makes the plan from the file of summaries, and writes the tables that it tells into a folder.

    ``batches`` are the numbers of documents, in the order of the summaries, whose sayings are taken apart together.
    """

    summaries: Path
    batches: tuple[int, ...]
    tables: Path
    corrections: Corrections


def pack_summary(summary: Summary) -> bytes:
    """A summary as bytes, one of many in a file: their length, and MessagePack of its fields."""
    try:
        data = _ENCODER.encode(summary)
    except UnicodeEncodeError:  # a file name that is no UTF-8 holds lone surrogates, which only JSON can carry
        data = json.dumps(msgspec.to_builtins(summary)).encode("ascii")
    return len(data).to_bytes(_LENGTH, "big") + data


def split_summaries(data: bytes) -> Iterator[bytes]:
    """Packed summaries that stand one after the other."""
    start = 0
    while start < len(data):
        end = start + _LENGTH + int.from_bytes(data[start : start + _LENGTH], "big")
        yield data[start:end]
        start = end


def plan_build(task: Planning, folder: Path) -> Planned:
    """Decide on all documents; what each share needs is left in ``folder``.

    Raises:
        SetupError: two corrections contradict each other, as the articles show.
    """
    keys: list[tuple[str, Sequence[str]]] = []
    plan = make_plan(_noting(_read_summaries(task.summaries), keys), task.corrections, pieces=_SHARES)
    noted = iter(keys)
    hold_plan(folder, plan, (dict(islice(noted, size)) for size in task.batches))
    write_plan_tables(task.tables, plan)
    return Planned(
        documents=tuple(replace(document, fingerprint="") for document in plan.documents),
        reprints=plan.reprints,
        families=plan.families,
        outcome=plan.outcome,
        tally=tally_plan(plan),
        shares=plan.assignment.firsts,
        first_articles=first_articles(plan),
    )


def _read_summaries(path: Path) -> Iterator[Summary]:
    entities: dict[Entity, Entity] = {}
    with path.open("rb") as file:
        while length := file.read(_LENGTH):
            yield _unpack(file.read(int.from_bytes(length, "big"))).sharing(entities)


def _noting(summaries: Iterable[Summary], keys: list[tuple[str, Sequence[str]]]) -> Iterator[Summary]:
    """The summaries; the keys that each document names are added to ``keys`` under its own."""
    for summary in summaries:
        keys.append((document_key(summary.document), [entity.key for entity in summary.entities]))
        yield summary


def _unpack(data: bytes) -> Summary:
    return msgspec.convert(json.loads(data), Summary) if data.startswith(b"{") else _DECODER.decode(data)
