"""Keys: what makes two mentions, in one document or in many, the same thing.

A key is a type, a core name and where the thing belongs, in one of four forms:

- ``Region:320600``, ``PublicOrganisation:国务院``: known by its code, or the only one of its name in the country
- ``PublicOrganisation:行政审批局@Region:320800``: of an owner, a parent or a place that the text states
- ``Enterprise:神马电力~Region:320600``: seen near a place, which is not said to be its own
- ``Region:鼓楼区?83bf6fe3c3dd``: nothing tells which one it is; it stays apart, in its document

Graphs join what was seen near a place to what is stated there (``graph.identities``).
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from govgraph import lexicon
from govgraph.extract.mentions import words
from govgraph.lexicon.regions import Division, gazetteer
from govgraph.link.things import Thing, longest
from govgraph.model import Document, EntityType, Relation

if TYPE_CHECKING:
    from govgraph.link.regions import RegionLinker

#: Hexadecimal digits of a document's hash that keep what it names apart.
_DOCUMENT_DIGITS = 12
_SEPARATORS = str.maketrans({"@": "＠", "~": "～", "?": "？"})
_BRACKETED = re.compile("（([^（）]{2,8})）")
#: An institution that bears this and a place's name is the only one of it: 南京科技职业学院.
_INSTITUTION = re.compile(".{2,}(?:学院|研究院|研究所|实验室|海关|铁路局)")
_UNIVERSITY = re.compile("(?!.*老年).{2,}大学")
_LEGAL_NAME = re.compile("有限(?:责任)?公司|集团$")
_NATIONAL = ("中国", "国家", "全国", "中华", "中共中央", "中央")


def anchored(kind: EntityType, core: str, near: Division | None, document: Document, section: int = 0) -> str:
    """The key of what is only seen near a division, or nowhere that is known; each article of a file is its own."""
    core = core.translate(_SEPARATORS)
    if near is not None:
        return f"{kind}:{core}~Region:{near.code}"
    return f"{kind}:{core}?{document.sha256[:_DOCUMENT_DIGITS]}{f'_{section}' if section else ''}"


class Keys:
    """The final keys of a document's things, made when its statements are known."""

    def __init__(
        self, document: Document, regions: "RegionLinker", ids: Mapping[Thing, str], relations: Iterable[Relation]
    ) -> None:
        self._document = document
        self._regions = regions
        self._ids = ids
        self._things = {identifier: thing for thing, identifier in ids.items()}
        self._runners = self._first_ends(relations, "runs", "subject", "object")
        self._builders = self._first_ends(relations, "undertakes", "subject", "object")
        self._sites = self._first_ends(relations, "locatedIn", "object", "subject")
        self._made: dict[Thing, str] = {}

    def _first_ends(self, relations: Iterable[Relation], predicate: str, end: str, by: str) -> dict[str, Thing]:
        """The surest other end of a relation for each thing."""
        found: dict[str, Thing] = {}
        told = [relation for relation in relations if relation.predicate == predicate]
        for relation in sorted(told, key=lambda r: (-r.confidence, r.evidence.start)):
            found.setdefault(getattr(relation, by), self._things[getattr(relation, end)])
        return found

    def of(self, thing: Thing) -> str:
        """The key of a thing."""
        if thing not in self._made:
            self._made[thing] = self._make(thing)
        return self._made[thing]

    def _make(self, thing: Thing) -> str:
        match thing.type:
            case "Region":
                return thing.key
            case "Program":
                return self._program(thing)
            case "Enterprise":
                return self._enterprise(thing)
            case "Project":
                return self._project(thing)
        stem = thing.key.partition(":")[2].partition("@")[0].translate(_SEPARATORS)
        if thing.owner is not None:
            return f"{thing.type}:{stem}@{self.of(thing.owner)}"
        if is_unique(stem):
            return f"{thing.type}:{stem}"
        return anchored(thing.type, stem, self._near(thing), self._document)

    def _program(self, thing: Thing) -> str:
        """A program is known by the region of whoever runs it; where nobody does, by the home of its section."""
        core = fold_program(thing.name).translate(_SEPARATORS)
        runner = self._runners.get(self._ids.get(thing, ""))
        region = _region_of(runner) or self._regions.home_at(_first(thing))
        if region is None:
            return anchored("Program", core, self._near(thing), self._document)
        return f"Program:{core}@{region.key}"

    def _enterprise(self, thing: Thing) -> str:
        name = longest(n for n in thing.names() if thing.name in n or n.endswith(("公司", "集团"))) or thing.name
        full = thing.name if len(thing.name) > len(name) else name
        core, place = split_enterprise(full)
        for known in (strip_legal_form(full), core):  # 宁德时代 is no 时代 of 宁德
            if known in words("enterprises", "national"):
                return f"Enterprise:{known.translate(_SEPARATORS)}"
        core = core.translate(_SEPARATORS)
        if name.startswith(_NATIONAL):
            return f"Enterprise:{core}"
        owner = thing.owner
        if owner is not None and owner.type == "Region" and self._is_registered(name, owner):
            return f"Enterprise:{core}@{owner.key}"
        if place and self._is_registered(name, None):
            division = self._regions.divisions.best(place, _first(thing))
            if division is not None:
                return f"Enterprise:{core}@Region:{division.code}"
        return anchored("Enterprise", core, _prefecture(self._site(thing)), self._document)

    def _is_registered(self, name: str, owner: Thing | None) -> bool:
        """Whether the place in front belongs to a company's name: 靖江市河海重工公司 only says where it is."""
        place = owner.name if owner is not None and name.startswith(owner.name) else leading_place(name)
        if _LEGAL_NAME.search(name) or place not in gazetteer().by_name:
            return True
        return is_generic(strip_legal_form(name.removeprefix(place)))

    def _project(self, thing: Thing) -> str:
        """A project is known by its name with its company's in front, and the prefecture where it is built."""
        builder = self._builders.get(self._ids.get(thing, "")) or (
            thing.owner if thing.owner is not None and thing.owner.type == "Enterprise" else None
        )
        core = fold_project(thing.name)
        place = leading_place(core)
        core = core.removeprefix(place) if place in gazetteer().by_name and len(core) - len(place) > 3 else core
        if builder is not None:
            brand = split_enterprise(longest(builder.names()))[0]
            for name in sorted(builder.names(), key=lambda n: (-len(n), n)):
                core = core.removeprefix(name)
            core = brand + core[_shared(brand, core) :]
        return anchored("Project", core, _prefecture(self._site(thing)), self._document)

    def _site(self, thing: Thing) -> Division | None:
        """Where a company or project is said to be, else the place near which it is named."""
        site = self._sites.get(self._ids.get(thing, ""))
        while site is not None and site.code is None:
            site = site.owner
        return gazetteer().at(site.code) if site is not None and site.code else self._near(thing)

    def _near(self, thing: Thing) -> Division | None:
        return self._regions.anchor_at(_first(thing))


