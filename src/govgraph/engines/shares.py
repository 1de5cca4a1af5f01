"""The work on a build that several processes share, once its plan is made: each task reads and leaves files.

    extractions ─▶ portions ─▶ merged ──────────▶ cited
    by batch       by share    Turtle, tables      Turtle of the places in articles
                               by share            by run of articles

Tasks are pure functions of what they are given, so that one done twice does no harm.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import pyarrow as pa

from govgraph.cache import ExtractionCache
from govgraph.corpus import SourceFile
from govgraph.engines.division import by_run, shares_with_families
from govgraph.engines.segments import Segment, read_segments, write_segments
from govgraph.graph.merge import merge_share
from govgraph.graph.plan import Assignment, Plan, Share
from govgraph.graph.portions import Portion, assign
from govgraph.graph.tally import Tally, tally
from govgraph.model import GraphEvidence
from govgraph.selection import drop_unsure_rows
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import (
    CHAPTERS,
    Chapter,
    Period,
    describe_places,
    describe_share,
    name_build,
    periods_of,
)
from govgraph.write.files import replace_file
from govgraph.write.tables import build_tables
from govgraph.write.turtle import write_blocks

T = TypeVar("T")

#: The tables that shares fill; the others are written from the plan.
SHARED = ("entities", "aliases", "relations", "posts", "measures", "evidence")

_ENCODER = msgspec.msgpack.Encoder()
_SHARE = msgspec.msgpack.Decoder(tuple[Share, dict[str, str]])
_PORTIONS = msgspec.msgpack.Decoder(list[Portion])
_EVIDENCE = msgspec.msgpack.Decoder(list[GraphEvidence])


class Read(NamedTuple):
    """A document that was read, and the hash under which the cache keeps what it says."""

    source: SourceFile
    sha256: str


@dataclass(frozen=True, slots=True)
class Portioning:
    """Takes apart what a batch of documents says."""

    number: int
    documents: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Merging:
    """Merges one share of the nodes from its portions."""

    number: int
    portions: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a share: counts, chapters of Turtle by number, evidence by run of articles, and the times named."""

    tally: Tally
    chapters: Mapping[int, Segment]
    evidence: Mapping[int, Segment]
    periods: frozenset[Period]


@dataclass(frozen=True, slots=True)
class Citing:
    """Describes the places in a run of articles that are evidence."""

    number: int
    evidence: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all tasks of a build have in common.

    ``folder`` holds what they leave for each other, and what has come of each: a build that goes on in the folder of
    one that was killed does nothing twice. ``first_articles`` has the first name of each run of articles.
    """

    folder: Path
    cache: ExtractionCache
    info: BuildInfo
    min_confidence: float
    first_articles: tuple[str, ...]

    def portion_out(self, task: Portioning) -> dict[int, Segment]:
        """The portions of a batch by share.

        Raises:
            SetupError: what a document says was deleted from the cache meanwhile.
        """
        return self._once(f"portions-{task.number}", dict[int, Segment], lambda: self._portion_out(task))

    def merge(self, task: Merging) -> Merged:
        """Merge a share, and write what is said of its nodes."""
        return self._once(f"merged-{task.number}", Merged, lambda: self._merge(task))

    def cite(self, task: Citing) -> dict[int, Segment]:
        """Write the places of a run of articles: the chapter's segment, by its number."""
        return self._once(f"cited-{task.number}", dict[int, Segment], lambda: self._cite(task))

    def _once(self, name: str, kind: type[T], work: Callable[[], T]) -> T:
        """What comes of a piece of work; where an earlier process has done it, what came of it then."""
        done = self.folder / f"{name}.done"
        if done.exists():
            return msgspec.msgpack.decode(done.read_bytes(), type=kind)
        result = work()
        with replace_file(done) as beside:
            beside.write_bytes(_ENCODER.encode(result))
        return result

    def _portion_out(self, task: Portioning) -> dict[int, Segment]:
        assignment = _read_assignment(self.folder / "assignment")
        portions: defaultdict[int, list[Portion]] = defaultdict(list)
        for source, sha256 in task.documents:
            extraction = self.cache.require(source, sha256)
            for share, portion in assign(extraction, assignment).items():
                portions[share].append(portion)
        encoded = {share: _ENCODER.encode(own) for share, own in portions.items()}
        return write_segments(self.folder, f"portions-{task.number}", encoded)

    def _merge(self, task: Merging) -> Merged:
        ids = _read_assignment(self.folder / "assignment").ids
        share, families = _SHARE.decode((self.folder / f"share-{task.number}").read_bytes())
        read = read_segments(self.folder, task.portions)
        portions = (portion for data in read for portion in _PORTIONS.decode(data))
        graph = drop_unsure_rows(merge_share(share, portions, ids), self.min_confidence)
        tables = build_tables(graph)
        for name in SHARED:
            with pa.ipc.new_file(str(self.table(name, task.number)), tables[name].schema) as writer:
                writer.write_table(tables[name])
        chapters = describe_share(graph, families, name_build(self.info))
        places = by_run(graph.evidence, self.first_articles)
        encoded = {run: _ENCODER.encode(rows) for run, rows in places.items()}
        return Merged(
            tally(graph),
            self._write_chapters(f"chapters-{task.number}", chapters),
            write_segments(self.folder, f"evidence-{task.number}", encoded),
            frozenset(periods_of(graph.measures)),
        )

    def _cite(self, task: Citing) -> dict[int, Segment]:
        read = read_segments(self.folder, task.evidence)
        rows = (row for data in read for row in _EVIDENCE.decode(data))
        chapter = Chapter(CHAPTERS[-1], describe_places(rows))
        return self._write_chapters(f"places-{task.number}", [chapter])

    def table(self, name: str, share: int) -> Path:
        """Where a share leaves its rows of a table, in Arrow's file format."""
        return self.folder / f"{name}-{share}.arrow"

    def _write_chapters(self, name: str, chapters: Iterable[Chapter]) -> dict[int, Segment]:
        texts = {CHAPTERS.index(title): "\n".join(write_blocks(rows)).encode() for title, rows in chapters}
        return write_segments(self.folder, name, {number: text for number, text in texts.items() if text})


def hold_plan(folder: Path, plan: Plan) -> None:
    """Keep a plan where every task of the workshop in ``folder`` finds of it what it needs."""
    (folder / "assignment").write_bytes(_ENCODER.encode(plan.assignment))
    for number, own in enumerate(shares_with_families(plan)):
        (folder / f"share-{number}").write_bytes(_ENCODER.encode(own))


@lru_cache(maxsize=1)
def _read_assignment(path: Path) -> Assignment:
    return msgspec.msgpack.decode(path.read_bytes(), type=Assignment)
