"""What names are composed of, ``names.yaml``."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from govgraph import lexicon


@cache
def words(group: str) -> list[Any]:
    """A list of ``names.yaml``."""
    found = names()[group]
    return found.split() if isinstance(found, str) else found


@cache
def names() -> dict[str, Any]:
    """All groups; one of plain words is a string of them."""
    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
    return read


@cache
def national(group: str) -> dict[str, str]:
    """The programs of the whole country that articles may name, with what stands behind them.

    ``services`` change how offices work, ``customs`` how villages and rivers are looked after.
    """
    known = set(lexicon.words("programs", "national"))
    return {name: head for name, head in names()["national"][group].items() if name in known}
