"""The bodies of a made-up place and its leaders."""

from collections.abc import Sequence
from functools import partial

from benchmarks.made_up.regions import Regions
from benchmarks.made_up.things import Form, Statement, Thing
from benchmarks.made_up.words import names, words
from govgraph.model import EntityType


class Bodies(Regions):
    """A place with its government and Party."""

    def body(self, subject: str, number: int) -> Thing:
        """A body that has to do with a subject."""
        rows = names()["bodies"][subject]
        return self._body(rows[number % len(rows)])

    def office(self, slot: str) -> Thing | None:
        """The body that has one kind of work, None where the slot is none of ``offices``."""
        if slot not in names()["offices"]:
            return None
        subject, kind = names()["offices"][slot]
        return self._body(next(row for row in names()["bodies"][subject] if row[0] == kind))

    def _of_county(self, type_: EntityType, tail: str, *, governs: bool = True) -> Thing:
        """A body whose name is the place's with a tail, shortened to 县…."""
        county, name = self.county, self.county.name + tail
        body = Thing(type_, name)
        says: list[Statement] = [(body, "jurisdiction", county)] if governs else []
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

    def _body(self, row: Sequence[str]) -> Thing:
        """A body by its kind and the names that it may have."""
        made = self._made.get(("body:" + row[0], 0))
        if made is None:
            tail = row[1 + self._draw(f"body:{row[0]}", len(row) - 1)]
            if self.is_city:
                tail = names()["commissions"].get(tail, tail)
            made = self._made["body:" + row[0], 0] = self._of_county("PublicOrganisation", tail)
            made.parts["word"] = tail[-1] if tail[-1] in "局委" else "单位"
            self._staff(made, names()["chiefs"].get(tail, "局长" if tail[-1] == "局" else "主任"))
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
        says: tuple[Statement, ...] = ((unit, "subOrganisationOf", body), *body.forms["name"].says)
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
        says: tuple[Statement, ...] = (
            (department, "subOrganisationOf", committee), (committee, "jurisdiction", self.county),
        )  # fmt: skip
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
