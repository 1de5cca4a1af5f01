"""Where things stand in an article: nothing lost, nothing twice, brackets that close in order."""

from hypothesis import assume, given
from hypothesis import strategies as st

from govgraph.errors import DocumentError
from govgraph.write.article import Article
from govgraph.write.article.marks import Close, Mark, MarkKind, Open, Run, divide_marks, nest
from tests.extract.fragments import TEXTS
from tests.properties import cases
from tests.write.article.example_article import read_article

_PATIENT = cases(100)
_KINDS: tuple[MarkKind, ...] = ("evidence", "mention", "person", "figure", "noise")
_MARKS = st.lists(
    st.builds(
        lambda start, size, kind: Mark(start, start + size, kind),
        st.integers(0, 25), st.integers(1, 12), st.sampled_from(_KINDS),
    ), max_size=8,
)  # fmt: skip


def words(article: Article, mark: Mark) -> str:
    return article.document.raw[mark.start : mark.end]


@given(_MARKS)
def test_steps_nest_and_cover_every_character_once(marks: list[Mark]) -> None:
    opened: list[Mark] = []
    inside: list[set[Mark]] = [set() for _ in range(40)]
    at = 0
    for step in nest(marks, 0, 40):
        match step:
            case Run(start, end):
                assert start == at < end
                at = end
                for place in range(start, end):
                    inside[place] = set(opened)
            case Open(mark):
                opened.append(mark)
            case Close(mark):
                assert opened.pop() is mark
    assert at == 40
    assert not opened
    for place, found in enumerate(inside):
        assert found == {mark for mark in marks if mark.start <= place < mark.end}


@given(_MARKS)
def test_a_mark_over_a_cut_is_in_both_parts(marks: list[Mark]) -> None:
    left, gap, right = divide_marks(marks, [(0, 10), (12, 20), (20, 40)])
    for part, (first, last) in ((left, (0, 10)), (gap, (12, 20)), (right, (20, 40))):
        assert len(part) == sum(mark.start < last and mark.end > first for mark in marks)
        assert all(first <= mark.start < mark.end <= last for mark in part)


@_PATIENT
@given(TEXTS)
def test_paragraphs_tile_every_text(text: str) -> None:
    try:
        article = read_article(text)
    except DocumentError:
        assume(False)
    at = article.lead
    for paragraph in article.paragraphs:
        for sentence in paragraph.sentences:
            assert sentence.start == at < sentence.end
            assert all(sentence.start <= mark.start < mark.end <= sentence.end for mark in sentence.marks)
            at = sentence.end
        assert paragraph.end <= paragraph.until
        at = paragraph.until
    assert at == len(article.document.raw)
    said = [statement.id for paragraph in article.paragraphs for statement in paragraph.statements]
    assert sorted(said) == sorted(article.statements)


def test_a_statement_knows_its_ends_and_its_figure() -> None:
    article = read_article()
    runs = next(one for one in article.statements.values() if getattr(one.record, "predicate", "") == "runs")
    assert words(article, runs.ends[-1]) == "“書(shu) 記項目”"
    post = next(one for one in article.statements.values() if one.kind == "post")
    assert post.focus is not None
    assert words(article, post.focus) == "陳望舒"
    figure = next(one for one in article.statements.values() if one.kind == "measure")
    assert figure.focus is not None
    assert words(article, figure.focus) == "128件"


def test_what_was_cleaned_away_is_marked() -> None:
    article = read_article()
    marks = [mark for paragraph in article.paragraphs for mark in paragraph.marks if mark.kind == "noise"]
    assert "(shu) " in {words(article, mark) for mark in marks}
    kinds = [paragraph.kind for paragraph in article.paragraphs]
    assert kinds == ["title", "byline", "body", "body", "boilerplate"]
    assert [paragraph.is_read for paragraph in article.paragraphs] == [True, False, True, True, False]


def test_like_figures_in_one_sentence_are_told_apart() -> None:
    article = read_article("江苏省泰州市姜堰区推行“书记项目”。“书记项目”已解决企业难题12个，办成民生实事12个。\n")
    places = [one.focus.start for one in article.statements.values() if one.kind == "measure" and one.focus]
    assert len(places) == len(set(places)) == 2
