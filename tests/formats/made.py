"""A corpus in every format that is read, made of the seeds: what each file must say is what its plain text says."""

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
from docx import Document
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SITE = "清河市人民政府"
ADDRESS = "https://www.example.gov.cn/art/2021/11/19/art_{}.html"

_MENU = ["首页", "政务公开", "新闻中心", "政务服务", "互动交流", "部门动态", "公示公告", "数据开放"]
_RELATED = ["会议研究部署下一步工作", "重大活动集中签约", "走访慰问困难群众", "举办业务培训班"]
_BODIES: dict[str, Callable[[Iterable[str]], str]] = {
    "p": lambda lines: "".join(f"<p>　　{line}</p>" for line in lines),
    "br": lambda lines: "<br><br>".join(f"　　{line}" for line in lines),
    "div": lambda lines: "".join(f'<div><span style="font-family:宋体">{line}</span></div>' for line in lines),
    "table": lambda lines: "<table><tr><td>" + "".join(f"<p>{line}</p>" for line in lines) + "</td></tr></table>",
    "editor": lambda lines: (
        '<div class="TRS_Editor">' + "".join(f'<p align="justify">{line}</p>' for line in lines) + "</div>"
    ),
}
LAYOUTS = tuple(_BODIES)


def lines_of(text: str) -> list[str]:
    """The paragraphs of a seed, its title first."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def web_page(text: str, layout: str = "p", charset: str = "utf-8", head: str = "") -> str:
    """A page of a government site with a seed in it, among all that such a site puts around it."""
    title, *body = map(escape, lines_of(text))
    menu = "".join(f'<li><a href="/c{i}.html">{name}</a></li>' for i, name in enumerate(_MENU))
    related = "".join(f'<li><a href="/r{i}.html">{name}</a></li>' for i, name in enumerate(_RELATED))
    return f"""<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>{title}_{SITE}</title>
<meta name="SiteName" content="{SITE}"><meta name="ArticleTitle" content="{title}">{head}
<script>var read = "<p>市委</p>";</script><style>.a {{ color: red }}</style></head>
<body><div class="header"><ul class="nav">{menu}</ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/x">新闻中心</a> &gt; 要闻</div>
<div class="main"><div class="left"><h1>{title}</h1>
<div class="content" id="zoom">{_BODIES[layout](body)}</div>
<div class="share">分享到：<a>微信</a><a>微博</a></div></div>
<div class="right"><h3>相关新闻</h3><ul>{related}</ul></div></div>
<div class="footer"><p>网站标识码：0000000001</p></div></body></html>"""


def word(text: str, title: str = "") -> bytes:
    """A .docx with a paragraph a line."""
    document = Document()
    document.core_properties.title = title
    for line in lines_of(text):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(text: str, width: int = 38) -> bytes:
    """A PDF with a text layer, its lines broken at the edge of the page."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    place = 800
    canvas.setFont("STSong-Light", 12)
    for line in lines_of(text):
        for start in range(0, len(line), width):
            if place < 60:
                canvas.showPage()
                canvas.setFont("STSong-Light", 12)
                place = 800
            canvas.drawString(60, place, line[start : start + width])
            place -= 18
        place -= 10
    canvas.save()
    return out.getvalue()


def scan() -> bytes:
    """A PDF of a picture: no text layer."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.rect(60, 60, 400, 600, fill=1)
    canvas.save()
    return out.getvalue()


def markdown(text: str) -> str:
    """Markdown with a block of YAML, a heading, emphasis within names and a link."""
    title, *body = lines_of(text)
    marked = [line.replace("党建", "**党建**").replace("企业", "[企业](https://example.com/a_b)", 1) for line in body]
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n# {title}\n\n" + "\n\n".join(marked) + "\n"


def mhtml(page: str, address: str) -> bytes:
    """A page as a browser saves it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = address
    message["Subject"] = "page"
    message.make_related()
    message.add_related(page, subtype="html")
    return message.as_bytes()


def warc(pages: Iterable[tuple[str, bytes, str]], *, zipped: bool) -> bytes:
    """A crawl: records of (address, body, media type)."""
    out = b""
    for address, body, media in pages:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
            f"WARC-Date: 2021-11-19T00:00:00Z\r\nWARC-Target-URI: {address}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        out += gzip.compress(record, mtime=0) if zipped else record
    return out


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """A tar archive, gzipped."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def rows_of(texts: Iterable[str], names: tuple[str, ...]) -> list[dict[str, str]]:
    """A row for each text: title, text, date, source and address under these names."""
    rows = []
    for number, text in enumerate(texts):
        title, *body = lines_of(text)
        values = (title, "\n".join(body), "2021-11-19 09:30", SITE, ADDRESS.format(number))
        rows.append(dict(zip(names, values, strict=True)))
    return rows


def comma_separated(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    """CSV with a line of names."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


CHINESE = ("标题", "正文", "发布时间", "来源", "链接")
ENGLISH = ("title", "text", "date", "source", "url")


