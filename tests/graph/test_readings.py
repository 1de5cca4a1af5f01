"""Articles told again on other sites, merged: listed with their sources, and saying nothing of their own."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from govgraph.corpus import SourceFile, read_document
from govgraph.graph import merge
from govgraph.link import extract_document
from govgraph.model import Extraction, Graph

_TITLE = "姜堰区的“红石驿站”"
_STORY = (
    "江苏省泰州市姜堰区推行“红石驿站”服务，司机有了歇脚处。",
    "姜堰区行政审批局走访企业320家，解决企业难题128件。",
    "岚谷集团投资建设的溱湖众创城项目在三水街道开工，总投资12.5亿元。",
    "姜堰区财政局局长柏松年介绍，第一批补贴已经发到商户手里。",
    "驿站里备着热水、药箱、针线和一张旧报纸，夜班的人最爱坐靠窗的位子。",
    "来歇脚的人多了，街口修车的老师傅也搬来了工具箱。",
    "每到雨天，门口的伞架总是最先空下来，天晴又一把不少地回来。",
)
_ADDED = "姜堰区还推行“清水”行动，岚谷重工集团也来了。"


def _extract(folder: Path, name: str, *sentences: str, source: str) -> Extraction:
    path = folder / f"{name}.txt"
    path.write_text(f"{_TITLE}\n来源：{source} 2021-05-06\n" + "".join(sentences) + "\n", encoding="utf-8")
    return extract_document(read_document(SourceFile(path.name, path)))


@pytest.fixture
def full(tmp_path: Path) -> Extraction:
    return _extract(tmp_path, "full", *_STORY, source="泰州日报")


@pytest.fixture
def retold(tmp_path: Path) -> Extraction:
    """Without the last sentences, and with one of its own."""
    return _extract(tmp_path, "retold", *_STORY[:5], _ADDED, source="江苏发布")


def _said(graph: Graph) -> tuple[object, ...]:
    """All but the documents."""
    return graph.nodes, graph.relations, graph.posts, graph.measures, graph.evidence, graph.identities, graph.families


def test_a_reprint_is_listed_with_its_source(full: Extraction, retold: Extraction) -> None:
    graph = merge([full, retold])
    assert [document.id for document in graph.documents] == ["article:full", "article:retold"]
    assert {document.source for document in graph.documents} == {"泰州日报", "江苏发布"}
    (reprint,) = graph.reprints
    assert (reprint.document, reprint.of) == ("article:retold", "article:full")
    assert 0.6 <= reprint.similarity <= 1


def test_its_evidence_counts_once(full: Extraction, retold: Extraction) -> None:
    both, alone = merge([full, retold]), merge([full])
    assert _said(both) == _said(alone)
    assert {row.document for row in both.evidence} == {"article:full"}
    assert {row.support for row in both.relations if row.basis == "text"} == {1}
    assert {row.support for row in both.posts} == {row.support for row in both.measures} == {1}
    assert {node.documents for node in both.nodes} == {1}


def test_what_only_a_reprint_says_is_absent(full: Extraction, retold: Extraction) -> None:
    assert {"清水", "岚谷重工集团"} <= {entity.name for entity in retold.entities}
    assert not {"清水", "岚谷重工集团"} & {node.name for node in merge([full, retold]).nodes}
    assert "清水" in {node.name for node in merge([retold]).nodes}


def test_a_fuller_text_is_the_original(full: Extraction, retold: Extraction, tmp_path: Path) -> None:
    fuller = _extract(tmp_path, "a_fuller", *_STORY, _ADDED, source="江苏发布")
    graph = merge([full, retold, fuller])
    assert [(reprint.document, reprint.of) for reprint in graph.reprints] == [
        ("article:full", "article:a_fuller"),
        ("article:retold", "article:a_fuller"),
    ]
    assert _said(graph) == _said(merge([fuller]))


def test_another_article_adds_its_own(full: Extraction, tmp_path: Path) -> None:
    other = _extract(
        tmp_path, "other", _STORY[0], "姜堰区还给网格员配了电瓶车，谁家漏水一个电话就到。",
        "镇上的裁缝把旧校服改成书包，送给来歇脚的孩子，一针一线都不收钱。", source="江苏发布",
    )  # fmt: skip
    graph = merge([full, other])
    assert graph.reprints == ()
    (runs,) = (row for row in graph.relations if row.predicate == "runs")
    assert runs.support == 2
    assert {row.document for row in graph.evidence if row.statement == runs.id} == {"article:full", "article:other"}


def test_order_and_a_copy_change_nothing(full: Extraction, retold: Extraction) -> None:
    copy = replace(retold, document=replace(retold.document, id="retold_again", published=date(2021, 5, 9)))
    merged = merge([full, retold, copy])
    assert all(merge(order) == merged for order in permutations([full, retold, copy]))
    assert {reprint.of for reprint in merged.reprints} == {"article:full"}
    assert len(merged.documents) == 3
    assert _said(merged) == _said(merge([full]))
