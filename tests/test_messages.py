"""What a person reads when something is wrong: what it is, and what to do about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from govgraph.cli import main

#: Files that give nothing, by name.
_FILES: dict[str, bytes] = {
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n\0\0",
    "zeros.txt": b"\0" * 99,
    "english.txt": b"nothing of the kind",
    "broken.zip": b"PK\x03\x04junk",
    "broken.pdf": b"%PDF-1.4 junk",
    "broken.json": b'{"x":',
    "script.html": b"<html><body><script>fill()</script></body></html>",
    "frames.html": b'<html><frameset><frame src="a.html"></frameset></html>',
    "columns.csv": "甲,乙\n1,2\n".encode(),
    "header.csv": b"title,text\n",
    "blank.csv": b'text\n""\n',
    "other.ttl": b"<a:b> <a:c> <a:d> .",
    "broken.toml": b"[[rename]",
}
_NOTHING = "Nothing to build a graph from. Name files or folders of Chinese news: text, web pages, Word, PDF, Markdown"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, seed_build: Path) -> Iterator[Path]:
    """A folder with those files, a build in ``build`` and an empty folder, where the commands are given."""
    folder = tmp_path_factory.mktemp("desk")
    for name, data in _FILES.items():
        (folder / name).write_bytes(data)
    (folder / "build").symlink_to(seed_build)
    (folder / "nothing").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        ("build nothing", 1, f"{_NOTHING}, tables, or archives of these."),
        ("build nothing", 1, "nothing: no file is in this folder that could be an article: name another"),
        ("build empty.txt", 1, "empty.txt: it is empty: fetch or save it anew"),
        ("build picture.txt", 1, "it is an image or another program's file: save it as text, .docx or PDF"),
        ("build zeros.txt", 1, "it holds NUL bytes, not text: save it as text, .docx or PDF"),
        ("build english.txt", 1, "english.txt: names no region, organisation, program, enterprise or project"),
        ("build broken.zip", 1, "fetch or pack it anew"),
        ("build broken.pdf", 1, "it is no whole PDF: fetch it anew"),
        ("build broken.json", 1, "write an object a line (.jsonl)"),
        ("build script.html", 1, "the page holds no text: a script may fill it, so save what a browser shows"),
        ("build frames.html", 1, "it only frames other pages (a.html): save and name those"),
        ("build columns.csv", 1, "known to hold text (甲、乙): name it with --column text=NAME"),
        ("build columns.csv --column text=丙", 1, "it has no column '丙', only 甲、乙: name another with --column"),
        ("build columns.csv --column 正文", 2, "'正文' is no WHAT=NAME, such as text=正文. WHAT is one of text, html,"),
        ("build header.csv", 1, "header.csv: no article is in it: name another"),
        ("build blank.csv", 1, "this row holds no text: fill it, or leave it out"),
        ("build nowhere", 2, "Path 'nowhere' does not exist"),
        ("build hdfs:///news", 2, "name a file or folder of this machine"),
        ("build --master spark://HOST:1", 2, "Add that, or leave --master out"),
        ("build --corrections broken.toml", 1, "An entry is a line [[rename]] and lines of key = value."),
        ("build --model qwen3:8b", 2, "--assist URL and --model NAME belong together"),
        ("build --assist here --model qwen3:8b", 1, "an address such as http://127.0.0.1:11434/v1"),
        ("extract nothing", 1, "No article could be read. Name files or folders of Chinese news"),
        ("explain empty.txt", 1, "cannot be explained (empty): it is empty: fetch or save it anew."),
        ("export nothing --to nq", 1, "nothing holds no build. Build one first: govgraph build … -o nothing"),
        ("export build --to csv -o empty.txt", 2, "empty.txt is a file, and csv writes a folder. Name another place."),
        ("query -o build program-runer", 1, "Did you mean program-runners"),
        ("query -o build program-runners --param x=1", 1, "has no parameter 'x'; it has wanted"),
        ("validate other.ttl", 1, "Name a build, or its graph.ttl."),
        ("villages english.txt", 1, "Name the .tgz file of the Node package"),
        ("review build --decide k=perhaps", 1, "Write --decide CASE=same or --decide CASE=different."),
        ("evaluate nothing english.txt", 1, "Name a folder with one .json file of annotations a document."),
        ("lexicon list nope", 1, "There is no word list nope to be amended; there are boilerplate,"),
        ("buidl", 2, "No such command 'buidl'. Did you mean build?"),
    ],
)
def test_a_fault_is_told_with_its_remedy(desk: Path, command: str, code: int, told: str) -> None:
    result = CliRunner().invoke(main, command.split())
    assert told in result.stderr
    assert result.exit_code == code
    assert "Traceback" not in result.stderr


def test_what_govgraph_cannot_foresee_says_what_to_do(monkeypatch: pytest.MonkeyPatch, desk: Path) -> None:
    def fill(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("govgraph.pipeline.build", fill)
    result = CliRunner().invoke(main, ["build", "english.txt"])
    assert (result.exit_code, result.stderr[:31]) == (1, "Error: The memory is full. Free")
