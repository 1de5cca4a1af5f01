"""Short forms that the text itself gives: 江苏神马电力股份有限公司（以下简称“神马电力”）."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene
from govgraph.model import EntityType

_GIVEN = re.compile("（(?:以下|下文)?(?:统称|合称|简称|下称|统简称)[：:]?[“‘]?(?P<short>[^“”‘’（）]{2,16})[”’]?）")


def find_short_forms(scene: Scene) -> None:
    """Add every later place of a short form to the scene; its alias is the full name."""
    _find(scene, "Region", "PublicOrganisation", "PartyOrganisation", "Enterprise")


def find_short_programs(scene: Scene) -> None:
    """The same for programs, which are found last: “链上红果”联盟（以下简称“联盟”）."""
    _find(scene, "Program")


def _find(scene: Scene, *types: EntityType) -> None:
    given: dict[str, Mention] = {}
    for _, match in scene.matches(_GIVEN):
        full = scene.ending_at(match.start(), *types)
        if full is not None:
            given[match["short"]] = full
    scene.short_forms |= given
    for short, full in given.items():
        scene.add(_places(scene, short, full))


def _places(scene: Scene, short: str, full: Mention) -> Iterator[Mention]:
    for _, match in scene.matches(re.compile(re.escape(short))):
        yield Mention(
            match.start(), match.end(), full.type, short, "shortform.given", 0.95, owner=full.owner, stem=short,
            kind=full.kind, aliases=(full.name,),
        )  # fmt: skip
