"""Organisations, companies, projects and programs of one document: completed names, one thing for all its forms."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from govgraph import lexicon
from govgraph.extract.mentions import Mention, Scene, words
from govgraph.extract.names.deictics import LOOSE
from govgraph.extract.names.enterprises import beginnings, brand_of, is_short_for, short_names
from govgraph.link.regions import RegionLinker
from govgraph.link.things import Register, Thing, longest
from govgraph.model import EntityType

#: The character that a kind's bearers share: 这支*队伍* is a 代办队.
_HEADS = {"队伍": "队", "团队": "队", "支部": "支部"}
_ORGANISATIONS: tuple[EntityType, ...] = ("PartyOrganisation", "PublicOrganisation")


class NameLinker:
    """Resolves all mentions but the regions, owners before what they own."""

    def __init__(self, scene: Scene, register: Register, regions: RegionLinker) -> None:
        self.scene = scene
        self.register = register
        self.regions = regions
        self._programs = _ByCharacter()
        self._projects = _ByCharacter()
        self._owners: dict[tuple[int, str], Thing] = {}
        self._brands: dict[str, list[Thing]] = {}

    def link(self, mentions: list[Mention]) -> None:
        """Resolve the outermost mentions, and the owners inside them."""
        named = [m for m in mentions if m.type in _ORGANISATIONS]
        for mention in sorted(named, key=lambda m: (m.owner is None, m.start)):
            self._organisation(mention)
        for kind in ("Enterprise", "Program", "Project"):
            group = [m for m in mentions if m.type == kind]
            for mention in sorted(group, key=lambda m: (-len(m.name), m.start)):
                self._named(mention)

    def owner(self, mention: Mention | None) -> Thing | None:
        """The thing whose name stands in front of another's."""
        if mention is None:
            return None
        if known := self.register.of(mention):
            return known
        if mention.deictic:
            meant = self.regions.stands_for(mention) if mention.type == "Region" else self._last_of_kind(mention)
            return self.register.put(mention, meant) if meant else None
        if mention.type in _ORGANISATIONS:
            return self._organisation(mention)
        return self._named(mention) if mention.type in ("Enterprise", "Program") else None

    def _last_of_kind(self, mention: Mention) -> Thing | None:
        """What 该项目 stands for: the last project before it in the section; 局 for the one most spoken of."""
        section = self.scene.passage_of(mention.start).section
        loose = mention.stem in LOOSE
        named = (
            (m.start, t) for m, t in self.register.before(mention.start, mention.type)
            if not m.deictic and (loose or self._is_called(m, t, mention.stem))
            and self.scene.passage_of(m.start).section == section
        )  # fmt: skip
        if mention.stem in ("局", "厅"):
            places = list(named)
            counts = Counter(thing.key for _, thing in places)
            return max(places, key=lambda place: (counts[place[1].key], -place[0]))[1] if places else None
        return next((thing for _, thing in named), None)

    def _is_called(self, mention: Mention, thing: Thing, kind: str) -> bool:
        """Whether a thing is of this kind: by its names, or by the word behind it (“晋心直通”企业服务*机制*)."""
        head = _HEADS.get(kind, kind)
        return any(head in name for name in thing.names()) or head in self.scene.text[mention.end : mention.end + 10]

    def _organisation(self, mention: Mention) -> Thing | None:
        if known := self.register.of(mention):
            return known
        full = self.scene.short_forms.get(mention.name)
        if (
            full is not None
            and full is not mention
            and full.type == mention.type
            and (known := self._organisation(full))
        ):
            return self.register.put(mention, known)
        owner = self.owner(mention.owner) if mention.owner else self._unsaid_owner(mention)
        if owner is None and mention.owner is not None and mention.owner.deictic:
            return None
        if owner is None:
            if mention.stem in words("organisations", "party_kinds"):
                return None
            thing = Thing(mention.type, mention.name, f"{mention.type}:{mention.name}")
            return self.register.put(mention, thing)
        if mention.stem in words("organisations", "national"):
            return self.register.put(mention, Thing(mention.type, mention.stem, f"{mention.type}:{mention.stem}"))
        self._owners.setdefault((self.scene.passage_of(mention.start).section, mention.stem), owner)
        name = owner.name + mention.stem
        thing = Thing(mention.type, name, f"{mention.type}:{full_stem(mention.stem)}@{owner.key}", owner=owner)
        return self.register.put(mention, thing)

    def _unsaid_owner(self, mention: Mention) -> Thing | None:
        """Whose 行政审批局 or 机关党委 a bare name is: that of the same name before, or of the region spoken of.

        A name of its own (审改党支部) stays as it is.
        """
        stem = mention.stem
        if stem in words("organisations", "national"):
            return None
        if known := self._owners.get((self.scene.passage_of(mention.start).section, stem)):
            return known
        if stem in words("organisations", "party_kinds"):
            return self._body_before(mention.start)
        if (
            stem in words("organisations", "bodies")
            or stem in words("organisations", "party_heads")
            or stem.endswith(("局", *words("organisations", "task_forces")))
        ):
            return self._region_before(mention) or self.regions.home_at(mention.start)
        return None

    def _body_before(self, place: int) -> Thing | None:
        """The public body last named before this place."""
        return next((thing for _, thing in self.register.before(place, "PublicOrganisation")), None)

    def _region_before(self, mention: Mention) -> Thing | None:
        """The region the sentence named just before: 自治区党委书记、*人大常委会*主任."""
        start = self.scene.passage_of(mention.start).sentence_at(mention.start).start
        places = range(mention.start - 1, max(start, mention.start - 12) - 1, -1)
        before = next(filter(None, (self.scene.starting_at(place, "Region") for place in places)), None)
        return self.owner(before)

    def _named(self, mention: Mention) -> Thing:
        """A company, program or project: joined to the thing that already has one of its names."""
        if known := self.register.of(mention):
            return known
        names = self._names(mention)
        if thing := self.register.named(mention.type, names) or self._longer(mention) or self._of_brand(mention):
            thing.aliases |= names - {thing.name}
            return self.register.put(mention, thing)
        owner = self.owner(mention.owner)
        name = self._full_name(mention, owner)
        key = f"{mention.type}:{name}"
        thing = Thing(mention.type, name, key, mention.kind, aliases=names - {name}, owner=owner)
        if mention.type == "Program":
            self._programs.add(thing)
        if mention.type == "Project":
            self._projects.add(thing)
        if mention.type == "Enterprise":
            for brand in beginnings(mention):
                self._brands.setdefault(brand, []).append(thing)
        return self.register.put(mention, thing)

    def _of_brand(self, mention: Mention) -> Thing | None:
        """鲁盐集团 is 山东鲁盐集团有限公司, 孟兴公司 is 洛阳孟兴开发建设有限公司: the one company of that beginning."""
        if mention.type != "Enterprise" or (mention.owner is not None and not mention.owner.deictic):
            return None
        known = self._brands.get(brand_of(mention), [])
        return known[0] if len(known) == 1 and is_short_for(mention, known[0].name) else None

    def _longer(self, mention: Mention) -> Thing | None:
        """教育实践活动 is 群众路线教育实践活动: a program whose name ends in another's is the fuller form of it."""
        if mention.type == "Project":
            whole = [thing for thing in self._projects.having(mention.name) if is_abridged(mention.name, thing.name)]
            return whole[0] if len(whole) == 1 else None
        if mention.type != "Program" or len(mention.stem) < 4:
            return None
        alike = {id(thing): thing for form in (mention.stem, *mention.aliases) for thing in self._programs.having(form)}
        fuller = [thing for thing in alike.values() if _is_fuller(thing.name, mention)]
        return fuller[0] if len(fuller) == 1 else None

    def _full_name(self, mention: Mention, owner: Thing | None) -> str:
        if mention.type == "Project" and owner and owner.type == "Enterprise" and owner.name not in mention.name:
            return owner.name + mention.stem if mention.name == mention.stem else mention.name
        return mention.name

    def _names(self, mention: Mention) -> set[str]:
        names = {mention.name, *mention.aliases}
        if mention.type == "Enterprise":
            names |= set(short_names(mention))
        if mention.type == "Project":
            names |= {name.removesuffix("项目") for name in names if len(name) > 6}
            names |= {mention.stem} if len(mention.stem) >= 5 else set()
        return {name for name in names if len(name) > 1}


