"""Programs: campaigns, brands, platforms, policies: quoted, titled in 《…》, or with a head noun of their own."""

from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Names, Scene, words
from govgraph.extract.names.policies import find_issued, find_titled, find_versions
from govgraph.extract.names.quoted import find_quoted
from govgraph.extract.names.shortforms import find_short_programs
from govgraph.extract.names.titles import find_bare
from govgraph.extract.names.umbrellas import find_members, find_shared
from govgraph.text.passages import is_speech
from govgraph.text.words import tag_of


def find_programs(scene: Scene) -> None:
    """Add every program to the scene."""
    scene.add(find_quoted(scene))
    for rule in (find_titled, find_versions, find_shared, find_bare, find_members, find_issued):
        scene.add(rule(scene))
    find_short_programs(scene)
    scene.add(list(_again(scene)))


def _again(scene: Scene) -> Iterator[Mention]:
    """Every other place where a program's name stands, with marks or without, but in no longer name in marks."""
    found = [m for m in scene.mentions if m.type == "Program"]
    names = {name for m in found for name in (m.name, m.stem, *m.aliases) if len(name) >= 4}
    names |= {m.stem for m in found if len(m.stem) == 3 and tag_of(m.stem) == "x"}
    names |= {name for name in words("programs", "national") if len(name) >= 3 and name in scene.text}
    for passage, start, end, name in Names(names).find(scene):
        if scene.over(start, "Program") or scene.over(end - 1, "Program"):
            continue
        if not scene.is_boundary(end) and len(name) == 3:  # 一件事|情
            continue
        around = scene.inside_quote(start, end, passage)
        if around is None or is_speech(around, passage) or (around.start, around.end) == (start, end):
            yield Mention(start, end, "Program", name, "program.again", 0.7, stem=name)
