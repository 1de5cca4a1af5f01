"""The office-holders of a made-up place."""

from benchmarks.made_up.ground import Ground
from benchmarks.made_up.things import Form, Thing


class People(Ground):
    """A place with people whose names follow from their offices."""

    def _person(self, what: str) -> str:
        given = str(self._pick("given_last", what))
        if self._draw(f"long:{what}", 3):
            given = f"{self._pick('given_first', what)}{given}"
        return f"{self._pick('family', what)}{given}"

    def _holder(self, what: str, role: str, of: Thing, title: str) -> Thing:
        """A person whose title says the office; a committee or branch inside a title is no entity."""
        person = self._person(what)
        holder = Thing(None, person)
        names = ((of, of.name),) if of.name in title else ()
        holder.forms = {
            "titled": Form(title + person, names, (), ((person, role, of),)),
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
