"""How the time of merging grows: made-up extractions of up to a million mentions, each size merged in its own process.

usage: merge_growth.py [--mentions N]

Prints for N/8, N/4, N/2 and N mentions (a million by default) the seconds of ``merge``, their ratio to the size
before, the peak memory of the process and what came out. The extractions are drawn with a fixed seed: places from the
gazetteer, bodies of each place, companies under full and short names, near and far, programs run in many places.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import click

from govgraph.graph import merge
from govgraph.lexicon.regions import Division, gazetteer
from govgraph.model import (
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Measure,
    MentionEvidence,
    Post,
    Predicate,
    Relation,
    SourceInfo,
)

SEED = 20230630
#: Each document names ten things, two places each.
MENTIONS_PER_DOCUMENT = 20
STEMS = (
    "行政审批局",
    "住房和城乡建设局",
    "财政局",
    "农业农村局",
    "市场监督管理局",
    "教育局",
    "政务服务中心",
    "交通运输局",
)
TRADES = ("电力", "化工", "科技", "食品", "机械", "纺织", "药业", "新材料")
FORMS = ("股份有限公司", "有限公司", "集团有限公司")
SYLLABLES = "恒泰华兴盛源安康瑞丰宏达天合金海龙鑫正德元亨利嘉"


class Corpus:
    """Draws documents, each with what it says."""

    def __init__(self) -> None:
        self._random = random.Random(SEED)  # noqa: S311 - no secret
        counties = [d for d in gazetteer().by_code.values() if d.level == 3]
        self._counties = sorted(counties, key=lambda d: d.code)
        self._programs = ["".join(self._random.sample(SYLLABLES, 4)) for _ in range(2000)]
        self._brands = ["".join(self._random.sample(SYLLABLES, 2)) for _ in range(400)]

    def draw(self, documents: int) -> Iterator[Extraction]:
        """So many extractions."""
        for number in range(documents):
            yield self._document(number)

    def _document(self, number: int) -> Extraction:
        county = self._random.choice(self._counties)
        place = 0
        entities: list[Entity] = []

        def add(kind: EntityType, name: str, key: str, code: str | None = None, *aliases: str) -> str:
            nonlocal place
            mentions = []
            for _ in range(2):
                mentions.append(MentionEvidence(place, place + len(name), name, f"{kind}.made", 0.9))
                place += len(name) + 7
            entities.append(Entity(f"e{len(entities)}", kind, name, aliases, key, tuple(mentions), None, code))
            return entities[-1].id

        home = f"Region:{county.code}"
        region = add("Region", county.name, home, county.code)
        zone = add("Region", f"{county.name}经开区", f"Region:经开区{self._random.choice('@~')}{home}")
        bodies = [
            add("PublicOrganisation", county.name + stem, f"PublicOrganisation:{stem}@{home}")
            for stem in self._random.sample(STEMS, 3)
        ]
        party = add("PartyOrganisation", county.name + "委", f"PartyOrganisation:委@{home}")
        program_name = self._random.choice(self._programs)
        program = add("Program", program_name, f"Program:{program_name}@{home}")
        firms = [add("Enterprise", name, key, None, *aliases) for name, key, *aliases in self._firms(county)]
        project = add(
            "Project", f"{county.name}{program_name}项目", f"Project:{program_name}~Region:{county.code[:4]}00"
        )
        names = {entity.id: entity.name for entity in entities}

        def say(subject: str, predicate: Predicate, other: str) -> Relation:
            nonlocal place
            sentence = f"今年以来，{names[subject]}与{names[other]}一起，把服务企业、推进项目的工作一件一件抓实。"
            place += len(sentence)
            evidence = Evidence(place - len(sentence), place, sentence)
            return Relation(subject, predicate, other, "text", "made", 0.8, evidence)

        relations = [say(body, "jurisdiction", region) for body in (party, *bodies)]
        relations += [
            say(bodies[1], "subOrganisationOf", bodies[0]),
            say(bodies[2], "runs", program),
            say(bodies[2], "serves", firms[1]),
            say(firms[0], "locatedIn", zone),
            say(firms[1], "locatedIn", region),
            say(zone, "partOf", region),
            say(party, "runs", program),
            say(program, "serves", firms[0]),
            say(firms[0], "undertakes", project),
        ]
        last = relations[-1].evidence
        published = date(2019, 1, 1) + timedelta(days=self._random.randrange(1500))
        source = SourceInfo(f"d{number:07}", f"{number:064x}", None, published, None, f"d{number:07}.txt", place)
        post = Post("王某某", "局长", bodies[0], "made", 0.9, last)
        value = Decimal(self._random.randrange(1, 99))
        figure = Measure(program, "解决问题", value, "个", "exact", None, None, None, "made", 0.8, last)
        return Extraction(source, tuple(entities), tuple(relations), (post,), (figure,))

    def _firms(self, county: Division) -> Iterator[tuple[str, ...]]:
        prefecture = f"Region:{county.code[:4]}00"
        for _ in range(2):
            core = self._random.choice(self._brands) + self._random.choice(TRADES)
            if self._random.random() < 0.5:
                yield core, f"Enterprise:{core}~{prefecture}"
            else:
                full = f"{county.name}{core}{self._random.choice(FORMS)}"
                yield full, f"Enterprise:{core}@Region:{county.code}", core


def measure(mentions: int) -> dict[str, float]:
    """Merge so many mentions here; seconds, bytes at the peak and what came out."""
    extractions = list(Corpus().draw(mentions // MENTIONS_PER_DOCUMENT))
    begin = time.process_time()
    graph = merge(extractions)
    seconds = time.process_time() - begin
    joined = sum(1 for row in graph.identities if row.rule not in ("document", "code", "owner", "unique", "near"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": seconds, "peak": peak, "nodes": len(graph.nodes), "joined": joined}


@click.command()
@click.option("--mentions", default=1_000_000, show_default=True, help="The largest size.")
@click.option("--alone", is_flag=True, hidden=True, help="Measure just this size, here.")
def main(mentions: int, alone: bool) -> None:
    """Print how the time of merging grows with the mentions."""
    if alone:
        print(json.dumps(measure(mentions)))
        return
    print("| mentions | CPU s | ratio | peak MB | nodes | keys joined to another's |\n|--:|--:|--:|--:|--:|--:|")
    before = None
    for size in (mentions // 8, mentions // 4, mentions // 2, mentions):
        command = [sys.executable, __file__, "--mentions", str(size), "--alone"]
        result = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        ratio = f"{result['seconds'] / before:.2f}" if before else ""
        row = f"{size:,} | {result['seconds']:.1f} | {ratio} | {result['peak'] / 1e6:,.0f}"
        print(f"| {row} | {result['nodes']:,} | {result['joined']:,} |", flush=True)
        before = result["seconds"]


if __name__ == "__main__":
    main()
