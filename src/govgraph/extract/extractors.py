"""Extractors that users install: functions of packages with an entry point in the group ``govgraph.extractors``.

Each is handed what govgraph's own finders found in an article and yields more: names, and statements between names.
What it yields is held against the text and the ontology before it is taken; see docs/extending.md.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from itertools import islice, pairwise
from typing import NamedTuple, get_args

from govgraph import ontology
from govgraph.errors import DocumentError, SetupError
from govgraph.extract.claims import Claim
from govgraph.extract.mentions import Mention, Scene, plain
from govgraph.model import EntityType, Predicate
from govgraph.text.passages import Passage

GROUP = "govgraph.extractors"
#: Of more, something is wrong: an article of 100,000 characters has some 3,000 names.
_MOST = 20_000
_NAME = re.compile("[a-z][a-z0-9_-]*")
_RULE = re.compile("[a-z][a-z0-9_.-]*")
_ORGANISATIONS = ("PartyOrganisation", "PublicOrganisation")


@dataclass(frozen=True, slots=True)
class Article:
    """What an extractor is handed. All offsets count code points of ``text``, the cleaned article.

    Attributes:
        text: in simplified script and full-width punctuation, without the page around it.
        passages: the paragraphs that are read, with sentences, words, figures and dates.
        mentions: the names found so far, in the order of the text, short forms (``deictic``: 该镇) among them.
    """

    text: str
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A name that an extractor found: ``text`` stands at ``start``..``end`` of the article.

    ``type`` is a type of the ontology. ``rule`` says in a word what saw it, ``confidence`` (0 to 1) how often that is
    right. ``name`` is what the thing is called, where that is not ``text``.
    """

    type: EntityType
    start: int
    end: int
    text: str
    rule: str
    confidence: float
    name: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """A statement that an extractor read, in the words ``text`` at ``start``..``end`` of the article.

    ``subject`` and ``object`` are mentions of the article or names that the extractor yielded before. ``predicate``
    is a relation of the ontology that may lie between their types.
    """

    subject: Mention | Named
    predicate: Predicate
    object: Mention | Named
    start: int
    end: int
    text: str
    rule: str
    confidence: float


Extract = Callable[[Article], Iterable[Named | Stated]]


class Extractor(NamedTuple):
    """An installed extractor: the name of its entry point, its package and that package's version."""

    name: str
    package: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} ({self.package} {self.version})"


@cache
def installed_extractors() -> tuple[Extractor, ...]:
    """Those installed where this process runs, by name; none of them is loaded.

    Raises:
        SetupError: two have one name, or one has a name that no rule can bear.
    """
    found = tuple(sorted(map(_describe, entry_points(group=GROUP))))
    for first, second in pairwise(found):
        if first.name == second.name:
            raise SetupError(
                f"Two extractors are named {first.name}: {first}, {second}. Uninstall one of the packages."
            )
    for one in found:
        if not _NAME.fullmatch(one.name):
            raise SetupError(f"The extractor {one} has a name of other characters than a-z, 0-9, _ and -. Rename it.")
    return found


def _describe(entry: EntryPoint) -> Extractor:
    return Extractor(entry.name, entry.dist.name if entry.dist else "", entry.dist.version if entry.dist else "")


@cache
def load_extractors() -> tuple[tuple[Extractor, Extract], ...]:
    """Those installed, ready to be called.

    Raises:
        SetupError: one cannot be loaded.
    """
    entries = {entry.name: entry for entry in entry_points(group=GROUP)}
    return tuple((one, _load(one, entries[one.name])) for one in installed_extractors())


def _load(extractor: Extractor, entry: EntryPoint) -> Extract:
    remedy = f"Mend or uninstall the package {extractor.package}."
    try:
        function: Extract = entry.load()
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        raise SetupError(f"The extractor {extractor} ({entry.value}) cannot be loaded ({told}). {remedy}") from error
    if not callable(function):
        raise SetupError(f"The extractor {extractor} ({entry.value}) is no function. {remedy}")
    return function


def run_extractors(scene: Scene) -> list[Claim]:
    """Let each installed extractor see the scene, in the order of their names; the scene takes the names they find.

    Returns:
        What they state.

    Raises:
        DocumentError: one failed, or yielded what the text or the ontology does not bear.
    """
    claims: list[Claim] = []
    for extractor, function in load_extractors():
        claims += _run(extractor, function, scene)
    return claims


