"""The plan of a build, made in a process of its own: its memory is the largest of all, and goes with that process."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from govgraph.engines.assembly import write_plan_tables
from govgraph.engines.division import first_articles
from govgraph.engines.shares import hold_plan
from govgraph.graph import Summary, make_plan
from govgraph.graph.corrections import Corrections, Outcome
from govgraph.graph.tally import Tally, tally_plan
from govgraph.model import Entity, Family, Reprint, SourceInfo

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Summary)


@dataclass(frozen=True, slots=True)
class Planned:
    """What the rest of a build needs of its plan at once; what each share needs is in the workshop's folder.

    The documents have left their fingerprints behind. ``first_articles`` has the first name of each run of articles.
    """

    documents: tuple[SourceInfo, ...]
    reprints: tuple[Reprint, ...]
    families: tuple[Family, ...]
    outcome: Outcome
    tally: Tally
    shares: int
    first_articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planning:
    """Makes the plan from the file of summaries, and writes the tables that it tells into a folder."""

    summaries: Path
    tables: Path
    corrections: Corrections


def pack_summary(summary: Summary) -> bytes:
    """A summary as bytes, one of many in a file: their length, and MessagePack of its fields."""
    try:
        data = _ENCODER.encode(summary)
    except UnicodeEncodeError:  # a file name that is no UTF-8 holds lone surrogates, which only JSON can carry
        data = json.dumps(msgspec.to_builtins(summary)).encode("ascii")
    return len(data).to_bytes(4, "big") + data


def plan_build(task: Planning, folder: Path) -> Planned:
    """Decide on all documents; what each share needs is left in ``folder``.

    Raises:
        SetupError: two corrections contradict each other, as the articles show.
    """
    plan = make_plan(_read_summaries(task.summaries), task.corrections)
    hold_plan(folder, plan)
    write_plan_tables(task.tables, plan)
    return Planned(
        documents=tuple(replace(document, fingerprint="") for document in plan.documents),
        reprints=plan.reprints,
        families=plan.families,
        outcome=plan.outcome,
        tally=tally_plan(plan),
        shares=len(plan.shares),
        first_articles=first_articles(plan),
    )


def _read_summaries(path: Path) -> Iterator[Summary]:
    entities: dict[Entity, Entity] = {}
    with path.open("rb") as file:
        while length := file.read(4):
            yield _unpack(file.read(int.from_bytes(length, "big"))).sharing(entities)


def _unpack(data: bytes) -> Summary:
    return msgspec.convert(json.loads(data), Summary) if data.startswith(b"{") else _DECODER.decode(data)
