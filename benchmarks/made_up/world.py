"""A made-up county: its bodies, towns, programs, enterprises, projects and office-holders, each with its names.

Everything follows from (seed, code of the place, kind, number), so that a thing is the same in every article that
speaks of it, however it was come upon.
"""

from collections.abc import Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zlib import crc32

import yaml

from govgraph import lexicon
from govgraph.lexicon.regions import Division, gazetteer, is_statistical, shorten
from govgraph.model import EntityType, Predicate

#: Ends of the names of places that have governments of their own.
_COUNTIES = ("县", "区", "市", "旗")
_PREFECTURES = ("市", "州")
_TOWNS = ("镇", "乡", "街道")
#: The weight of the place of rank r is 1 / (r + 10) ** 0.9: of 100,000 articles 1,200 fall to the first, 8 to the last.
_TAIL = (10, 0.9)


class Form(NamedTuple):
    """One way to name a thing: its words in the text, the names in them, what they say by themselves."""

    text: str
    names: tuple[tuple["Thing", str], ...] = ()
    says: tuple[tuple["Thing", Predicate, "Thing"], ...] = ()
    posts: tuple[tuple[str, str, "Thing"], ...] = ()


class Thing:
    """An entity, or an office-holder (whose type is None).

    ``first`` are the keys of the forms that may introduce it, ``later`` of those that name it again; ``parts`` what
    belongs to it: a program's owner, a company's manager.
    """

    __slots__ = ("first", "forms", "later", "name", "parts", "type")

    def __init__(self, type_: EntityType | None, name: str) -> None:
        self.type = type_
        self.name = name
        self.forms: dict[str, Form] = {}
        self.first: tuple[str, ...] = ("name",)
        self.later: tuple[str, ...] = ("name",)
        self.parts: dict[str, Any] = {}

    def part(self, step: str) -> Any:
        """What belongs to it; made when first asked for, since of most things an article tells little."""
        found = self.parts[step]
        if callable(found):
            found = self.parts[step] = found()
        return found

    def called(self, text: str, *inside: tuple["Thing", str], says: Sequence[Any] = (), marks: str = "") -> Form:
        """A form that names this thing, ``marks`` being the text with its quotation marks."""
        return Form(marks or text, ((self, text), *inside), tuple(says))


@cache
def words(group: str) -> list[Any]:
    """A list of ``names.yaml``."""
    found = _names()[group]
    return found.split() if isinstance(found, str) else found


@cache
def _names() -> dict[str, Any]:
    names: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
    return names


@cache
def national(group: str) -> dict[str, str]:
    """The programs of the whole country that articles may name, with what stands behind them.

    ``services`` change how offices work, ``customs`` how villages and rivers are looked after.
    """
    known = set(lexicon.words("programs", "national"))
    return {name: head for name, head in _names()["national"][group].items() if name in known}


class Places(NamedTuple):
    """All places that articles are about in the order of their weight, and the sums of the weights."""

    codes: list[str]
    weights: list[float]


@cache
def places(seed: int) -> Places:
    """The counties and prefecture-level cities of the gazetteer, those first of which articles are many."""
    codes = sorted(code for code, division in gazetteer().by_code.items() if _is_place(division))
    Random(f"{seed}:places").shuffle(codes)  # noqa: S311 - no secret
    return Places(codes, list(accumulate((rank + _TAIL[0]) ** -_TAIL[1] for rank in range(1, len(codes) + 1))))


def _is_place(division: Division) -> bool:
    if division.level == 3:
        known = division.name.endswith(_COUNTIES) and not is_statistical(division.code) and len(division.name) > 2
        return known and not division.name.startswith("市辖")
    return division.level == 2 and division.name.endswith(_PREFECTURES) and len(_children(division.code)) >= 4


@cache
def _all_children() -> dict[str, list[Division]]:
    found: dict[str, list[Division]] = {}
    for division in gazetteer().by_code.values():
        ends = _TOWNS if division.level == 4 else _COUNTIES
        name = division.name
        if division.parent and len(name) > 2 and name.endswith(ends) and not is_statistical(division.code):
            found.setdefault(division.parent, []).append(division)
    return found


