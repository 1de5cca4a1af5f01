"""Articles as other sites reprint them, and articles that only look like reprints: a template filled in anew."""

import re
from collections.abc import Callable, Sequence

from govgraph.model import Document
from tests.noise import add_pinyin, write_singly, write_traditional
from tests.renaming.choices import rank

#: How a site retells an article, given as its paragraphs, the title first.
Reprinting = Callable[[Sequence[str]], Sequence[str]]

_TITLE = "一线观察：他们这样把好事办好"
_SOURCE = "2023-02-17 08:15:00 来源：澄川晚报 作者：闻守拙"
_ABOVE = (
    "首页 > 资讯 > 本地要闻",
    "登录 | 注册 | 收藏",
    "字号：大 中 小",
    "听新闻",
)
_BELOW = (
    "责任编辑：纪闻",
    "分享到：微信 微博 QQ空间",
    "相关新闻",
    "澄川老街夜市本周六重新开张，三百家摊位等你来逛",
    "今年首场冷空气周末抵达，最低气温将跌破五度",
    "未经书面许可不得转载 © 2023 澄川在线 版权所有",
)
_NOISE = (
    "【广告】银杏家装节进行到第三周，全屋定制满两万元立减三千元，现场还有量房设计免费名额，周末门店不打烊，期待您的光临。",
    "小编提醒：如果您觉得这篇文章对您有帮助，请点亮右下角的小红心，并把它转给正在找工作的朋友，我们每天晚上八点准时更新。",
    "购房者王女士选择了湖景洋房，她说看中的是这里的物业和学区。本周到访售楼处即可领取精美礼品一份，数量有限，送完为止。",
)


def paragraphs_of(document: Document) -> list[str]:
    """The title and paragraphs of an article, without what surrounds it."""
    kept = (block for block in document.blocks if block.kind in ("title", "heading", "body"))
    return [document.text[block.start : block.end] for block in kept]


def _keep_start(article: Sequence[str], share: float = 0.6) -> list[str]:
    text = "\n".join(article)
    return text[: int(len(text) * share)].split("\n")


def _keep_end(article: Sequence[str], share: float = 0.65) -> list[str]:
    text = "\n".join(article)
    return text[int(len(text) * (1 - share)) :].split("\n")


def _drop_middle(article: Sequence[str]) -> list[str]:
    """Without the two longest paragraphs of its middle third."""
    third = len(article) // 3
    middle = sorted(range(third, len(article) - third), key=lambda place: -len(article[place]))[:2]
    return [paragraph for place, paragraph in enumerate(article) if place not in middle]


def _write_traditional(article: Sequence[str]) -> list[str]:
    return [write_traditional(paragraph) for paragraph in article]


def _write_noisily(article: Sequence[str]) -> list[str]:
    return [add_pinyin(write_singly(paragraph), every=4) for paragraph in article]


def _write_ascii(article: Sequence[str]) -> list[str]:
    marks = str.maketrans("，；：！？（）“”", ',;:!?()""')
    return [paragraph.translate(marks) for paragraph in article]


def _surround(article: Sequence[str]) -> list[str]:
    return [*_ABOVE, article[0], _SOURCE, *article[1:], *_BELOW]


def _advertise(article: Sequence[str]) -> list[str]:
    """With an advertisement behind each quarter."""
    quarter = len(article) // 4
    retold = list(article)
    for number, noise in reversed(list(enumerate(_NOISE, start=1))):
        retold.insert(number * quarter, noise)
    return retold


def _retitle(article: Sequence[str]) -> list[str]:
    return [_TITLE, _SOURCE, f"澄川晚报2月17日电（记者 闻守拙）{article[1]}", *article[2:]]


def _break_lines(article: Sequence[str]) -> list[str]:
    """In lines of 38 characters with a space behind every ninth."""
    lines = (paragraph[at : at + 38] for paragraph in article for at in range(0, len(paragraph), 38))
    return [re.sub("(.{9})", r"\1 ", line) for line in lines]


REPRINTINGS: dict[str, Reprinting] = {
    "the first 60 %": _keep_start,
    "the last 65 %": _keep_end,
    "two paragraphs less": _drop_middle,
    "traditional": _write_traditional,
    "traditional by a table, pinyin": _write_noisily,
    "ASCII marks": _write_ascii,
    "another site's page": _surround,
    "advertisements inside": _advertise,
    "another title, source and dateline": _retitle,
    "broken lines, spaces": _break_lines,
    "the first 60 %, advertisements": lambda article: _advertise(_keep_start(article)),
    "the last 65 %, retitled, traditional": lambda article: _write_traditional(_retitle(_keep_end(article))),
    "two less, by a table, pinyin, another page": lambda article: _surround(_write_noisily(_drop_middle(article))),
    "the first 60 %, advertisements, by a table, pinyin": lambda article: _write_noisily(
        _advertise(_keep_start(article))
    ),
    "the first 40 %, broken lines": lambda article: _break_lines(_keep_start(article, 0.4)),
}


def swap_figures(text: str) -> str:
    """The text with another number of as many digits for each of its numbers, next year's report of a town."""
    return re.sub("[0-9]+", _other_number, text)


def _other_number(match: re.Match[str]) -> str:
    wanted = len(match[0])
    digits = str(int(rank(f"{match[0]}{match.start()}", "figure"), 16))[:wanted]
    return digits if digits != match[0] else digits[::-1].translate(str.maketrans("0123456789", "1234567890"))
