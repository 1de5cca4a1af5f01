"""Title, date, source and author of an article, from its title and author lines."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from govgraph.lexicon import words
from govgraph.model import Section

_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d) ?[-/.年] ?(?P<month>\d{1,2}) ?[-/.月] ?(?P<day>\d{1,2})(?!\d)")
#: A day in a file name, 20190425 or 2019-04-25, is used where the article gives none. Image names are not: editors
#: reuse pictures (seed 001 of 2021 opens with one of 2018).
_NAMED_DAY = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<mark>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)

_LABEL = "(?:来源|稿源|作者|记者|通讯员|编辑|责编|责任编辑|发布|时间|日期|字号|浏览|点击|阅读|字体)"
_SOURCE = re.compile(
    rf"(?:来源|稿源)[：:/] ?(?P<name>[^：:]+?)(?= *(?:{_LABEL}[^：:]{{0,4}}[：:]|(?:19|20)\d\d ?[-/.年]|[|（]|$))"
)
_NEWSPAPER = re.compile(r"^《(?P<name>[^《》]{2,16})》 ?（")
_CREDITED = re.compile(
    r"^[■□◆▲●○▍（]? ?(?P<name>[\u4e00-\u9fff]{2,12}?(?:报|网|社|台|客户端))"
    r"(?=(?:特约|见习|实习)?记者|讯|消息|[\u4e00-\u9fff]{0,14}\d{1,2}月\d{1,2}日[电讯])"
)
_BEHIND_DAY = re.compile(r"日?(?: ?\d{1,2}[：:]\d{1,2}(?:[：:]\d{1,2})?)? (?P<name>[\u4e00-\u9fff]{2,12})(?= |$)")
_OWN = frozenset(("本报", "本网", "本社", "本台"))


def describe_section(start: int, end: int, titles: Sequence[str], bylines: Sequence[str], stem: str) -> Section:
    """The record of an article.

    Args:
        start: its beginning, in code points of the cleaned text.
        end: its end.
        titles: its title lines.
        bylines: its author, date and source lines, and the credits split off its prose.
        stem: the file's name without its suffix.
    """
    return Section(
        start=start,
        end=end,
        title=_join_titles(titles),
        published=_find_date(_DAY, bylines) or _find_date(_NAMED_DAY, [stem]),
        source=_find_source(bylines),
        byline=" ".join(bylines) or None,
    )


def _join_titles(titles: Sequence[str]) -> str | None:
    """Title lines as one; a dash or colon at a line's end needs no space."""
    title = ""
    for line in titles:
        title += line if not title or title.endswith(("—", "：")) else f" {line}"
    return title or None


def _find_date(pattern: re.Pattern[str], texts: Iterable[str]) -> date | None:
    days = (_date(*match.group("year", "month", "day")) for text in texts for match in pattern.finditer(text))
    return next((day for day in days if day), None)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _find_source(bylines: Sequence[str]) -> str | None:
    """What ``来源：`` names; else the newspaper, agency or site that an author line or dateline opens with."""
    for pattern in (_SOURCE, _NEWSPAPER, _CREDITED):
        for line in bylines:
            match = pattern.search(line)
            if match and match["name"].strip() not in _OWN:
                return match["name"].strip()
    return next((name for line in bylines if (name := _publisher_before_date(line))), None)


def _publisher_before_date(line: str) -> str | None:
    """``温州网 2019-04-25 07:05:43`` names its site first, ``2019-04-25 07:05 温州网`` last."""
    match = _DAY.search(line)
    if match is None:
        return None
    behind = _BEHIND_DAY.match(line, match.end())
    names = (line[: match.start()].strip(), behind["name"] if behind else "")
    return next((n for n in names if n.endswith(words("boilerplate", "publishers")) and "：" not in n), None)
