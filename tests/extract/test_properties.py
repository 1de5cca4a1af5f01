"""What holds for every text, however broken: no exception, evidence that matches, the same answer each time."""

from collections.abc import Iterator
from itertools import chain, pairwise

import pytest
from hypothesis import assume, example, given

from govgraph.errors import DocumentError
from govgraph.extract import outermost, read_scene
from govgraph.link import extract_document
from govgraph.model import Document, Evidence, Extraction
from govgraph.text.passages import read_passages
from tests.extract.fragments import TEXTS
from tests.extract.reading import extract_text, read_text
from tests.properties import cases

_PATIENT = cases(150)

#: Shapes that a paragraph can take by accident: a table without breaks, a list of names, a broken quotation.
LONG = {
    "one character": "甲" * 2000,
    "digits": "1" * 2000,
    "letters": "a" * 2000,
    "marks": "，。" * 1000,
    "opening marks": "“红色" * 600,
    "closing marks": "红色”" * 600,
    "brackets": "（" * 2000,
    "quotations": "姜堰区推行“红石驿站”" * 100,
    "a list of quotations": "姜堰区推行" + "“红石驿站”、" * 40 + "等平台。",
    "a list of companies": "岚谷电子、" * 200 + "等27家企业。",
    "offices": "市长贺岩、" * 200,
    "companies": "有限公司" * 300,
    "projects": "溱湖众创城项目" * 150,
    "deictics": "该公司" * 300,
    "ideographic spaces": "甲\u3000" * 1000,
}


def _read(text: str) -> Document:
    try:
        return read_text(text)
    except DocumentError:
        assume(False)
        raise


def _evidence(extraction: Extraction) -> Iterator[Evidence]:
    yield from chain.from_iterable(entity.mentions for entity in extraction.entities)
    yield from (relation.evidence for relation in extraction.relations)
    yield from (post.evidence for post in extraction.posts)
    yield from (measure.evidence for measure in extraction.measures)


@_PATIENT
@given(TEXTS)
@example("“")
@example("姜堰区推行“红石驿站")
@example("”红石驿站“服务")
@example("推行“红石驿站”𠮷😀")
@example("（以下简称“姜堰区”）姜堰区")
@example("该公司该镇该项目我们")
@example("区委市委组织部党工委书记")
def test_every_text_is_read_and_its_evidence_matches(text: str) -> None:
    document = _read(text)
    extraction = extract_document(document)
    for evidence in _evidence(extraction):
        assert evidence.start < evidence.end
        assert document.raw[evidence.start : evidence.end] == evidence.text


@_PATIENT
@given(TEXTS)
def test_the_records_agree_with_one_another(text: str) -> None:
    extraction = extract_document(_read(text))
    ids = [entity.id for entity in extraction.entities]
    assert ids == [f"e{number}" for number in range(1, len(ids) + 1)]
    assert len({entity.key for entity in extraction.entities}) == len(ids)
    for entity in extraction.entities:
        assert entity.name.strip()
        assert entity.mentions
        assert entity.name not in entity.aliases
    for relation in extraction.relations:
        assert {relation.subject, relation.object} <= set(ids)
        assert relation.subject != relation.object
    stated = [(relation.subject, relation.predicate, relation.object) for relation in extraction.relations]
    assert len(stated) == len(set(stated))
    assert {held.of for held in extraction.posts} | {held.subject for held in extraction.measures} <= set(ids)
    sure = [relation.confidence for relation in extraction.relations]
    sure += [post.confidence for post in extraction.posts] + [measure.confidence for measure in extraction.measures]
    assert all(0 < confidence <= 1 for confidence in sure)


@_PATIENT
@given(TEXTS)
def test_mentions_lie_in_their_passages(text: str) -> None:
    passages = read_passages(_read(text))
    scene = read_scene(passages)
    for mention in scene.mentions:
        assert any(passage.start <= mention.start < mention.end <= passage.end for passage in passages)
    kept = list(outermost(scene.mentions))
    assert all(one.end < other.end for one, other in pairwise(kept))


@_PATIENT
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    document = _read(text)
    assert extract_document(document) == extract_document(document)


@pytest.mark.parametrize("shape", LONG)
def test_long_runs_are_read(shape: str) -> None:
    extract_text(LONG[shape])