def _shared(brand: str, name: str) -> int:
    """How many characters a project's name shares with its company's at the beginning, if that is a brand: 青禾 of
    青禾精密机械 and 青禾智能装备产业园.
    """
    pairs = zip(brand, name, strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return shared if shared >= 2 else 0


def _first(thing: Thing) -> int:
    return min(m.start for m in thing.mentions)


def _region_of(runner: Thing | None) -> Thing | None:
    while runner is not None and runner.type != "Region":
        runner = runner.owner
    return runner


def _prefecture(division: Division | None) -> Division | None:
    """The prefecture of a division, or itself where it has none: companies are known beyond their county."""
    if division is None or division.level <= 2:
        return division
    above = [a for a in gazetteer().ancestors(division) if a.level == 2]
    if above:
        return above[0]
    return next((a for a in gazetteer().ancestors(division) if a.level == 1), division)


def is_unique(name: str) -> bool:
    """Whether an organisation without an owner is the only one of its name: a national body, a named institution.

    >>> is_unique("国务院"), is_unique("南京科技职业学院"), is_unique("审图中心")
    (True, True, False)
    """
    if name in words("organisations", "national") or name.startswith(_NATIONAL) or _UNIVERSITY.fullmatch(name):
        return True
    return _INSTITUTION.fullmatch(name) is not None and leading_place(name) != ""


@lru_cache(maxsize=4096)
def leading_place(name: str) -> str:
    """The division's name, full or short, that a name begins with; the longest, empty where none does.

    >>> leading_place("江苏神马电力"), leading_place("神马电力")
    ('江苏', '')
    """
    table = gazetteer()
    for length in range(min(len(name) - 1, 11), 1, -1):
        head = name[:length]
        found = [d for d in (*table.by_name.get(head, ()), *table.by_short.get(head, ())) if d.level < 4]
        if found and (head in table.by_name or min(d.level for d in found) < 3 or len(found) == 1):
            return head
    return ""


def split_enterprise(name: str) -> tuple[str, str]:
    """A company's core name and the place in its name: without legal form, brackets and leading places.

    >>> split_enterprise("江苏神马电力股份有限公司"), split_enterprise("鹏岚（江苏）精密机械有限公司")
    (('神马电力', '江苏'), ('鹏岚精密机械', '江苏'))
    >>> split_enterprise("日丰集团"), split_enterprise("江苏省南通供电公司")
    (('日丰集团', ''), ('供电', '南通'))
    """
    bracketed = [part for part in _BRACKETED.findall(name) if gazetteer().find(part)]
    rest = _BRACKETED.sub(lambda match: "" if match[1] in bracketed else match[1], name)
    place = bracketed[0] if bracketed else ""
    while (head := leading_place(rest)) and len(_legal_form().sub("", rest[len(head) :])) >= 2:
        place, rest = place if bracketed else head, rest[len(head) :]
        rest = rest[1:] if rest[:1] in ("省", "市") else rest
    return strip_legal_form(rest) or strip_legal_form(name) or name, place


def is_generic(core: str) -> bool:
    """Whether a company's core name is only what many are called, so that its place alone tells it apart.

    >>> is_generic("供电"), is_generic("建设集团"), is_generic("神马电力")
    (True, True, False)
    """
    bare = core.removesuffix("集团")
    forms = words("enterprises", "local_forms") | words("enterprises", "generic")
    return not {core, core + "公司"}.isdisjoint(forms) or bare in words("enterprises", "industries")


def strip_legal_form(name: str) -> str:
    """A company's name without 股份有限公司 and the like; 集团 belongs to the name, and two characters are left.

    >>> strip_legal_form("神马电力股份有限公司"), strip_legal_form("日丰集团有限公司"), strip_legal_form("日丰集团公司")
    ('神马电力', '日丰集团', '日丰集团')
    """
    stem = _legal_form().sub("", name)
    return stem if len(stem) >= 2 else name


@cache
def _legal_form() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in lexicon.words("enterprises", "legal_forms"))
    return re.compile(f"(?:{forms})$")


def fold_project(name: str) -> str:
    """A project's name without the words that any project's may end in.

    What it makes in a year is left out too.

    >>> fold_project("天鹏锂能产业化项目"), fold_project("白鹭仪表年产40万台智能工厂项目")
    ('天鹏锂能产业化', '白鹭仪表智能工厂')
    """
    stem = _capacity().sub("", name)
    stem = stem.removesuffix("工程").removesuffix("项目").removesuffix("建设")
    return stem if len(stem) >= 4 else name


@cache
def _capacity() -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in lexicon.words("projects", "capacity_units"))
    return re.compile(f"(?:年产|年处理|日处理|日产)[0-9.]+[万亿]?(?:{units})")


def fold_program(name: str) -> str:
    """A program's name as keys have it: of listed variants the first, so that 揭榜挂帅 and 挂帅揭榜 are one.

    >>> fold_program("揭榜挂帅"), fold_program("书记工程")
    ('挂帅揭榜', '书记工程')
    """
    return _program_variants().get(name, name)


@cache
def _program_variants() -> dict[str, str]:
    rows = lexicon.read("programs")["variants"]
    return {variant: row.split()[0] for row in rows for variant in row.split()}
