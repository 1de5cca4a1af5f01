"""Things that articles speak of, and the forms in which they name them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from govgraph.model import EntityType, Predicate


class Form(NamedTuple):
    """One way to name a thing: its words in the text, the names in them, what they say by themselves."""

    text: str
    names: tuple[tuple["Thing", str], ...] = ()
    says: tuple["Statement", ...] = ()
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

    def forget(self) -> None:
        """Let go of all that it knows but its name; the forms of things name each other in circles."""
        parts = [part for part in self.parts.values() if isinstance(part, Thing)]
        self.forms, self.parts = {}, {}
        for part in parts:
            part.forget()

    def called(
        self, text: str, *inside: tuple["Thing", str], says: Sequence["Statement"] = (), marks: str = ""
    ) -> Form:
        """A form that names this thing, ``marks`` being the text with its quotation marks."""
        return Form(marks or text, ((self, text), *inside), tuple(says))


Statement = tuple[Thing, Predicate, Thing]
