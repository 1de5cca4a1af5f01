"""What is told of an article beside its text: by its web page, its row of a table, its record of a crawl."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]?\s?(\d{1,2})\s?[-/.月]?\s?(\d{1,2})(?!\d)")
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")
#: Of the clock in China.
_CHINA = timedelta(hours=8)


class Given(NamedTuple):
    """What is told of an article; ``url`` is its own address."""

    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None


#: Of most articles nothing is told beside their text.
NOTHING = Given()


class Parsed(NamedTuple):
    """The text of a file as it is read, and what the file tells beside it."""

    text: str
    told: Given = NOTHING


def web_address(text: str | None) -> str | None:
    """The text where it is an address of the web, else None.

    >>> web_address("https://example.gov.cn/a.html"), web_address("file:///a.html")
    ('https://example.gov.cn/a.html', None)
    """
    return text if text and text.startswith(("http://", "https://")) else None


def read_day(text: str) -> date | None:
    """The day that a date, a time or a count of seconds or milliseconds since 1970 begins with.

    >>> read_day("2021-11-19T09:30:00+08:00"), read_day("2021年3月5日"), read_day("20190425"), read_day("1637280000")
    (datetime.date(2021, 11, 19), datetime.date(2021, 3, 5), datetime.date(2019, 4, 25), datetime.date(2021, 11, 19))
    """
    text = text.strip()
    try:
        if _SECONDS.fullmatch(text):
            return (datetime.fromtimestamp(int(text[:10]), UTC) + _CHINA).date()
        found = _DAY.search(text)
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except (ValueError, OverflowError):
        return None
