"""Made-up articles of local government that know what is in them, for measuring speed and recall at scale.

usage: python -m benchmarks.made_up FOLDER --documents N [--seed S]

Writes ``FOLDER/000/000000.txt`` and so on, a thousand to a folder and about 3 KB each, and ``FOLDER/truth.jsonl``: what
each text states, a line a document in the form of the gold (``govgraph.evaluation.gold``). Article ``i`` depends on the
seed and on ``i`` alone, so that the articles of a small corpus are the first of a larger one. Its sentences stand in
``frames.yaml``, what names are composed of in ``names.yaml``.
"""

from benchmarks.made_up.articles import Article, article
from benchmarks.made_up.corpus import write

__all__ = ["Article", "article", "write"]
