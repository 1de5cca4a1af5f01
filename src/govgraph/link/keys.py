"""Keys of programs: one node for each region that runs it, so that two towns' 红色管家 stay two things.

The region is that of whoever runs the program; where the document names nobody, the home of the section that first
names it. Nodes of one name in several regions are joined by a family when graphs are merged.
"""

from collections.abc import Iterable, Mapping

from govgraph.link.regions import RegionLinker
from govgraph.link.things import Thing
from govgraph.model import Relation


def program_keys(
    programs: Iterable[Thing], relations: Iterable[Relation], ids: Mapping[Thing, str], regions: RegionLinker
) -> dict[Thing, str]:
    """The key of every program: its name and the key of its region, ``?`` where none is known."""
    things = {identifier: thing for thing, identifier in ids.items()}
    runners: dict[str, Thing] = {}
    for relation in sorted(relations, key=lambda r: (-r.confidence, r.evidence.start)):
        if relation.predicate == "runs":
            runners.setdefault(relation.object, things[relation.subject])
    keys = {}
    for program in programs:
        runner = runners.get(ids[program])
        region = _region_of(runner) if runner else None
        region = region or regions.home_at(min(m.start for m in program.mentions))
        keys[program] = f"{program.key}@{region.key if region else '?'}"
    return keys


def _region_of(runner: Thing) -> Thing | None:
    thing: Thing | None = runner
    while thing is not None and thing.type != "Region":
        thing = thing.owner
    return thing
