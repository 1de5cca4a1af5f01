"""Stage 3 of 7: Passage -> Mention, Claim."""

from collections.abc import Iterable

from govgraph.extract.mentions import Mention, Scene, outermost
from govgraph.extract.names.brands import find_brands
from govgraph.extract.names.deictics import find_deictics
from govgraph.extract.names.enterprises import find_enterprises, find_enterprises_again
from govgraph.extract.names.lists import find_lists
from govgraph.extract.names.organisations import find_organisations
from govgraph.extract.names.programs import find_programs
from govgraph.extract.names.projects import find_projects
from govgraph.extract.names.regions import find_regions
from govgraph.extract.names.shortforms import find_short_forms
from govgraph.text.passages import Passage

#: In order: each sees what those before it found.
FINDERS = (
    find_regions,
    find_enterprises,
    find_brands,
    find_organisations,
    find_short_forms,
    find_projects,
    find_lists,
    find_enterprises_again,
    find_programs,
    find_deictics,
)


def read_scene(passages: Iterable[Passage]) -> Scene:
    """The scene of one document with every mention that the finders find."""
    scene = Scene(passages)
    for find in FINDERS:
        find(scene)
    return scene


__all__ = ["FINDERS", "Mention", "Scene", "outermost", "read_scene"]
