"""Write annotated articles under other names: ``python -m tests.renaming GOLD OUT TEXTS...`` (see ``articles``)."""

import sys
from pathlib import Path

from tests.renaming.articles import find_substitutions, read_articles, rename, write_articles


def main(gold: str, out: str, *texts: str) -> None:
    """Write ``OUT/gold`` and ``OUT/texts``; print what stands for what in each article."""
    articles = read_articles(Path(gold), [Path(folder) for folder in texts])
    write_articles(map(rename, articles), Path(out))
    for article in articles:
        pairs = find_substitutions(article).new.items()
        print(article.id, *(f"{old}→{new}" for old, new in pairs))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main(*sys.argv[1:])
