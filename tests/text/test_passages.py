"""Sentences and clauses: they tile their paragraph, and quotations hold them together or apart."""

import pytest
from hypothesis import given

from govgraph.model import Block, Document
from govgraph.text.passages import Passage, is_speech, read_passages
from tests.extract.fragments import TEXTS


def _document(text: str) -> Document:
    """A document of one body paragraph, cleaned of nothing."""
    block = Block(0, len(text), "body", 0)
    return Document("d", "d.txt", "", text, text, range(len(text)), (block,), ())


def _read(text: str) -> Passage:
    return read_passages(_document(text))[0]


def _sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in _read(text).sentences]


def _clauses(text: str) -> list[str]:
    return [text[c.start : c.end] for s in _read(text).sentences for c in s.clauses]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("姜堰区开会。兴化市开会。", ["姜堰区开会。", "兴化市开会。"]),
        ("好吗？好！", ["好吗？", "好！"]),
        ("没有句号", ["没有句号"]),
        ("真的！！？好。", ["真的！！？", "好。"]),
        ("路通了……大家高兴。", ["路通了……", "大家高兴。"]),
        ("修路、架桥……，大家高兴。", ["修路、架桥……，大家高兴。"]),
        ("他说：“好。”大家笑了。", ["他说：“好。”", "大家笑了。"]),
        ("建成（含在建。）驿站。", ["建成（含在建。）驿站。"]),
        ("总投资2.3亿元。完工。", ["总投资2.3亿元。", "完工。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("今年，姜堰区开会；大家发言。", ["今年，", "姜堰区开会；", "大家发言。"]),
        ("姜堰区推行“一窗受理，集成服务”模式。", ["姜堰区推行“一窗受理，集成服务”模式。"]),
        ("用地、用工和融资。", ["用地、用工和融资。"]),
        ("姜堰区（今年，共3次）开会。", ["姜堰区（今年，共3次）开会。"]),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert _clauses(text) == clauses


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("贺岩说：“我们把路修好了，大家都来。”", True),
        ("“这里变化很大，”贺岩说。", True),
        ("推行“红石驿站”服务。", False),
        ("推行“一窗受理，集成服务”模式。", False),
        ("出台《关于支持企业发展的意见。》", False),
    ],
)
def test_speech(text: str, speech: bool) -> None:
    passage = _read(text)
    assert is_speech(passage.quotes[0], passage) is speech
    assert (passage.speech_at(passage.quotes[0].start) is not None) is speech


def test_clauses_in_speech_know_it() -> None:
    passage = _read("贺岩说：“我们修了路，建了桥。”大家鼓掌。")
    spoken = [passage.text[c.start : c.end] for s in passage.sentences for c in s.clauses if c.speech]
    assert "".join(spoken) == "“我们修了路，建了桥。”"


def test_only_what_is_read_becomes_a_passage() -> None:
    text = "标题\n署名\n正文。\n来源"
    kinds = [("title", 0, 2), ("byline", 3, 5), ("body", 6, 9), ("boilerplate", 10, 12)]
    blocks = tuple(Block(start, end, kind, 0) for kind, start, end in kinds)  # type: ignore[arg-type]
    document = Document("d", "d.txt", "", text, text, range(len(text)), blocks, ())
    assert [(p.kind, text[p.start : p.end]) for p in read_passages(document)] == [("title", "标题"), ("body", "正文。")]


def test_offsets_count_from_the_documents_start() -> None:
    text = "前文。\n今年，姜堰区走访“红石”企业42家。"
    document = Document("d", "d.txt", "", text, text, range(len(text)), (Block(4, len(text), "body", 0),), ())
    passage = read_passages(document)[0]
    assert [text[q.start : q.end] for q in passage.quotes] == ["红石"]
    assert [text[q.start : q.end] for q in passage.quantities] == ["42家"]
    assert [text[d.start : d.end] for d in passage.dates] == ["今年"]
    assert passage.words[0].start == 4


@given(TEXTS)
def test_sentences_and_clauses_tile_the_passage(text: str) -> None:
    passage = _read(text)
    at = passage.start
    for sentence in passage.sentences:
        assert sentence.start == at < sentence.end
        inner = sentence.start
        for clause in sentence.clauses:
            assert clause.start == inner < clause.end
            inner = clause.end
        assert inner == sentence.end
        at = sentence.end
    assert at == passage.end


@given(TEXTS)
def test_all_that_a_passage_holds_lies_in_it(text: str) -> None:
    passage = _read(text)
    held = [(quote.start, quote.end) for quote in passage.quotes]
    held += [(word.start, word.end) for word in passage.words]
    held += [(quantity.start, quantity.end) for quantity in passage.quantities]
    held += [(date.start, date.end) for date in passage.dates]
    assert all(passage.start <= start < end <= passage.end for start, end in held)
    for offset in range(passage.start, passage.end):
        sentence = passage.sentence_at(offset)
        assert sentence.start <= offset < sentence.end
    for date in passage.dates:
        assert text[date.start : date.end] == date.text
