"""The lines of a cleaned text, and what their form says: prose, heading, title."""

import re
from dataclasses import dataclass

from govgraph.corpus.boilerplate import Mark, mark_line
from govgraph.corpus.tracking import lines

#: Headings of the seeds have 5 to 26 characters, titles up to 40.
_LONGEST_HEADING = 40
_LONGEST_TITLE = 60
_MOST_COMMAS = 2
_PROSE_END = re.compile("。|[；，、：…！？]$|[！？…，][”’）]+$")
_STATEMENT = re.compile("。|[；，、：]$|[！？…，][”’）]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cleaned text that is not empty; ``mark`` is None where it belongs to the article."""

    start: int
    end: int
    text: str
    mark: Mark | None

    @property
    def is_heading(self) -> bool:
        """Whether it has the form of a title or heading: short, and no sentence."""
        size = self.end - self.start
        return (
            self.mark is None
            and size <= _LONGEST_HEADING
            and self.text.count("，") <= _MOST_COMMAS
            and not _PROSE_END.search(self.text)
        )

    @property
    def prose(self) -> int:
        """Its length in characters if it is prose, else 0."""
        return self.end - self.start if self.mark is None and not self.is_heading else 0

    @property
    def may_be_title(self) -> bool:
        """Whether it can be a title where its place says so: longer than a heading, a question or a call."""
        return self.mark is None and self.end - self.start <= _LONGEST_TITLE and not _STATEMENT.search(self.text)


def split_lines(text: str) -> list[Line]:
    """The lines of a cleaned text."""
    return [Line(start, end, text[start:end], mark_line(text, start, end)) for start, end in lines(text)]
