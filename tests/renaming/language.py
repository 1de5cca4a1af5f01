"""What is language in a name, ``language.yaml``."""

from functools import cache
from pathlib import Path

import yaml


@cache
def ends(group: str) -> tuple[str, ...]:
    """The words of a group, longest first."""
    groups = yaml.safe_load(Path(__file__).with_name("language.yaml").read_text(encoding="utf-8"))
    return tuple(sorted(groups[group].split(), key=len, reverse=True))


@cache
def characters(group: str) -> str:
    """The characters of a group."""
    return "".join(reversed(ends(group)))
