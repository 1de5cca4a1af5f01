"""Language data: cue words, suffixes, titles, units, boilerplate as YAML; the regions as a compressed table.

The lexicon holds what belongs to the language or the state (suffixes, titles, national programs, division codes),
never a name that only some article holds. A process reads with one lexicon at a time: the package's and, since ``use``
named them, the words of a user.
"""

import hashlib
import sys
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from govgraph.errors import SetupError
from govgraph.lexicon.additions import NO_ADDITIONS, Additions

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What ``functools.cache`` makes of a function.
_Cached = type(cache(lambda: None))

#: What the words of the package are amended with in this process.
_additions = NO_ADDITIONS


def use(additions: Additions) -> None:
    """Read with the words of the package and these from now on, in this process.

    It is for the time between two pieces of work. All that is made of words is kept in caches of the modules that made
    it, and is made anew; where the words stay the same nothing is.
    """
    global _additions
    if additions == _additions:
        return
    _additions = additions
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == __name__.partition(".")[0]:
            for value in list(vars(module).values()):
                if isinstance(value, _Cached):
                    value.cache_clear()


@cache
def read(name: str) -> dict[str, Any]:
    """The mapping in ``lexicon/<name>.yaml``, with what the user adds to it and without what he takes from it.

    Raises:
        SetupError: the file is missing or is not a YAML mapping.
    """
    path = files(__name__).joinpath(f"{name}.yaml")
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a SafeLoader either way
    except (OSError, yaml.YAMLError) as error:
        raise SetupError(f"The word list {name}.yaml cannot be read ({error}). Reinstall govgraph.") from error
    if not isinstance(data, dict):
        raise SetupError(f"The word list {name}.yaml is not a mapping of names to entries. Reinstall govgraph.")
    return _additions.amend(name, data) if _additions else data


def words(name: str, group: str) -> tuple[str, ...]:
    """One group of ``lexicon/<name>.yaml``: whitespace-separated words, or a list, longest first."""
    entry = read(name)[group]
    items = entry.split() if isinstance(entry, str) else [str(item) for item in entry]
    return tuple(sorted(dict.fromkeys(items), key=lambda word: (-len(word), word)))


@cache
def digest() -> str:
    """A hash of every lexicon file, of the villages that are installed and of the user's own words.

    It is part of what an extraction depends on.
    """
    from govgraph.lexicon.villages import villages  # it reads word lists itself

    total = hashlib.sha256()
    for path in sorted(files(__name__).iterdir(), key=lambda item: item.name):
        if path.name.endswith((".yaml", ".gz")):
            total.update(path.name.encode())
            total.update(path.read_bytes())
    if table := villages():
        total.update(table.digest.encode())
    if _additions:
        total.update(_additions.digest.encode())
    return total.hexdigest()