class _ByCharacter:
    """Things by the characters of their names, so that a name is not held against those of all."""

    def __init__(self) -> None:
        self._having: defaultdict[str, list[Thing]] = defaultdict(list)

    def add(self, thing: Thing) -> None:
        for character in set(thing.name):
            self._having[character].append(thing)

    def having(self, name: str) -> Sequence[Thing]:
        """Among others all things whose names hold every character of this one: those that hold its rarest."""
        return min((self._having.get(character, []) for character in name), key=len, default=[])


def is_abridged(short: str, name: str) -> bool:
    """Whether a project's name leaves out words of a longer one, its capacity or kind, but no stage.

    >>> is_abridged("岚谷光电模组项目", "岚谷光电年产2万片模组项目"), is_abridged("岚谷光电项目", "岚谷光电二期项目")
    (True, False)
    """
    if not 6 <= len(short) < len(name) or short[-2:] != name[-2:]:
        return False
    left, dropped = list(short), []
    for character in name:
        if left and left[0] == character:
            left.pop(0)
        else:
            dropped.append(character)
    return not left and "期" not in dropped


def _is_fuller(name: str, mention: Mention) -> bool:
    """Whether a name is that of a mention with more in front, or 网格化管理平台 for 网格化平台."""
    for form in (mention.stem, *mention.aliases):
        end = form + "度" if form.endswith("制") else form
        if len(form) >= 4 and name.endswith((form, end)):
            return not name.removesuffix(end).removesuffix(form).endswith("·")
    stem, head = mention.stem[:-2], mention.stem[-2:]
    return mention.rule == "program.bare" and len(stem) >= 3 and name.startswith(stem) and name.endswith(head)


@cache
def _same_body() -> dict[str, str]:
    table = lexicon.read("organisations")["same_body"]
    return {short: full for full, shorts in table.items() for short in shorts.split()}


def full_stem(stem: str) -> str:
    """A body's name as its key has it: 行审局 is 行政审批局; an unknown one stays.

    >>> full_stem("行审局"), full_stem("市井办")
    ('行政审批局', '市井办')
    """
    return _same_body().get(stem, stem)


def display(thing: Thing) -> str:
    """The name to show: for companies the fullest, else the one given."""
    if thing.type == "Enterprise":
        forms = [n for n in thing.names() if re.search("公司|集团|银行|厂$", n)]
        return longest(forms) if forms else thing.name
    return thing.name