def make_corpus(folder: Path, texts: list[str]) -> dict[str, int]:
    """Write a file of every format and encoding; which text each article of them is, by the article's name."""
    told: dict[str, int] = {}

    def put(name: str, data: bytes | str, **inside: int) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
        told.update({f"{name}/{inner}": number for inner, number in inside.items()})

    def whole(name: str, data: bytes | str, number: int) -> None:
        put(name, data)
        told[name] = number

    every = range(len(texts))
    plain = [texts[number].encode() for number in every]
    for number, encoding in enumerate(("utf-8-sig", "utf-16", "gb18030", "utf-8", "utf-16-be")):
        data = texts[number].encode(encoding)
        whole(f"text/{encoding}.txt", b"\xfe\xff" + data if encoding == "utf-16-be" else data, number)
    whole("text/no ending", plain[0], 0)
    whole("text/named.html", plain[1], 1)  # a text that is called a page
    for number, layout in enumerate(LAYOUTS):
        whole(f"pages/{layout}.html", web_page(texts[number], layout), number)
        page = web_page(texts[number], layout, "gb2312").encode("gb18030")
        whole(f"pages/{layout}-gbk.htm", page, number)
    whole("pages/named.txt", web_page(texts[2]), 2)  # a page that is called a text
    whole("pages/utf-16.shtml", web_page(texts[3], charset="utf-16").encode("utf-16"), 3)
    whole("pages/saved.mhtml", mhtml(web_page(texts[4]), ADDRESS.format(4)), 4)
    for number in every:
        whole(f"papers/{number}.docx", word(texts[number]), number)
        whole(f"papers/{number}.pdf", pdf(texts[number]), number)
        whole(f"papers/{number}.md", markdown(texts[number]), number)
    whole("papers/word.txt", word(texts[0]), 0)  # a .docx that is called a text
    whole("papers/print.dat.txt", pdf(texts[1]), 1)

    rows, chinese = rows_of(texts, ENGLISH), rows_of(texts, CHINESE)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    numbered = {number: number - 1 for number in range(1, len(texts) + 1)}

    def table(name: str, data: bytes | str, stem: str) -> None:
        put(name, data, **{f"{stem}-{row}.txt": number for row, number in numbered.items()})

    table("tables/lines.jsonl", lines, "lines")
    table("tables/list.json", json.dumps(chinese, ensure_ascii=False), "list")
    table("tables/within.json", json.dumps({"count": 5, "data": rows}), "within")
    table("tables/commas.csv", comma_separated(rows), "commas")
    table("tables/excel.csv", comma_separated(chinese).encode("utf-8-sig"), "excel")
    table("tables/gbk.csv", comma_separated(chinese).encode("gb18030"), "gbk")
    table("tables/tabs.tsv", comma_separated(rows, "\t"), "tabs")
    out = io.BytesIO()
    pq.write_table(
        pa.table({**{k: [r[k] for r in rows] for k in rows[0]}, "date": [date(2021, 11, 19)] * len(rows)}), out
    )
    table("tables/table.parquet", out.getvalue(), "table")
    marked = [{"url": row["url"], "html": web_page(texts[n])} for n, row in enumerate(rows)]
    put(
        "tables/pages.jsonl",
        "\n".join(json.dumps(row) for row in marked),
        **{f"pages-{row}.html": number for row, number in numbered.items()},
    )

    crawl = [(ADDRESS.format(n), web_page(texts[n], charset="gbk").encode("gb18030"), "text/html") for n in every]
    crawl.insert(2, ("https://www.example.gov.cn/a.png", b"\x89PNG", "image/png"))
    places = {1: 0, 2: 1, 4: 2, 5: 3, 6: 4}
    put("crawl/plain.warc", warc(crawl, zipped=False), **{f"plain-{i}.html": n for i, n in places.items()})
    data = warc(crawl, zipped=True)
    put("crawl/small.warc.gz", data)
    told.update({f"crawl/small.warc/small-{i}.html": n for i, n in places.items()})

    inside = {f"新闻/{n}.txt": plain[n] for n in every} | {"__MACOSX/._0.txt": b"x", "新闻/.hidden.txt": b"x"}
    put("archives/all.zip", zipped(inside), **{f"新闻/{n}.txt": n for n in every})
    put("archives/all.tar.gz", tarred(inside))
    told.update({f"archives/all.tar/新闻/{n}.txt": n for n in every})
    nested = {"inner.zip": zipped(inside), "lines.jsonl.gz": gzip.compress(lines.encode(), mtime=0)}
    put("archives/nested.zip", zipped(nested))
    told.update({f"archives/nested.zip/inner.zip/新闻/{n}.txt": n for n in every})
    told.update({f"archives/nested.zip/lines.jsonl/lines-{row}.txt": n for row, n in numbered.items()})
    put("archives/one.txt.gz", gzip.compress(plain[3], mtime=0))
    told["archives/one.txt"] = 3
    whole_name = "archives/page.html"
    put(f"{whole_name}.gz", gzip.compress(web_page(texts[4]).encode(), mtime=0))
    told[whole_name] = 4
    return told
