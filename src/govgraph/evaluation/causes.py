"""Every miss and every extra of a comparison as a case with its cause."""

from govgraph.evaluation.cases import Case
from govgraph.evaluation.ends import Ends
from govgraph.evaluation.entity_causes import EntityCauses
from govgraph.evaluation.matching import Comparison
from govgraph.evaluation.measure_causes import MeasureCauses
from govgraph.evaluation.places import Places
from govgraph.evaluation.post_causes import PostCauses
from govgraph.evaluation.relation_causes import RelationCauses


def find_cases(comparison: Comparison) -> list[Case]:
    """The cases of one document. Each miss and each extra stands in exactly one, alone or with its counterpart."""
    places = Places(comparison)
    entities = EntityCauses(comparison, places)
    ends = Ends(comparison, entities.meant)
    statements = (cls(comparison, places, ends).cases for cls in (RelationCauses, PostCauses, MeasureCauses))
    return [*entities.cases, *(case for cases in statements for case in cases)]
