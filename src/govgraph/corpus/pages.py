"""Saved web pages to text: the article without what a site puts around it, and what the page tells of itself.

Resiliparse was measured on the seeds in five layouts of government sites (paragraphs, line breaks, divisions, tables,
editors' blocks), each with menus, a path, related articles and a footer: it keeps every paragraph, leaves the path and
the credits, which ``cleaning`` and ``blocks`` know, and takes 0.3 ms a page.
"""

import json
import re
from collections.abc import Iterator, Mapping
from email import policy
from email.parser import BytesParser
from typing import Any

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLTree

from govgraph.corpus.charset import decode, decode_as
from govgraph.corpus.given import Given, Parsed, read_day, web_address
from govgraph.errors import DocumentError

#: Elements within each other. A page of ten thousand takes Resiliparse seconds, ten times as many a hundred times that.
_DEEPEST = 1_000
#: Bytes at the beginning in which a page names its encoding.
_HEAD = 4_096
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{4}\)(\S{1,2000})\s*-->")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
#: They hold nothing, or end by themselves.
_FLAT = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "td", "th", "tr", "track", "wbr",
})  # fmt: skip

#: Names of ``meta`` elements and of JSON-LD fields, the surest first. ArticleTitle, PubDate, ContentSource and SiteName
#: are those that the State Council's guide for government sites asks for.
_TITLES = ("articletitle", "og:title", "headline", "twitter:title", "dc.title")
_DAYS = ("pubdate", "article:published_time", "datepublished", "publishdate", "publish_time", "dc.date", "date")
_SOURCES = ("contentsource", "article:source", "source", "sitename", "og:site_name")
_ADDRESSES = ("og:url", "url")
#: What follows the title of an article in the title of its page: the names of channel and site.
_SITE = re.compile(r"\s*(?:[_|]|\s[-–—]|--)\s*[^_|]{2,30}$")
#: Lines above a title that are the path to it, not the article.
_ABOVE = 12


def read_page(data: bytes) -> Parsed:
    """The article of a web page.

    Raises:
        DocumentError: ``charset``, ``nested``, ``frames`` for a page that only shows others, ``empty``.
    """
    markup = _decode(data)
    _check_depth(markup)
    tree = HTMLTree.parse(markup)
    told = dict(_tell(tree))
    saved = _SAVED_FROM.search(markup[:_HEAD])
    text = extract_plain_text(tree, main_content=True, alt_texts=False, links=False, form_fields=False)
    if not text.strip():
        text = extract_plain_text(tree, main_content=False, alt_texts=False, links=False, form_fields=False)
    if not text.strip():
        raise _explain_empty(tree)
    title = _first(told, _TITLES) or _find_title(tree)
    address = saved[1] if saved else _find_canonical(tree) or _first(told, _ADDRESSES)
    return Parsed(
        _put_title_first(text, title),
        Given(
            title=title,
            published=read_day(_first(told, _DAYS) or ""),
            source=_first(told, _SOURCES),
            url=web_address(address),
        ),
    )


def read_mhtml(data: bytes) -> Parsed:
    """The article of a web page that a browser has saved as one file.

    Raises:
        DocumentError: ``binary`` where no page is in it, and as ``read_page``.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                text, told = read_page(payload)
                address = part.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
                # It is a Header where it is no ASCII.
                return Parsed(text, told._replace(url=told.url or web_address(str(address))))
    raise DocumentError("binary", "no web page is in it: save the page anew, as HTML")


def _decode(data: bytes) -> str:
    """By what the page says of itself where that holds, else by its characters."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared and (text := decode_as(data, declared[1].decode("ascii"))) is not None:
        return text
    return decode(data)


def _check_depth(markup: str) -> None:
    depth = 0
    for closing, name in _TAG.findall(markup):
        if name.lower() in _FLAT:
            continue
        depth += -1 if closing else 1
        if depth > _DEEPEST:
            raise DocumentError("nested", f"its elements lie more than {_DEEPEST} deep: it is broken, save it anew")
        depth = max(depth, 0)


def _tell(tree: HTMLTree) -> Iterator[tuple[str, str]]:
    """What the head of a page tells, by name in lower case; of several the first."""
    seen: set[str] = set()
    for element in _find(tree, "meta"):
        name = (element.getattr("name") or element.getattr("property") or element.getattr("itemprop") or "").lower()
        content = " ".join((element.getattr("content") or "").split())
        if name and content and name not in seen:
            seen.add(name)
            yield name, content
    for element in _find(tree, "script"):
        if element.getattr("type") == "application/ld+json":
            for name, content in _tell_linked(element.text or ""):
                if name not in seen:
                    seen.add(name)
                    yield name, content


def _tell_linked(text: str) -> Iterator[tuple[str, str]]:
    """The plain fields of the first article that JSON-LD describes."""
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        return
    listed = value if isinstance(value, list) else [value]
    for one in listed:
        if isinstance(one, Mapping) and "headline" in one:
            yield from ((name.lower(), item) for name, item in one.items() if isinstance(item, str) and item)
            return


def _find(tree: HTMLTree, name: str) -> list[ElementNode]:
    # Without the slice Resiliparse goes through all elements for each: a minute for ten thousand.
    found = tree.document.get_elements_by_tag_name(name)[:] if tree.document else ()
    return [element for element in found if isinstance(element, ElementNode)]


def _first(told: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((told[name] for name in names if name in told), None)


def _find_title(tree: HTMLTree) -> str | None:
    """The only heading of the first rank, else the title of the page without the names of the site."""
    headings = [" ".join((one.text or "").split()) for one in _find(tree, "h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = " ".join((tree.title or "").split())
    while (shorter := _SITE.sub("", title)) != title and len(shorter) > 4:
        title = shorter
    return title or None


def _find_canonical(tree: HTMLTree) -> str | None:
    links = _find(tree, "link")
    return next((link.getattr("href") for link in links if (link.getattr("rel") or "").lower() == "canonical"), None)


def _put_title_first(text: str, title: str | None) -> str:
    """The text from its title on; the title before it where it is not in it."""
    if not title:
        return text
    lines = text.split("\n")
    bare = "".join(title.split())
    for number, line in enumerate(lines[:_ABOVE]):
        if "".join(line.split()).startswith(bare):
            return "\n".join(lines[number:])
    return f"{title}\n{text}"


def _explain_empty(tree: HTMLTree) -> DocumentError:
    frames = [
        address for name in ("frame", "iframe") for element in _find(tree, name) if (address := element.getattr("src"))
    ]
    if frames:
        named = "、".join(frames[:3])
        return DocumentError("frames", f"it only frames other pages ({named}): save and name those")
    return DocumentError("empty", "the page holds no text: a script may fill it, so save what a browser shows")
