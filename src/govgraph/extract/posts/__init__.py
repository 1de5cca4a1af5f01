"""Office-holders: <region or body> + <title> + <name>. A name without an office is never taken.

Titles stand in chains, 市委常委、组织部部长张某某, and people in rows, 局长张某某、副局长李某某、王某某.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import msgspec

from govgraph.extract.claims import PostClaim
from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.extract.posts.offices import Office, find_offices
from govgraph.extract.posts.persons import name_end
from govgraph.extract.posts.seats import seat_of
from govgraph.text.passages import Passage

#: What stands between two titles of one person: 、兼 and the second body.
_BETWEEN = re.compile("[、，,兼及和 ]{1,3}(?:[^，。；：！？“”‘’\n]|“[^，。“”]{1,8}”){0,24}")
#: What may stand between a title and the name: 副局长（正科级）张某某, 局长 张某某.
_BEFORE_NAME = re.compile("(?:（[^（）]{1,10}）)?[ \u3000]{0,2}")
#: A sentence about a person: 曾在外地打工的张某某，….
_TOPIC = re.compile("(?:[^，。；：“”\n]{2,30}的)?(?P<name>[\u4e00-\u9fff]{2,4})，")


class _Held(msgspec.Struct, frozen=True, gc=False):
    """A title with its seat; ``role`` is the title's words, ``start`` where the seat's name or the title starts."""

    role: str
    of: Mention
    start: int


def find_posts(scene: Scene) -> list[PostClaim]:
    """Every person named with an office, in the order of the text."""
    rows = groupby(list(find_offices(scene)), key=itemgetter(0))
    return [post for passage, row in rows for post in _posts(scene, passage, [office for _, office in row])]


def _posts(scene: Scene, passage: Passage, offices: Sequence[Office]) -> Iterator[PostClaim]:
    chain: list[_Held] = []
    end = passage.start
    row: tuple[int, Mention] | None = None
    for office in offices:
        if chain and not _BETWEEN.fullmatch(scene.text, end, office.start):
            chain = []
        beside = row[1] if row and office.start == row[0] + 1 and scene.text[row[0]] in "、和" else None
        held = _held(scene, passage, office, chain[-1].of if chain else beside)
        end = office.end
        if held is not None:
            chain = _and(chain, held)
        if not chain:
            continue
        names = list(names_behind(scene, passage, office.end))
        if names:
            yield from _claims(scene, names, chain)
            row, chain = (names[-1][1], chain[-1].of), []
        elif held and (before := _name_before(scene, passage, held.start)):
            yield from _claims(scene, [before], [held])


def _held(scene: Scene, passage: Passage, office: Office, prior: Mention | None) -> _Held | None:
    seat = seat_of(scene, passage, office, prior)
    if seat is None:
        return None
    of, start = seat
    first = of.start if passage.start <= of.start < start and start - of.end < 26 else start
    return _Held(scene.text[start : office.end], of, first)


def _and(chain: Sequence[_Held], held: _Held) -> list[_Held]:
    """The chain with one title more; two of one seat are one role: 党组书记、局长."""
    if chain and chain[-1].of is held.of:
        last = chain[-1]
        return [*chain[:-1], _Held(f"{last.role}、{held.role}", last.of, last.start)]
    return [*chain, held]


def _claims(scene: Scene, names: Sequence[tuple[int, int]], chain: Sequence[_Held]) -> Iterator[PostClaim]:
    for start, end in names:
        person = re.sub("[ \u3000]", "", scene.text[start:end])
        for held in chain:
            rule = "post.deictic" if held.of.deictic else "post.title"
            yield PostClaim(
                person, held.role, held.of, rule, min(held.start, start), start, max(end, held.of.end)
            )  # fmt: skip


def names_behind(scene: Scene, passage: Passage, at: int) -> Iterator[tuple[int, int]]:
    """The name behind a title, and those that follow it after 、."""
    lead = _BEFORE_NAME.match(scene.text, at, passage.end)
    at = lead.end() if lead else at
    honour = pattern("posts", "honours", "、[^，。；：、“”]{0,14}?(?:WORDS|“[^，。“”]{1,8}”)").match(
        scene.text, at, passage.end
    )
    if honour and name_end(scene, passage, honour.end()):
        at = honour.end()
    while end := name_end(scene, passage, at):
        yield at, end
        if scene.text[end : end + 1] != "、":
            return
        at = end + 1


def _name_before(scene: Scene, passage: Passage, at: int) -> tuple[int, int] | None:
    """张某某任姜堰区区长, 张某某，…，现在是姜堰区区长, 任命张某某为区长: the name at a clause's head, or appointed."""
    if appointed := pattern("posts", "appoint", "WORDS(?P<name>[\u4e00-\u9fff]{2,4})(?:同志)?[为任]$").search(
        scene.text, max(passage.start, at - 14), at
    ):
        return _exactly(scene, passage, *appointed.span("name"))
    joint = pattern("posts", "appointed", "(?:，?(?:身份|如今|现在|目前)?已?WORDS|（)$").search(
        scene.text, max(passage.start, at - 8), at
    )
    if joint is None:
        return None
    sentence = passage.sentence_at(at).start
    if first := _TOPIC.match(scene.text, sentence, joint.start()):
        return _exactly(scene, passage, *first.span("name"))
    head = re.compile("(?:^|[，。；：、“\n])(?P<name>[\u4e00-\u9fff]{2,4})$").search(
        scene.text, max(passage.start, joint.start() - 5), joint.start()
    )
    return _exactly(scene, passage, *head.span("name")) if head else None


def _exactly(scene: Scene, passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    return (start, end) if name_end(scene, passage, start) == end else None
