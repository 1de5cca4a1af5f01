"""Language data: cue words, suffixes, titles, units, boilerplate as YAML; the regions as a compressed table.

The lexicon holds what belongs to the language or the state (suffixes, titles, national programs, division codes),
never a name that only some article holds.
"""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from govgraph.errors import SetupError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read(name: str) -> dict[str, Any]:
    """The mapping in ``lexicon/<name>.yaml``.

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
    return data


def words(name: str, group: str) -> tuple[str, ...]:
    """One group of ``lexicon/<name>.yaml``: whitespace-separated words, or a list, longest first."""
    entry = read(name)[group]
    items = entry.split() if isinstance(entry, str) else [str(item) for item in entry]
    return tuple(sorted(dict.fromkeys(items), key=lambda word: (-len(word), word)))


@cache
def digest() -> str:
    """A hash of every lexicon file and of the villages that are installed: part of what an extraction depends on."""
    from govgraph.lexicon.villages import villages  # it reads word lists itself

    total = hashlib.sha256()
    for path in sorted(files(__name__).iterdir(), key=lambda item: item.name):
        if path.name.endswith((".yaml", ".gz")):
            total.update(path.name.encode())
            total.update(path.read_bytes())
    if table := villages():
        total.update(table.digest.encode())
    return total.hexdigest()
