"""govgraph: Chinese local-governance news into a knowledge graph, with the sentence behind every statement.

As a library: ``graph = govgraph.build(["news/"])``, or ``govgraph.open("output")`` for what `govgraph build` has
written. The names in ``__all__`` are the promise; all else may change from version to version.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govgraph.api import (
        Document,
        DocumentError,
        Entity,
        Evidence,
        Family,
        GovgraphError,
        Graph,
        Measure,
        Post,
        Relation,
        SetupError,
        build,
        build_texts,
        extract_text,
        open,
    )

__version__ = "0.1.0"

__all__ = [
    "Document",
    "DocumentError",
    "Entity",
    "Evidence",
    "Family",
    "GovgraphError",
    "Graph",
    "Measure",
    "Post",
    "Relation",
    "SetupError",
    "__version__",
    "build",
    "build_texts",
    "extract_text",
    "open",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A public name, loaded when it is first asked for: what is behind it takes a second, `import` does not."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, getattr(import_module("govgraph.api"), name))

    def __dir__() -> list[str]:
        return __all__
