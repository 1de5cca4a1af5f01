"""The folder of a build whose articles are invented: three of the merger's tests, one that disagrees, one reprint."""

from datetime import date
from pathlib import Path

from govgraph.graph import merge
from govgraph.write import write_turtle
from tests.graph.articles import Article, example

#: What no article of the example has: a program that nobody runs, and a reprint.
_MORE = """
program:gu_fan_xing_dong a gg:Program ;
    skos:prefLabel "孤帆行动"@zh-Hans ;
    gg:mentionedIn article:001_made_up, article:002_made_up .

article:005_made_up a gg:Article ;
    gg:path "news/005.txt" ;
    gg:sourceName "云岭晚报" ;
    gg:reprintOf article:001_made_up .
"""


def write_build(folder: Path) -> Path:
    """Write graph.ttl, all of a build that is asked; the folder."""
    late = Article(4, date(2022, 1, 5), "红帆领航这一年")
    late.figure("红帆领航", "解决问题", "90", "个", "exact", ("今年以来", date(2021, 1, 1), date(2021, 12, 31)))
    late.figure("红帆领航", "解决问题", "12", "个", "exact", ("明年", date(2022, 1, 1), date(2022, 12, 31)))
    path = folder / "graph.ttl"
    write_turtle(merge((*example(), late.extraction())), path)
    path.write_text(path.read_text(encoding="utf-8") + _MORE, encoding="utf-8")
    return folder
