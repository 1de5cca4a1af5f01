"""The enterprises of a made-up place and what they build."""

from functools import partial

from benchmarks.made_up.bodies import Bodies
from benchmarks.made_up.things import Statement, Thing
from benchmarks.made_up.words import words

_ROLES = ("总经理", "董事长", "副总经理", "负责人", "行政总监", "财务总监", "生产部经理", "厂长")


class Enterprises(Bodies):
    """A place with its enterprises and projects."""

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
        role = self._draw(f"manager:{name}", len(_ROLES))
        enterprise.parts["manager"] = partial(self._officer, enterprise, _ROLES[role])
        enterprise.parts["director"] = partial(self._officer, enterprise, _ROLES[role - 1])
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
        says: list[Statement] = [(enterprise, "undertakes", project)]
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