def _children(code: str) -> list[Division]:
    return _all_children().get(code, [])


class World:
    """One place and what is in it."""

    def __init__(self, seed: int, code: str) -> None:
        self._key = f"{seed}:{code}:"
        self._made: dict[tuple[str, int], Thing] = {}
        self._by_name: dict[tuple[str | None, str], Thing] = {}
        self.division = gazetteer().by_code[code]
        above = list(gazetteer().ancestors(self.division))
        self.province = self._make_region(above[-1])
        self.above = self._make_region(above[0], self.province) if len(above) > 1 else self.province
        self.is_city = self.division.level == 2
        self.county = self._make_county()
        self.word = self.county.parts["word"]
        self._children = _children(code)

    def _draw(self, what: str, count: int) -> int:
        """A number below ``count`` that depends on the place and on ``what`` alone."""
        return crc32((self._key + what).encode()) % count

    def _pick(self, group: str, what: str) -> Any:
        choices = words(group)
        return choices[self._draw(f"{group}:{what}", len(choices))]

    def get(self, kind: str, number: int) -> Thing:
        """A thing of this place by kind and number, made when first asked for."""
        made = self._made.get((kind, number))
        if made is None:
            made = getattr(self, f"_make_{kind}")(number)
            if made.type is not None:  # whichever number gave the name first: all else follows from the name
                made = self._by_name.setdefault((made.type, made.name), made)
            self._made[kind, number] = made
        return made

    @property
    def towns(self) -> int:
        """How many towns (of a prefecture: counties) the place has."""
        return len(self._children) or 8

    # Regions

    def _make_region(self, division: Division, above: Thing | None = None) -> Thing:
        region = Thing("Region", division.name)
        short = shorten(division.name)
        region.forms = {"name": region.called(division.name), "short": region.called(short)}
        if above is not None:
            says = [(region, "partOf", above)]
            region.forms["full"] = region.called(division.name, (above, above.name), says=says)
        region.first = ("name",)
        region.parts = {"word": division.name[-1], "short": short}
        return region

    def _make_county(self) -> Thing:
        county = self._make_region(self.division)
        name, short = self.division.name, county.parts["short"]
        if name.endswith("区"):
            short = county.parts["short"] = name
            county.forms["short"] = county.called(name)
        above, province = self.above, self.province
        nearest = [(county, "partOf", above)]
        long = above.name + name
        full = Form(long, ((county, name), (above, above.name)), tuple(nearest))
        county.forms["full"] = full
        county.forms["headed"] = Form(
            above.parts["short"] + short, ((county, short), (above, above.parts["short"])), tuple(nearest)
        )
        if above is not province:
            chain = ((county, "partOf", above), (above, "partOf", province))
            names = ((county, name), (above, above.name), (province, province.name))
            county.forms["whole"] = Form(province.name + long, names, chain)
            short_names = ((county, name), (province, province.name))
            county.forms["wide"] = Form(province.name + name, short_names, ((county, "partOf", province),))
        else:
            county.forms["whole"] = county.forms["wide"] = full
        county.first = ("full", "whole", "whole", "wide")
        county.later = ("name", "name", "short")
        return county

    def _make_town(self, number: int) -> Thing:
        if not self._children:
            name = self._stem("town", number) + "镇"
        else:
            name = self._children[number % len(self._children)].name
        town = Thing("Region", name)
        county = self.county
        town.forms = {
            "name": town.called(name),
            "full": Form(county.name + name, ((town, name), (county, county.name)), ((town, "partOf", county),)),
        }
        town.first, town.later = ("full", "name"), ("name",)
        word = "街道" if name.endswith("街道") else name[-1]
        party = {"镇": "党委", "乡": "党委", "街道": "党工委"}.get(word, "委")
        committee = Thing("PartyOrganisation", name.removesuffix(word) + word + party)
        says = [(committee, "jurisdiction", town)]
        committee.forms["name"] = committee.called(committee.name, (town, name), says=says)
        town.parts = {"word": word, "party": committee}
        office = f"{word}委书记" if party == "委" else f"{party}书记"
        titled = name + (party if party != "委" else "委") + "书记"
        town.parts["secretary"] = partial(self._holder, f"town:{name}", office, town, titled)
        leader = {"镇": "镇长", "乡": "乡长", "街道": "办事处主任"}.get(word, f"{word}长")
        town.parts["mayor"] = partial(self._holder, f"mayor:{name}", leader, town, name + leader.removeprefix(word))
        if word in ("镇", "乡"):  # 石花镇镇长
            town.parts["mayor"] = partial(self._holder, f"mayor:{name}", leader, town, name + leader)
        elif word != "街道":
            town.parts["mayor"] = partial(self._holder, f"mayor:{name}", leader, town, name.removesuffix(word) + leader)
        return town

    def _stem(self, kind: str, number: int) -> str:
        first, last = words("stems_first"), words("stems_last")
        at = (number * 997 + self._draw(f"stem:{kind}", len(first) * len(last))) % (len(first) * len(last))
        return first[at // len(last)] + last[at % len(last)]

    def _make_village(self, number: int) -> Thing:
        urban = self._draw(f"urban:{number}", 8)
        community = urban < (6 if self.word == "区" else 2)
        stem = self._stem("village", number)
        name = stem + (self._pick("communities", str(number)) if community else "村")
        town = self.get("town", self._draw(f"village:{name}", 12))
        village = Thing("Region", name)
        village.forms = {
            "name": village.called(name),
            "full": Form(town.name + name, ((village, name), (town, town.name)), ((village, "partOf", town),)),
        }
        county = self.county
        village.forms["whole"] = Form(
            county.name + town.name + name,
            ((village, name), (town, town.name), (county, county.name)),
            ((village, "partOf", town), (town, "partOf", county)),
        )
        village.first, village.later = ("full", "full", "name"), ("name",)
        party = ("党委", "党总支")[self._draw(name, 2)] if community else "党支部"
        branch = Thing("PartyOrganisation", name + party)
        branch.forms["name"] = branch.called(branch.name, (village, name), says=[(branch, "jurisdiction", village)])
        secretary = partial(self._holder, f"village:{name}", f"{party}书记", village, f"{name}{party}书记")
        village.parts = {
            "word": "社区" if community else "村",
            "people": "居民" if community else "村民",
            "party": branch,
            "secretary": secretary,
            "town": town,
        }
        return village

    def _make_zone(self, number: int) -> Thing:
        county = self.county
        if number % 3 == 0:
            name = county.parts["short"] + self._pick("zones", "zone")
            full = None
        else:
            name = self._stem("zone", number) + self._pick("parks", str(number))
            full = county.name + name
        zone = Thing("Region", name)
        zone.forms["name"] = zone.called(name)
        if full:
            zone.forms["full"] = Form(full, ((zone, name), (county, county.name)), ((zone, "partOf", county),))
            zone.first = ("full", "full", "name")
        committee = Thing("PartyOrganisation", name + "党工委")
        committee.forms["name"] = committee.called(
            committee.name, (zone, name), says=[(committee, "jurisdiction", zone)]
        )
        office = Thing("PublicOrganisation", name + "管委会")
        office.forms["name"] = office.called(office.name, (zone, name), says=[(office, "jurisdiction", zone)])
        zone.parts = {"word": "园区", "party": committee, "office": office}
        zone.parts["secretary"] = partial(self._holder, f"zone:{name}", "党工委书记", zone, f"{name}党工委书记")
        zone.parts["director"] = partial(self._holder, f"director:{name}", "管委会主任", zone, f"{name}管委会主任")
        return zone

    # Bodies

    def _of_county(self, type_: EntityType, tail: str, *, governs: bool = True) -> Thing:
        """A body whose name is the place's with a tail, shortened to 县…."""
        county, name = self.county, self.county.name + tail
        body = Thing(type_, name)
        says = [(body, "jurisdiction", county)] if governs else []
        body.forms = {
            "name": body.called(name, (county, county.name), says=says),
            "short": body.called(self.word + tail, says=says),
            "whole": Form(
                self.above.name + name,
                ((body, name), (county, county.name), (self.above, self.above.name)),
                (*says, (county, "partOf", self.above)),
            ),
        }
        body.later = ("short", "short", "short", "name") if governs else ("name",)
        body.parts["word"] = "局" if tail.endswith("局") else "单位"
        return body

    def body(self, subject: str, number: int) -> Thing:
        """A body that has to do with a subject."""
        rows = _names()["bodies"][subject]
        return self._body(rows[number % len(rows)])

    def office(self, slot: str) -> Thing | None:
        """The body that has one kind of work, None where the slot is none of ``offices``."""
        if slot not in _names()["offices"]:
            return None
        subject, kind = _names()["offices"][slot]
        return self._body(next(row for row in _names()["bodies"][subject] if row[0] == kind))

    def _body(self, row: Sequence[str]) -> Thing:
        """A body by its kind and the names that it may have."""
        made = self._made.get(("body:" + row[0], 0))
        if made is None:
            tail = row[1 + self._draw(f"body:{row[0]}", len(row) - 1)]
            if self.is_city:
                tail = _names()["commissions"].get(tail, tail)
            made = self._made["body:" + row[0], 0] = self._of_county("PublicOrganisation", tail)
            made.parts["word"] = tail[-1] if tail[-1] in "局委" else "单位"
            self._staff(made, _names()["chiefs"].get(tail, "局长" if tail[-1] == "局" else "主任"))
        return made

    def _staff(self, body: Thing, chief: str) -> None:
        """The head of a body, its Party members' group, its branch."""
        body.parts["chief"] = partial(self._officer, body, chief)
        deputy = chief if chief.startswith("副") else f"副{chief}"
        body.parts["deputy"] = partial(self._officer, body, deputy)
        for key, tail in (("group", "党组"), ("branch", "机关党支部"), ("team", "党员先锋队")):
            body.parts[key] = partial(self._unit, body, tail)

    def _unit(self, body: Thing, tail: str) -> Thing:
        """A group, branch or team of Party members in a body."""
        unit = Thing("PartyOrganisation", body.name + tail)
        says = ((unit, "subOrganisationOf", body), *body.forms["name"].says)
        for key in ("name", "short"):
            form = body.forms[key]
            unit.forms[key] = Form(form.text + tail, ((unit, form.text + tail), *form.names), says)
        unit.later = ("short", "name")
        return unit

    def _make_centre(self, number: int) -> Thing:
        tail = words("centres")[(number + self._draw("centre", 12)) % 12]
        centre = self._of_county("PublicOrganisation", tail)
        self._staff(centre, "主任")
        centre.parts["word"] = "中心"
        return centre

    def _make_government(self, _: int) -> Thing:
        return self._of_county("PublicOrganisation", "政府")

    def _make_committee(self, _: int) -> Thing:
        committee = self._of_county("PartyOrganisation", "委")
        committee.forms["name"] = committee.called(
            self.county.name + "委", (self.county, self.county.name), says=[(committee, "jurisdiction", self.county)]
        )
        return committee

    def _make_department(self, number: int) -> Thing:
        tail = words("departments")[number % 6]
        department = self._of_county("PartyOrganisation", "委" + tail)
        committee = self.get("committee", 0)
        says = ((department, "subOrganisationOf", committee), (committee, "jurisdiction", self.county))
        for key, form in department.forms.items():
            department.forms[key] = Form(form.text, (*form.names, (committee, form.text.removesuffix(tail))), says)
        department.parts["word"] = "部"
        if tail.endswith("部"):
            department.parts["chief"] = partial(self._officer, department, "部长")
        return department

    def _make_association(self, number: int) -> Thing:
        return self._of_county("PublicOrganisation", self._pick("associations", str(number)))

    def _make_hospital(self, number: int) -> Thing:
        hospital = self._of_county("PublicOrganisation", words("hospitals")[number % 4])
        self._staff(hospital, "院长")
        return hospital

    def _make_school(self, number: int) -> Thing:
        return self._of_county("PublicOrganisation", self._pick("schools", str(number)), governs=False)

    # People

    def _person(self, what: str) -> str:
        given = self._pick("given_last", what)
        if self._draw(f"long:{what}", 3):
            given = self._pick("given_first", what) + given
        return str(self._pick("family", what)) + given

    def _holder(self, what: str, role: str, of: Thing, title: str, named: Thing | None = None) -> Thing:
        """A person whose title says the office; ``named`` is what the title names besides ``of``."""
        person = self._person(what)
        holder = Thing(None, person)
        names = [(of, of.name)] if of.name in title else []
        del named  # a branch or committee inside an office title is no entity
        holder.forms = {
            "titled": Form(title + person, tuple(names), (), ((person, role, of),)),
            "person": Form(person),
        }
        holder.first, holder.later = ("titled",), ("person",)
        holder.parts["of"] = of
        return holder

    def _officer(self, body: Thing, role: str) -> Thing:
        """The holder of an office in a body that is named with it."""
        person = self._person(f"{body.name}:{role}")
        holder = Thing(None, person)
        roles = (f"党组书记、{role}", role) if role in ("局长", "主任") else (role,)
        role = roles[self._draw(f"{body.name}:{role}:title", len(roles))]
        for key, form in body.forms.items():
            holder.forms[key] = Form(form.text + role + person, form.names, form.says, ((person, role, body),))
        holder.forms["person"] = Form(person)
        holder.first, holder.later = (("name", "short") if "short" in body.forms else ("name",)), ("person",)
        holder.parts["of"] = body
        return holder

    def _make_secretary(self, _: int) -> Thing:
        return self._leader(f"{self.word}委书记", "委书记")

    def _make_mayor(self, _: int) -> Thing:
        return self._leader(f"{self.word}长", "长")

    def _make_deputy(self, number: int) -> Thing:
        person = self._person(f"deputy:{number}")
        holder = Thing(None, person)
        role = (f"副{self.word}长", f"{self.word}委常委、副{self.word}长")[number % 2]
        text = {"titled": self.county.name + role.removeprefix(self.word), "short": role}
        for key, title in text.items():
            names = ((self.county, self.county.name),) if key == "titled" else ()
            holder.forms[key] = Form(title + person, names, (), ((person, role, self.county),))
        holder.forms["person"] = Form(person)
        holder.first, holder.later = ("titled", "short"), ("person",)
        holder.parts["of"] = self.county
        return holder

    def _leader(self, role: str, tail: str) -> Thing:
        person = self._person(role)
        holder = Thing(None, person)
        county = self.county
        holder.forms = {
            "titled": Form(county.name + tail + person, ((county, county.name),), (), ((person, role, county),)),
            "short": Form(role + person, (), (), ((person, role, county),)),
            "person": Form(person),
        }
        holder.first, holder.later = ("titled", "short"), ("person",)
        holder.parts["of"] = self.county
        return holder

    # Enterprises and projects

    def _make_enterprise(self, number: int) -> Thing:
        first, last, trades = words("brand_first"), words("brand_last"), words("trades")
        at = (number * 1009 + self._draw("brand", len(first) * len(last))) % (len(first) * len(last))
        one, other = first[at // len(last)], last[at % len(last)]
        brand = one + (other if other != one else "科")
        trade = trades[self._draw(f"trade:{number}", len(trades))]
        short = brand + trade[1]
        regions = (
            (self.province, self.province.parts["short"]),
            (self.above, self.above.parts["short"]),
            (self.county, self.county.parts["short"]),
            (self.county, self.county.name),
        )
        region, prefix = regions[self._draw(f"prefix:{number}", len(regions))]
        kind = self._pick("company_forms", str(number))
        name = f"{prefix}{brand}{trade[0]}{kind}"
        enterprise = Thing("Enterprise", name)
        enterprise.forms = {
            "name": enterprise.called(name, (region, prefix), says=[(enterprise, "locatedIn", region)]),
            "short": enterprise.called(short),
        }
        enterprise.first, enterprise.later = ("name", "short"), ("short",)
        enterprise.parts = {"short": short, "trade": trade, "seat": partial(self._seat, name)}
        roles = ("总经理", "董事长", "副总经理", "负责人", "行政总监", "财务总监", "生产部经理", "厂长")
        enterprise.parts["manager"] = partial(self._officer, enterprise, roles[self._draw(f"manager:{name}", 8)])
        enterprise.parts["director"] = partial(self._officer, enterprise, roles[self._draw(f"manager:{name}", 8) - 1])
        return enterprise

    def _seat(self, what: str) -> Thing:
        if self._draw(f"seat:{what}", 3):
            return self.get("zone", self._draw(f"zone:{what}", 3))
        return self.get("town", self._draw(f"town:{what}", 12))

    def _make_project(self, number: int) -> Thing:
        if self._draw(f"venue:{number}", 5) == 0:
            return self._make_venue(number)
        enterprise = self.get("enterprise", self._draw(f"project:{number}", 90))
        short, products = enterprise.parts["short"], enterprise.parts["trade"][2:]
        product = products[self._draw(f"product:{number}", len(products))] if products else "智慧仓储中心"
        size = (5, 10, 12, 15, 20, 30, 50, 60, 80, 100)[self._draw(f"size:{number}", 10)]
        bare = product.lstrip("万亿千吨台套只件片支米锭双条袋瓶株公里吉瓦时升平方立") or product
        names = [
            f"{short}年产{size}{product}项目",
            f"{short}{bare}生产基地项目",
            f"{short}{bare}产业化项目",
            f"{short}二期项目",
        ]
        if not products:
            names = [f"{short}{product}项目", f"{short}二期项目"]
        name = names[self._draw(f"form:{number}", len(names))]
        project = Thing("Project", name)
        says = [(enterprise, "undertakes", project)]
        project.forms["name"] = project.called(name, (enterprise, short), says=says)
        project.parts = {"maker": enterprise, "seat": partial(enterprise.part, "seat")}
        return project

    def _make_venue(self, number: int) -> Thing:
        name = self._stem("venue", number) + self._pick("venues", str(number))
        project = Thing("Project", name)
        project.forms["name"] = project.called(name)
        maker = self.get("enterprise", self._draw(f"maker:{name}", 90))
        project.parts = {"maker": maker, "seat": partial(self._seat, name)}
        return project

    # Programs

    def _quoted(self, name: str, heads: Sequence[str]) -> Thing:
        program = Thing("Program", name)
        head = heads[self._draw(f"head:{name}", len(heads))]
        program.forms["name"] = program.called(name, marks=f"“{name}”")
        program.forms["headed"] = program.called(name + head, marks=f"“{name}”{head}")
        program.first, program.later = ("headed",), ("name", "name", "headed")
        program.parts["owner"] = partial(self._owner, name)
        program.parts["head"] = head
        return program

    def _owner(self, what: str) -> Thing:
        chance = self._draw(f"owner:{what}", 20)
        if chance < 9:
            subject = ("business", "business", "governance", "rural", "livelihood")[self._draw(f"subject:{what}", 5)]
            return self.body(subject, self._draw(f"body:{what}", 24))
        if chance < 11:
            body = self.body("business", self._draw(f"group:{what}", 24))
            return body.part(("group", "branch")[chance - 9])
        if chance < 13:
            return self.get("department", self._draw(f"department:{what}", 6))
        if chance < 14:
            return self.get("centre", self._draw(f"centre:{what}", 3))
        if chance < 16:
            return self.get("town", self._draw(f"towns:{what}", 12))
        if chance < 17:
            return self.get("zone", self._draw(f"zones:{what}", 3))
        return self.county

    def _two(self, kind: str, group: str, number: int) -> tuple[str, str]:
        """Two different words of a group; no pair comes twice among the first numbers of a place."""
        choices = words(group)
        at = (number * 37 + self._draw(f"two:{kind}", len(choices) ** 2)) % len(choices) ** 2
        one, other = at // len(choices), at % len(choices)
        return choices[one], choices[other if other != one else one - 1]

    def _make_brand(self, number: int) -> Thing:
        first, last = words("brand_a"), words("brand_b")
        at = (number * 101 + self._draw("brand", len(first) * len(last))) % (len(first) * len(last))
        if number % 3 == 0:
            name = self.county.name[0] + words("place_b")[(number // 3 + self._draw("local", 16)) % 16]
        else:
            name = first[at // len(last)] + last[at % len(last)]
        return self._quoted(name, words("brand_heads"))

    def _make_action(self, number: int) -> Thing:
        one, other = self._two("action", "action_parts", number)
        return self._quoted(one + other, words("action_heads"))

    def _make_method(self, number: int) -> Thing:
        if number % 3 == 2:
            first, last = words("plus_first"), words("plus_last")
            name = f"{first[self._draw(f'plus:{number}', len(first))]}+{last[self._draw(f'last:{number}', len(last))]}"
        else:
            one, other = self._two("method", "method_verbs", number)
            count = self._pick("method_numbers", str(number))
            name = count + one + count + other
        return self._quoted(name, words("method_heads"))

    def _make_window(self, number: int) -> Thing:
        first, last = words("window_a"), words("window_b")
        at = (number * 53 + self._draw("window", len(first) * len(last))) % (len(first) * len(last))
        name = first[at // len(last)] + last[at % len(last)]
        if number % 3 == 1:
            name = self._pick("brand_a", f"window:{number}") + self._pick("window_ends", f"window:{number}")
        window = self._quoted(name, ("",))
        window.first = window.later = ("name",)  # “助农直通车”, “甘泉驿站”: it says itself what it is
        return window

    def _make_fund(self, number: int) -> Thing:
        name = self.county.name[0] + words("fund_b")[number % 8]
        fund = self._quoted(name, ["", "信贷产品", "金融产品"])
        fund.first = fund.later = ("headed", "name")
        return fund

    def _make_policy(self, number: int) -> Thing:
        tail = words("policies")[(number + self._draw("policy", 12)) % 12]
        name = self.county.name + tail
        policy = Thing("Program", name)
        policy.forms = {
            "name": policy.called(name, marks=f"《{name}》"),
            "short": policy.called(tail, marks=f"《{tail}》"),
        }
        policy.first, policy.later = ("name", "short"), ("short",)
        policy.parts["owner"] = self.county
        return policy

    def _make_contest(self, number: int) -> Thing:
        name = f"{self.county.name[0]}{self._pick('fund_b', str(number))[0]}杯"
        contest = self._quoted(name, ["创新创业大赛", "创业大赛", "技能大赛"])
        contest.first = ("headed",)
        return contest

    def _make_secretary_project(self, _: int) -> Thing:
        program = Thing("Program", "书记项目")
        program.forms["name"] = program.called("书记项目", marks="“书记项目”")
        return program

    def _make_national(self, number: int) -> Thing:
        return self._known("services", number)

    def _make_custom(self, number: int) -> Thing:
        return self._known("customs", number)

    def _known(self, group: str, number: int) -> Thing:
        """A program that the whole country has."""
        known = list(national(group).items())
        name, head = known[number % len(known)]
        program = Thing("Program", name)
        program.forms["name"] = program.called(name, marks=f"“{name}”")
        program.forms["headed"] = program.called(name + head, marks=f"“{name}”{head}")
        program.first, program.later = ("headed", "name"), ("name",)
        program.parts["owner"] = self.county
        return program


@lru_cache(maxsize=512)
def world(seed: int, code: str) -> World:
    """The place of a code; the last 512 are kept, which serves half of all articles."""
    return World(seed, code)
