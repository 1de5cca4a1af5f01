"""Private persons: whom a document names without an office. They never enter the graph, and can be masked in quotes.

Every place that may start a name is tried, the surest signs first:

1. a form of address: *王*女士, 老*张*, 姓*田*的女士
2. a credit: 记者 *吴思远* 通讯员 *丁洁*
3. who somebody is, in front of the name: 村民*徐桂兰*, 妻子*李秀英*, or what somebody does behind it: *徐桂兰*说
4. the cut of the words: a name of the dictionary, or a surname and a given name that no word runs across
5. a list: *于建华*、*秦少波*、*夏小雨*
6. a name found once, wherever else it stands

Names with an office, and what stands inside the name of a region, body, program, company or project, are none.
"""

from collections.abc import Iterable, Sequence

from govgraph.extract.claims import MeasureClaim, PostClaim
from govgraph.extract.mentions import Scene
from govgraph.extract.private.names import PersonFinder
from govgraph.extract.private.shapes import PrivateName
from govgraph.model import Document

__all__ = ["PrivateName", "find_private_names", "leave_out_private"]


def find_private_names(document: Document, scene: Scene, posts: Iterable[PostClaim]) -> tuple[PrivateName, ...]:
    """The places of private persons' names in the cleaned text, sorted, none overlapping another.

    Args:
        document: the text, bylines and boilerplate included.
        scene: its paragraphs, with every mention that the finders found.
        posts: who holds an office in it.
    """
    return PersonFinder(document, scene, posts).find()


def leave_out_private(
    document: Document, scene: Scene, posts: Iterable[PostClaim], measures: Sequence[MeasureClaim]
) -> list[MeasureClaim]:
    """The figures whose words name no private person: 徐某某养鸡2000只 is no figure of a village."""
    spans = sorted({(claim.start, claim.end) for claim in measures})
    found = PersonFinder(document, scene, posts).find_within(spans) if spans else ()
    names = {document.text[one.start : one.end] for one in found}
    return [claim for claim in measures if not any(name in claim.indicator for name in names)]
