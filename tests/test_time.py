"""Reading takes time in proportion to the text, whatever is in it: no rule goes back over all of a document."""

import gc
import random
import time

import pytest

from govgraph.engines.reading import read_content
from govgraph.reports import Skipped

#: Each holds a rule by which everything might be held against everything: short forms, brands, owners, figures.
SAYINGS = (
    "江苏{}有限公司（以下简称“{}”）投产，该公司投资3亿元。", "推进{}项目建设，该项目位于姜堰区。",
    "姜堰区{}村党支部书记王{}介绍，该村", "姜堰区{}局推行“{}”行动，该局服务企业{}家。", "“{}”平台办结100件，",
    "{}经济开发区{}镇，全市", "办结率100%，", "{}公司、{}集团，", "他说：“{}。”", "1%", "局村",
)  # fmt: skip
MARKS = str.maketrans(dict.fromkeys("，。：“”（）、\n"))


def make_text(size: int, marks: bool) -> str:
    """Some characters of sayings with names that chance makes up, with or without the marks between them."""
    chance = random.Random(size)  # noqa: S311 - no secret
    text = ""
    while len(text) < size:
        saying = chance.choice(SAYINGS)
        names = ("".join(chance.choices("甲乙丙丁戊己庚辛壬癸梅兰竹菊松柏", k=3)) for _ in range(saying.count("{")))
        text += saying.format(*names) + "\n" * (chance.random() < 0.1)
    return text if marks else text.translate(MARKS)


@pytest.mark.parametrize("marks", [True, False])
def test_time_grows_with_the_text(marks: bool) -> None:
    """Four times the text may take eight times as long; it took more than a hundred when paragraphs had no limit."""
    _, short, long = (min(time_reading(make_text(size, marks)) for _ in range(3)) for size in (1_000, 6_000, 24_000))
    assert long < 8 * short  # the first has loaded the words


def time_reading(text: str) -> float:
    """CPU seconds, without those that go through what the tests before have left in memory."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        assert not isinstance(read_content("article.txt", text.encode(), debug=True), Skipped)
        return time.process_time() - begin
    finally:
        gc.enable()
