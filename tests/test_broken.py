"""However an article is broken, it is read: no exception, evidence that matches, ends that exist."""

from hypothesis import HealthCheck, given, settings

from govgraph.errors import DocumentError
from govgraph.link import extract_document
from tests.broken import broken_articles, read_all
from tests.extract.reading import read_text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(broken_articles(read_all()))
def test_broken_articles_are_read(text: str) -> None:
    try:
        document = read_text(text)
    except DocumentError as error:
        assert error.reason == "empty"
        return
    extraction = extract_document(document)
    ids = {entity.id for entity in extraction.entities}
    for entity in extraction.entities:
        assert all(document.raw[one.start : one.end] == one.text for one in entity.mentions)
    for relation in extraction.relations:
        assert {relation.subject, relation.object} <= ids
        assert document.raw[relation.evidence.start : relation.evidence.end] == relation.evidence.text
    assert {post.of for post in extraction.posts} | {measure.subject for measure in extraction.measures} <= ids
