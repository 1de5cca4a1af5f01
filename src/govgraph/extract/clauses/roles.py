"""How a clause is built: the names that stand in a row, and the parts that prepositions give to names.

The grammar, with 甲 and 乙 for names:

- row        甲、乙和丙 | “甲”“乙”等
- agent      由 row verb, 被 row verb
- partner    (联合 | 会同 | 携手 | 与 … 共同) row verb
- receiver   (为 | 给 | 帮助 | 助 | 向 | 替) row verb
- helper     在 row 的 help 下
- place      在 region (内 | 里) ， | 在 region verb
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from govgraph.extract.claims import Roles
from govgraph.extract.clauses.subjects import Subjects
from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.model import EntityType
from govgraph.text.passages import Clause, Sentence

#: Between two names of one row.
_JOINT = re.compile("[”’》]?(?:[、，]|和|与|及|以及|、?还有)?")
_MARKS = ("“", "‘", "《")
_GAP = "[”’》]?(?:（[^（）]{1,20}）)?(?:等[^，。；、]{0,14})?"
HELPED = "在(?P<helpers>[^，。]{2,40}?)的?(?:大力|鼎力|全力|积极|共同|有力)?WORDS(?:[和与、]WORDS)*下"


#: The lexicon's groups of prepositions, in the order of ``Roles``.
_ROLES = ("agent", "partner", "receiver")


_NOBODY = Roles()


class Rows:
    """The rows of a document: names joined by 、 and 和, which share what is said of one of them."""

    def __init__(self, scene: Scene, mentions: Sequence[Mention]) -> None:
        self._row: dict[Mention, list[Mention]] = {}
        row: list[Mention] = []
        for mention in mentions:
            if row and _is_next(scene, row[-1], mention):
                row.append(mention)
            else:
                row = [mention]
            self._row[mention] = row

    def of(self, mention: Mention) -> list[Mention]:
        """The row a name stands in, itself included."""
        return self._row.get(mention, [mention])


def _is_next(scene: Scene, one: Mention, other: Mention) -> bool:
    if _kin(one) != _kin(other) or (other.start == one.end and not scene.text.startswith(_MARKS, other.start)):
        return False
    between = scene.text[one.end : other.start].rstrip("“‘《")
    return _JOINT.fullmatch(between) is not None and "，" not in between


def _kin(mention: Mention) -> str:
    return "thing" if mention.type in ("Enterprise", "Project") else mention.type


def read_roles(scene: Scene, subjects: Subjects, clause: Clause) -> Roles:
    """The parts that prepositions give to names in a clause; read once, asked for by several relations."""
    roles = subjects.roles.get(clause.start)
    if roles is None:
        named = subjects.within_clause(clause)
        roles = Roles(*(tuple(_behind(scene, subjects, clause, role)) for role in _ROLES)) if named else _NOBODY
        subjects.roles[clause.start] = roles
    return roles


def _behind(scene: Scene, subjects: Subjects, clause: Clause, role: str) -> Iterator[Mention]:
    """The row behind a preposition, where a verb follows it."""
    for match in pattern("clauses", role).finditer(scene.text, clause.start, clause.end):
        starts = scene.starts_name(match.end())
        if starts and scene.is_boundary(match.start()) and scene.is_boundary(match.end()):
            yield from row_at(scene, subjects, match.end(), clause.end)


def row_at(scene: Scene, subjects: Subjects, start: int, limit: int) -> list[Mention]:
    """The row that starts at a place."""
    found: list[Mention] = []
    at = start
    while named := subjects.within(at, limit):
        mention = named[0]
        if mention.start - at > scene.text.startswith(_MARKS, at):
            break
        mention = mention if mention.type == "Program" else subjects.chain_end(mention, limit)
        found.append(mention)
        joint = _JOINT.match(scene.text, mention.end)
        at = joint.end() if joint else mention.end
    return found


def find_helpers(scene: Scene, subjects: Subjects, sentence: Sentence) -> tuple[list[Mention], int]:
    """Those in whose 帮助下, 支持下 a sentence is set, and where what they help with begins; read once."""
    if sentence.start not in subjects.helpers:
        subjects.helpers[sentence.start] = _read_helpers(scene, subjects, sentence)
    return subjects.helpers[sentence.start]


def _read_helpers(scene: Scene, subjects: Subjects, sentence: Sentence) -> tuple[list[Mention], int]:
    if scene.text.find("下", sentence.start, sentence.end) < 0:
        return [], sentence.start
    helpers: list[Mention] = []
    last = sentence.start
    for match in pattern("clauses", "help", HELPED).finditer(scene.text, sentence.start, sentence.end):
        inside = [m for m in subjects.within(match.start("helpers"), match.end("helpers")) if m.type in BODIES]
        helpers += _all_of_row(scene, inside)
        last = match.end()
    return helpers, last


BODIES: tuple[EntityType, ...] = ("Region", "PartyOrganisation", "PublicOrganisation")


def _all_of_row(scene: Scene, inside: Iterable[Mention]) -> list[Mention]:
    """The last name and those joined to it."""
    row: list[Mention] = []
    for mention in reversed(list(inside)):
        if row and not _is_next(scene, mention, row[-1]):
            break
        row.append(mention)
    return row
