"""The articles and sentences that name private persons, and what is masked in them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from govgraph.corpus import parse_document
from govgraph.extract import read_scene
from govgraph.extract.posts import find_posts
from govgraph.extract.private import find_private_names
from govgraph.text.masking import mask_text
from govgraph.text.passages import read_passages

HERE = Path(__file__).parent


class Case(NamedTuple):
    """A text, the private persons that it names, what must stay, and what bears such a name."""

    text: str
    private: Sequence[str]
    kept: Sequence[str]
    bearing: Sequence[str] = ()


def read_articles() -> Mapping[str, Case]:
    """The articles by the stems of their files."""
    named = yaml.safe_load((HERE / "names.yaml").read_text(encoding="utf-8"))
    return {
        stem: Case(
            (HERE / "articles" / f"{stem}.txt").read_text(encoding="utf-8"),
            one["private"],
            one["office"],
            one.get("bearing", ()),
        )
        for stem, one in named.items()
    }


def read_sentences(name: str) -> list[Case]:
    """The sentences of a set."""
    rows = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return [Case(row["text"], row["private"], row.get("kept", ())) for row in rows]


def is_anonymous(name: str) -> bool:
    """Whether a name was hidden by who wrote the text: 张某."""
    return "某" in name


def find(text: str) -> tuple[list[str], str]:
    """The private names found in a text, and the text with them masked."""
    document = parse_document("text", text.encode())
    scene = read_scene(read_passages(document))
    found = find_private_names(document, scene, find_posts(scene))
    masked = mask_text(document.text, [(one.hidden, one.hidden_end) for one in found])
    return [document.text[one.start : one.end] for one in found], masked


def without(text: str, names: Sequence[str]) -> str:
    """The text without these names."""
    for name in names:
        text = text.replace(name, "")
    return text


class Score(NamedTuple):
    """Names hidden in full, names left in sight or in part, what was hidden and is no name, and what was torn."""

    hidden: list[str]
    missed: list[str]
    wrong: list[str]
    torn: list[str]

    @property
    def recall(self) -> float:
        return len(self.hidden) / (len(self.hidden) + len(self.missed))

    @property
    def precision(self) -> float:
        return len(self.hidden) / (len(self.hidden) + len(self.wrong))


def score(cases: Sequence[Case]) -> Score:
    """How well private names are found: one counts as hidden where all of it lies in what was found."""
    total = Score([], [], [], [])
    for case in cases:
        found, masked = find(case.text)
        masked = without(masked, case.bearing)
        names = [name for name in case.private if not is_anonymous(name)]
        for name in names:
            hidden = name not in masked and any(name in one or (one in name and one[0] == "姓") for one in found)
            (total.hidden if hidden else total.missed).append(name)
        total.wrong.extend(one for one in found if not any(one in name or name in one for name in case.private))
        total.torn.extend(word for word in case.kept if word not in masked)
    return total
