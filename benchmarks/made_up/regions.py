"""The regions of a made-up place: itself, what it lies in, its towns, villages and zones."""

from functools import partial

from benchmarks.made_up.people import People
from benchmarks.made_up.places import children
from benchmarks.made_up.things import Form, Statement, Thing
from benchmarks.made_up.words import words
from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.model import EntityType


class Regions(People):
    """A place with its regions; those above the village are the gazetteer's."""

    def __init__(self, seed: int, code: str) -> None:
        super().__init__(seed, code)
        self.division = gazetteer().by_code[code]
        above = list(gazetteer().ancestors(self.division))
        self.province = self._make_region(above[-1])
        self.above = self._make_region(above[0]) if len(above) > 1 else self.province
        self.is_city = self.division.level == 2
        self.county = self._make_county()
        self.word: str = self.county.parts["word"]
        self._children = children(code)

    def forget(self) -> None:
        """Let go of all things and regions."""
        super().forget()
        for region in (self.county, self.above, self.province):
            region.forget()

    @property
    def towns(self) -> int:
        """How many towns (of a prefecture: counties) the place has."""
        return len(self._children) or 8

    def _make_region(self, division: Division) -> Thing:
        region = Thing("Region", division.name)
        short = shorten(division.name)
        region.forms = {"name": region.called(division.name), "short": region.called(short)}
        region.parts = {"word": division.name[-1], "short": short}
        return region

    def _make_county(self) -> Thing:
        county = self._make_region(self.division)
        name, short = self.division.name, county.parts["short"]
        if name.endswith("区"):
            short = county.parts["short"] = name
            county.forms["short"] = county.called(name)
        above, province = self.above, self.province
        nearest: Statement = (county, "partOf", above)
        long = above.name + name
        full = Form(long, ((county, name), (above, above.name)), (nearest,))
        county.forms["full"] = full
        county.forms["headed"] = Form(
            above.parts["short"] + short, ((county, short), (above, above.parts["short"])), (nearest,)
        )
        if above is not province:
            farther: Statement = (above, "partOf", province)
            names = ((county, name), (above, above.name), (province, province.name))
            county.forms["whole"] = Form(province.name + long, names, (nearest, farther))
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
        self._govern(town)
        return town

    def _govern(self, town: Thing) -> None:
        """A town's Party committee and leaders; where the place is a prefecture, a county's."""
        name = town.name
        word = "街道" if name.endswith("街道") else name[-1]
        party = {"镇": "党委", "乡": "党委", "街道": "党工委"}.get(word, "委")
        role = f"{word}委书记" if party == "委" else f"{party}书记"
        town.parts = {
            "word": word,
            "party": self._governing("PartyOrganisation", town, party),
            "secretary": partial(self._holder, f"town:{name}", role, town, f"{name}{party}书记"),
        }
        leader = "办事处主任" if word == "街道" else f"{word}长"  # 石花镇镇长, 谷城县县长
        town.parts["mayor"] = partial(self._holder, f"mayor:{name}", leader, town, name + leader)

    def _governing(self, type_: EntityType, region: Thing, tail: str) -> Thing:
        """The committee or office of a region whose name is the region's with a tail."""
        body = Thing(type_, region.name + tail)
        body.forms["name"] = body.called(body.name, (region, region.name), says=[(body, "jurisdiction", region)])
        return body

    def _stem(self, kind: str, number: int) -> str:
        first, last = words("stems_first"), words("stems_last")
        at = (number * 997 + self._draw(f"stem:{kind}", len(first) * len(last))) % (len(first) * len(last))
        return f"{first[at // len(last)]}{last[at % len(last)]}"

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
        secretary = partial(self._holder, f"village:{name}", f"{party}书记", village, f"{name}{party}书记")
        village.parts = {
            "word": "社区" if community else "村",
            "people": "居民" if community else "村民",
            "party": self._governing("PartyOrganisation", village, party),
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
        committee = self._governing("PartyOrganisation", zone, "党工委")
        office = self._governing("PublicOrganisation", zone, "管委会")
        zone.parts = {"word": "园区", "party": committee, "office": office}
        zone.parts["secretary"] = partial(self._holder, f"zone:{name}", "党工委书记", zone, f"{name}党工委书记")
        zone.parts["director"] = partial(self._holder, f"director:{name}", "管委会主任", zone, f"{name}管委会主任")
        return zone