def _run(extractor: Extractor, function: Extract, scene: Scene) -> list[Claim]:
    mentions = sorted(scene.mentions, key=lambda mention: (mention.start, mention.end))
    try:
        found = list(islice(function(Article(scene.text, scene.passages, tuple(mentions))), _MOST + 1))
    except Exception as error:
        told = f"it raised {type(error).__name__}: {error}"
        raise _fault(extractor, told) from error
    if len(found) > _MOST:
        raise _fault(extractor, f"it yields more than {_MOST:,} things")
    checked = _Checked(extractor, scene, mentions)
    for one in found:
        checked.take(one)
    return checked.claims


def _fault(extractor: Extractor, told: str) -> DocumentError:
    return DocumentError("extractor", f"the extractor {extractor} failed on it: {told}")


class _Checked:
    """Takes what one extractor found in one scene, where it holds."""

    def __init__(self, extractor: Extractor, scene: Scene, mentions: Iterable[Mention]) -> None:
        self.claims: list[Claim] = []
        self._extractor = extractor
        self._scene = scene
        self._mentions: dict[Mention | Named, Mention] = {mention: mention for mention in mentions}

    def take(self, found: object) -> None:
        """Add a name to the scene, or a statement to the claims."""
        if isinstance(found, Named):
            self._quote(found)
            if found.type not in get_args(EntityType):
                raise self._fail(found, f"{found.type!r} is no type; there are {', '.join(get_args(EntityType))}")
            mention = self._mention(found)
            self._mentions[found] = mention
            self._scene.add([mention])
        elif isinstance(found, Stated):
            self._quote(found)
            subject, object_ = (self._end(found, end) for end in (found.subject, found.object))
            self._check_ends(found, subject, object_)
            rule = f"{self._extractor.name}:{found.rule}"
            self.claims.append(
                Claim(subject, found.predicate, object_, rule, found.start, found.end, float(found.confidence))
            )
        else:
            raise _fault(self._extractor, f"it yields a {type(found).__name__}, neither Named nor Stated")

    def _mention(self, found: Named) -> Mention:
        name = plain(found.name or found.text)
        if not name:
            raise self._fail(found, "it has no name")
        owner = self._scene.starting_at(found.start, "Region") if found.type in _ORGANISATIONS else None
        if owner is not None and (owner.end >= found.end or not name.startswith(owner.name)):
            owner = None
        return Mention(
            found.start, found.end, found.type, name, f"{self._extractor.name}:{found.rule}", float(found.confidence),
            owner, name.removeprefix(owner.name) if owner else name,
        )  # fmt: skip

    def _quote(self, found: Named | Stated) -> None:
        """Hold the words, the rule and the confidence against what they must be."""
        start, end, text = found.start, found.end, self._scene.text
        if not (type(start) is type(end) is int and 0 <= start < end <= len(text)):
            raise self._fail(found, f"its offsets {start!r} and {end!r} are none of the article's")
        if text[start:end] != found.text:
            raise self._fail(found, f"{found.text!r} does not stand at {start}, where {text[start:end]!r} stands")
        if self._scene.passage_of(start).end < end or start < self._scene.passage_of(start).start:
            raise self._fail(found, f"{found.text!r} stands in no single passage")
        if not isinstance(found.rule, str) or not _RULE.fullmatch(found.rule):
            raise self._fail(found, f"its rule {found.rule!r} has other characters than a-z, 0-9, _, - and .")
        if not isinstance(found.confidence, int | float) or not 0 < found.confidence <= 1:
            raise self._fail(found, f"its confidence {found.confidence!r} is not above 0 and at most 1")

    def _end(self, found: Stated, end: object) -> Mention:
        mention = self._mentions.get(end) if isinstance(end, Mention | Named) else None
        if mention is None:
            raise self._fail(found, "its subject or object is neither a mention of the article nor yielded before")
        return mention

    def _check_ends(self, found: Stated, subject: Mention, object_: Mention) -> None:
        if found.predicate not in get_args(Predicate):
            raise self._fail(found, f"{found.predicate!r} is no relation; there are {', '.join(get_args(Predicate))}")
        starts, ends = ontology.ends(found.predicate)
        if subject.type not in starts or object_.type not in ends:
            leads = f"{found.predicate} leads from {_or(starts)} to {_or(ends)}"
            raise self._fail(found, f"{leads}, not from {subject.type} to {object_.type}")

    def _fail(self, found: Named | Stated, told: str) -> DocumentError:
        return _fault(self._extractor, f"in {type(found).__name__} {found.rule!r}: {told}")


def _or(types: Iterable[str]) -> str:
    return " or ".join(sorted(types))
