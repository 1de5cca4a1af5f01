"""Whatever comes in, only govgraph's own errors go out: files of every format, corrections, words, texts in the graph.

`make test` runs a few cases, the same each time; `make fuzz` runs as many as it is told, and shows the seed.
"""

import io
import json
import random
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govgraph import pipeline
from govgraph.corpus import find_files, read_raw, unpack
from govgraph.errors import SetupError
from govgraph.graph.corrections import read_corrections
from govgraph.graph.identifiers import identify
from govgraph.lexicon.folders import read_lexicon
from govgraph.model import Extraction, Graph, Node
from govgraph.reports import Skipped
from govgraph.write.files import well_formed
from govgraph.write.html.page import render_page
from govgraph.write.terms import text as write_text
from tests.formats import made
from tests.properties import cases

_ROOT = Path(__file__).parents[1]
_TEXT = "清河区推进项目建设\n2021年3月5日 来源：清河日报\n清河区行政审批局推行“红色帮办”，帮助企业办理手续83件。\n"
_ROWS = [{"title": "清河区", "text": _TEXT, "date": "2021-03-05"}] * 2
#: A file of each format.
FILES: dict[str, bytes] = {
    "a.txt": _TEXT.encode(),
    "gbk.txt": _TEXT.encode("gb18030"),
    "a.html": made.web_page(_TEXT, head='<meta name="PubDate" content="2022-03-04">').encode(),
    "a.mhtml": made.mhtml(made.web_page(_TEXT), "https://example.org/"),
    "a.md": made.markdown(_TEXT).encode(),
    "a.docx": made.word(_TEXT),
    "a.pdf": made.pdf(_TEXT),
    "a.zip": made.zipped({"a.txt": _TEXT.encode(), "b.html": made.web_page(_TEXT).encode()}),
    "a.tar.gz": made.tarred({"a.txt": _TEXT.encode()}),
    "a.warc": made.warc([("https://example.org/", made.web_page(_TEXT).encode(), "text/html")], zipped=False),
    "a.csv": made.comma_separated(_ROWS).encode(),
    "a.jsonl": b'{"text": "' + _TEXT.replace("\n", "\\n").encode() + b'"}\n' * 2,
}
_TOML = "".join(
    part.partition("```")[0] for part in (_ROOT / "docs" / "corrections.md").read_text("utf-8").split("```toml")[1:]
).encode()
_WORDS = {path.name: path.read_bytes() for path in sorted((_ROOT / "docs" / "examples" / "lexicon").iterdir())}


def damage(data: bytes, seed: int) -> bytes:
    """The bytes with a few of them changed, lost, doubled, or moved."""
    chance, spoilt = random.Random(seed), bytearray(data)  # noqa: S311 - a test
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        start = chance.randrange(len(spoilt) + 1)
        end = min(len(spoilt), start + chance.choice((1, 2, 8, 100)))
        match chance.randrange(5):
            case 0 if start < len(spoilt):
                spoilt[start] ^= 1 << chance.randrange(8)
            case 1:
                del spoilt[start:end]
            case 2:
                spoilt[start:start] = spoilt[start:end] * chance.choice((1, 2, 50))
            case 3:
                spoilt[start:end] = chance.randbytes(end - start)
            case _:
                spoilt[start:start] = chance.choice((b"\0", b"\xff\xfe", b'"', b"<", b"[", b"{", b"\n", b"99999999999"))
    return bytes(spoilt)


SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("name", FILES)
@cases(25)
@given(SEEDS)
@example(1)  # a zip of a wrong checksum
@example(174)  # a Word file that does not unpack
@example(202740)  # a saved page from an address that is no ASCII
def test_damaged_files_are_read_or_named(name: str, seed: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, shelf = Path(place) / "in", Path(place) / "out"
        folder.mkdir()
        (folder / name).write_bytes(damage(FILES[name], seed))
        results = list(pipeline.extract([folder]))
        assert results
        assert [one.message for one in results if isinstance(one, Skipped) and one.reason == "internal"] == []
        texts = {source.name: source for source in unpack(find_files([folder]), shelf)}
        for one in results:
            if isinstance(one, Extraction):
                raw = read_raw(texts[one.document.path]).text
                for entity in one.entities:
                    assert all(raw[at.start : at.end] == at.text for at in entity.mentions)


@cases(150)
@given(SEEDS)
def test_damaged_corrections_are_read_or_refused(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.toml"
        path.write_bytes(damage(_TOML, seed))
        try:
            read_corrections(path)
        except SetupError as error:
            assert str(path) in str(error)


@cases(60)
@given(st.sampled_from(sorted(_WORDS)), SEEDS)
def test_damaged_words_are_read_or_refused(name: str, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for other, data in _WORDS.items():
            (Path(folder) / other).write_bytes(damage(data, seed) if other == name else data)
        try:
            read_lexicon(Path(folder))
        except SetupError as error:
            assert name in str(error)


@cases(150)
@given(st.text())
def test_any_key_has_a_name_that_every_store_keeps(text: str) -> None:
    assert re.fullmatch(r"program:[a-z0-9_]{1,48}", identify(f"Program:{text}"))


@cases(60)
@given(st.lists(st.text(), min_size=1, max_size=4))
@example(["</script><script>alert(1)</script>", "<elements>", "<!--", "]]>"])
def test_any_names_stay_data_in_the_page(names: list[str]) -> None:
    node = Node("firm:x", "Enterprise", names[0], tuple(names), names[-1], None, None, 1, 1)
    pages = [render_page(Graph(nodes=(one,))).decode() for one in (node, replace(node, name="", aliases=(), key=""))]
    told, empty = ([re.sub(r'(?<=json" id=").*?</script>', "", page, flags=re.DOTALL)] for page in pages)
    assert told == empty
    (data,) = re.findall(r'id="graph-data">([^<]*)</script>', pages[0])
    assert [well_formed(names[0])] == [well_formed(name) for name in json.loads(data)["entities"]["name"]]


@cases(150)
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_one_literal(text: str) -> None:
    line = f"<https://example.org/s> <https://example.org/p> {write_text(text)} .\n"
    (quad,) = ox.parse(io.BytesIO(line.encode()), ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text
