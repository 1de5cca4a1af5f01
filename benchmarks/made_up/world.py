"""A made-up county or prefecture with all that is in it, each thing with its names."""

from collections.abc import Sequence
from functools import partial

from benchmarks.made_up.enterprises import Enterprises
from benchmarks.made_up.things import Thing
from benchmarks.made_up.words import national, words


class World(Enterprises):
    """One place, last of all with its programs."""

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
            unit: Thing = body.part(("group", "branch")[chance - 9])
            return unit
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
            "name": policy.called(
                name, (self.county, self.county.name), says=[(self.county, "runs", policy)], marks=f"《{name}》"
            ),
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


#: Places kept, which serves half of all articles; building one costs as much as telling an article.
_KEPT = 512
_worlds: dict[tuple[int, str], World] = {}


def world(seed: int, code: str) -> World:
    """The place of a code, kept among the last that were asked for.

    The one that goes is told to forget: left to the garbage collector, places take half of the time of writing.
    """
    found = _worlds.pop((seed, code), None) or World(seed, code)
    _worlds[seed, code] = found  # the last in the order
    if len(_worlds) > _KEPT:
        _worlds.pop(next(iter(_worlds))).forget()
    return found
