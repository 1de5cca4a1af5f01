"""Does time grow with the text, whatever shape it has? One repeated character, nested quotation marks, digits, names.

usage: python -m benchmarks.shapes [--megabytes M] [--seconds S] [WORD...]

Reads each shape as a file of a quarter of M megabytes (1 by default) and of M, each in a process of its own that ends
after S seconds: CPU seconds of both, and the ratio, which is 4 where time grows with the text. All, or those whose
name has one of the words. Exits with 1 where one was not read in its time or took more than 8 times as long.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from govgraph import pipeline
from govgraph.memory import collect_seldom
from govgraph.reports import Skipped
from tests.formats import made

_NAMES = "甲乙丙丁戊己庚辛壬癸梅兰竹菊松柏"
_PROSE = "清河区推行“红色帮办”，帮助岚谷电子办理手续83件。"


#: What is repeated without end: characters, numbers, names, and what the rules look for.
_PIECES = """
    a 1 0 ½ 甲 😀 𠮷 ， 。 、 ； “ ” （ ） 《 ：“ “甲” “甲”、 甲、 “红色帮办” （简称 以下简称“甲”
    1% 1. 1, 1年 1日 -1 1至 一 万 百 十九 2021年 今年以来 同比增长 达到 ，其中 的 和 王 局 区 村 市 厂
    有限公司 甲有限公司 该公司 这家企业 项目 甲项目 双桂村 姜堰区 园区 姜堰区行政审批局
    市委书记 市长王岩 党支部 社区党支部书记 服务企业 帮助 他说： 来源： http://a.cn/ a@b.cn
    <p> <b> &amp; <!-- zhōng 黨 張芝山鎮黨(dang)委
