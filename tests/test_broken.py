"""However an article is broken, it is read: no exception, evidence that matches, ends that exist."""

from hypothesis import given

from govgraph.errors import DocumentError
from govgraph.link import extract_document
from tests.broken import broken_articles, read_all
from tests.extract.reading import read_text
from tests.properties import cases


@cases(120)
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
