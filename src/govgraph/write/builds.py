"""What a writer must know of the build beside its graph."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pyoxigraph as ox

from govgraph import __version__, lexicon
from govgraph.errors import SetupError
from govgraph.extract.extractors import installed_extractors

BASE_IRI = "https://w3id.org/govgraph/id/"


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """The program and the words that made a graph, and the IRI under which its things are named.

    ``masked`` says that the names of private persons are hidden in all that it quotes.

    Raises:
        SetupError: ``base_iri`` is no absolute ASCII IRI that ends in ``/`` or ``#``.
    """

    base_iri: str = BASE_IRI
    version: str = field(default_factory=lambda: name_program(__version__, map(str, installed_extractors())))
    lexicon_digest: str = field(default_factory=lexicon.digest)
    masked: bool = False

    def __post_init__(self) -> None:
        if not (self.base_iri.isascii() and self.base_iri.endswith(("/", "#")) and _is_absolute(self.base_iri)):
            raise SetupError(
                f"The base IRI {self.base_iri!r} cannot name things. "
                "Give an absolute IRI of ASCII characters that ends in / or #, such as https://example.org/id/."
            )


def name_program(version: str, extractors: Iterable[str] = ()) -> str:
    """The version of what made a graph: govgraph's, and the extractors that the user has installed beside it.

    >>> name_program("0.1.0"), name_program("0.1.0", ["duties (example 1.0)"])
    ('0.1.0', '0.1.0 + duties (example 1.0)')
    """
    return " + ".join([version, *extractors])


def _is_absolute(iri: str) -> bool:
    try:
        ox.NamedNode(iri)
        return bool(urlsplit(iri).scheme and (urlsplit(iri).netloc or iri.startswith("urn:")))
    except ValueError:
        return False