"""
_BLANK = (" ", "\n", "　", "\0", "\ufeff", "\u200b", "甲\u0301", "记者 ", "|a|b|\n", "- 甲\n", "# 甲\n", "一、甲\n")


def _repeat(piece: str) -> Callable[[int], bytes]:
    return lambda size: (piece * (size // len(piece.encode()) + 1)).encode()


def _nest(opening: str, closing: str) -> Callable[[int], bytes]:
    def make(size: int) -> bytes:
        half = size // len((opening + closing).encode())
        return (opening * half + closing * half).encode()

    return make


def _number(form: str) -> Callable[[int], bytes]:
    """A saying over and over, each time of another name."""

    def make(size: int) -> bytes:
        names = (_NAMES[i // 256 % 16] + _NAMES[i // 16 % 16] + _NAMES[i % 16] for i in range(size))
        text, length = [], 0
        while length < size:
            text.append(form.format(next(names)))
            length += len(text[-1].encode())
        return "".join(text).encode()

    return make


def _rows(size: int) -> list[dict[str, str]]:
    return [{"title": "清河区", "text": _PROSE * 5, "date": "2021-03-05"}] * (size // 400)


#: What makes a file of about so many bytes, by the shape's name and the file's ending.
SHAPES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    **{f"{piece}…": (".txt", _repeat(piece)) for piece in (*_PIECES.split(), *_BLANK)},
    "“ ” nested": (".txt", _nest("“", "”")),
    "“甲 ” nested": (".txt", _nest("“甲", "”")),
    "‘ ’ nested": (".txt", _nest("‘", "’")),
    "《 》 nested": (".txt", _nest("《", "》")),
    "（ ） nested": (".txt", _nest("（", "）")),
    "（甲 ） nested": (".txt", _nest("（甲", "）")),
    "made-up villages": (".txt", _number("姜堰区{}村党支部")),
    "made-up brands": (".txt", _number("姜堰区推行“{}行动”。")),
    "made-up companies": (".txt", _number("江苏{}电子有限公司投产，该公司投资3亿元。")),
    "made-up short names": (".txt", _number("{0}电子有限公司（以下简称“{0}”）投产。")),
    "made-up officials": (".txt", _number("姜堰区委书记王{}指出，")),
    "prose": (".txt", _repeat(_PROSE)),
    "prose, one line a sentence": (".txt", _repeat(_PROSE + "\n")),
    "prose as UTF-16": (".txt", lambda size: (_PROSE * (size // 50)).encode("utf-16")),
    "prose as GB 18030": (".txt", lambda size: (_PROSE * (size // 50)).encode("gb18030")),
    "page of <p>": (".html", lambda size: made.web_page((_PROSE + "\n") * (size // 80)).encode()),
    "page of <div>": (".html", lambda size: ("<html><body>" + "<div>" * (size // 5)).encode()),
    "page of <meta>": (".html", lambda size: ("<html><head>" + '<meta name="a" content="b">' * (size // 27)).encode()),
    "page of comments": (".html", lambda size: ("<!-- a -->" * (size // 10) + "<html>").encode()),
    "page of tables": (".html", lambda size: ("<html><body>" + "<table><tr><td>甲" * (size // 18)).encode()),
    "page of &": (".html", lambda size: ("<html><body><p>" + "&" * size).encode()),
    "Markdown of >": (".md", lambda size: (">" * size).encode()),
    "Markdown of [": (".md", lambda size: ("[" * size).encode()),
    "Markdown of *": (".md", lambda size: ("*a " * (size // 3)).encode()),
    "Markdown of `": (".md", lambda size: ("`" * size).encode()),
    "Markdown of |": (".md", lambda size: ("|甲|乙|\n|-|-|\n" * (size // 17)).encode()),
    "saved page": (".mhtml", lambda size: made.mhtml(made.web_page((_PROSE + "\n") * (size // 80)), "https://a.cn/")),
    "saved page of headers": (".mhtml", lambda size: b"Content-Type: multipart/related\n" + b"a: b\n" * (size // 5)),
    "Word": (".docx", lambda size: made.word((_PROSE + "\n") * (size // 80))),
    "crawl": (".warc", lambda size: made.warc(
        [("https://a.cn/", made.web_page(_PROSE * 9).encode(), "text/html")] * (size // 3000), zipped=False)),
    "crawl of headers": (".warc", lambda size: b"WARC/1.0\r\n" + b"a: b\r\n" * (size // 6)),
    "table": (".csv", lambda size: made.comma_separated(_rows(size)).encode()),
    "table of quotes": (".csv", lambda size: b"title,text\n" + b'"' * size),
    "table of commas": (".csv", lambda size: b"title,text\n" + b"," * size),
    "JSON lines": (".jsonl", lambda size: b"".join(json.dumps(row).encode() + b"\n" for row in _rows(size))),
    "JSON nested": (".jsonl", lambda size: b"[" * size),
}  # fmt: skip


def _read(path: Path) -> tuple[float, str]:
    """CPU seconds of reading a file, once the words are loaded, and what came of it."""
    collect_seldom()
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.txt"
        first.write_text(_PROSE, encoding="utf-8")
        list(pipeline.extract([first]))
    begin = time.process_time()
    results = list(pipeline.extract([path]))
    seconds = time.process_time() - begin
    reasons = sorted({one.reason for one in results if isinstance(one, Skipped)})
    return seconds, " ".join(reasons) or "read"


def _measure(name: str, size: int, limit: int) -> tuple[float | None, str]:
    with tempfile.TemporaryDirectory() as folder:
        ending, make = SHAPES[name]
        path = Path(folder) / f"a{ending}"
        path.write_bytes(make(size))
        command = [sys.executable, "-m", "benchmarks.shapes", "--one", str(path)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5)),
        )  # fmt: skip
    if done.returncode:
        return None, (done.stderr.splitlines() or [f"ended after {limit} s"])[-1]
    seconds, came = json.loads(done.stdout)
    return seconds, came


@click.command()
@click.option("--megabytes", default=1.0, show_default=True)
@click.option("--seconds", default=240, show_default=True)
@click.option("--one", type=click.Path(path_type=Path), hidden=True)
@click.argument("words", nargs=-1)
def main(megabytes: float, seconds: int, one: Path | None, words: tuple[str, ...]) -> None:
    """Print the table."""
    if one:
        click.echo(json.dumps(_read(one)))
        return
    size, failed = int(megabytes * 1_000_000), 0
    click.echo(f"| shape | {megabytes / 4:g} MB: s | {megabytes:g} MB: s | ratio | |\n|---|--:|--:|--:|---|")
    for name in SHAPES:
        if words and not any(word in name for word in words):
            continue
        (small, _), (large, came) = (_measure(name, part, seconds) for part in (size // 4, size))
        grows = large is not None and small is not None and large < max(8 * small, 1)
        failed += not grows
        cells = [f"{value:.1f}" if value is not None else "–" for value in (small, large)]
        ratio = f"{large / max(small, 0.01):.1f}" if large is not None and small is not None else "–"
        click.echo(f"| {json.dumps(name, ensure_ascii=False)[1:-1]} | {' | '.join(cells)} | {ratio} | {came} |")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
