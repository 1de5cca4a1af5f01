"""Script and scrapers' noise change nothing: a spoiled article says what its clean form says."""

from collections import Counter
from pathlib import Path

import pytest

from govgraph.corpus import SourceFile, read_document
from govgraph.link import extract_document
from govgraph.model import Document, Extraction
from tests.extract.reading import read_text
from tests.noise import SPOILS

_ROOT = Path(__file__).parents[1]
ARTICLES = sorted([*(_ROOT / "seeds").glob("*.txt"), *(_ROOT / "tests" / "data" / "gold" / "texts").glob("*.txt")])

#: The part of an article's entities and relations that may differ; measured: none.
MOST_DIFFERENCES = 0.03


#: What an article says, each statement in names.
Said = Counter[tuple[str, ...]]


def stated(extraction: Extraction) -> Said:
    """The entities and relations in names."""
    names = {entity.id: f"{entity.type} {entity.name}" for entity in extraction.entities}
    said: Said = Counter((name,) for name in names.values())
    said.update((names[one.subject], one.predicate, names[one.object]) for one in extraction.relations)
    return said


def differences(clean: Said, spoiled: Said) -> list[str]:
    """What only one of them says, ``-`` what the noise hides and ``+`` what it makes up."""
    lost, made_up = (clean - spoiled).elements(), (spoiled - clean).elements()
    return sorted([*("- " + " ".join(one) for one in lost), *("+ " + " ".join(one) for one in made_up)])


@pytest.fixture(scope="module")
def clean_articles() -> dict[str, tuple[Document, Said]]:
    """Every article cleaned, and what its clean text says."""
    texts = {path.stem: read_text(read_document(SourceFile(path.name, path)).text) for path in ARTICLES}
    return {stem: (document, stated(extract_document(document))) for stem, document in texts.items()}


@pytest.mark.parametrize("spoil", SPOILS)
def test_noise_changes_nothing(clean_articles: dict[str, tuple[Document, Said]], spoil: str) -> None:
    differing: list[str] = []
    total = 0
    for stem, (document, said) in clean_articles.items():
        spoiled = read_text(SPOILS[spoil](document.text))
        extraction = extract_document(spoiled)
        differing += [f"{stem[:5]} {line}" for line in differences(said, stated(extraction))]
        total += said.total()
        for entity in extraction.entities:
            for evidence in entity.mentions:
                assert spoiled.raw[evidence.start : evidence.end] == evidence.text
    share = len(differing) / total
    print(f"\n{spoil}: {len(differing)} of {total} differ, {share:.2%}", *differing, sep="\n  ")  # noqa: T201 - the figure
    assert share < MOST_DIFFERENCES, differing
