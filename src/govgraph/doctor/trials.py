"""A build, to see that all of it works together."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from govgraph.doctor.findings import Finding, explain
from govgraph.pipeline import build, default_corpus

_NAME = "Trial build"
#: What it must write.
_FILES = {"graph.ttl", "graph.html", "report.json"}


def check_build() -> Iterator[Finding]:
    """Build the graph of an article that comes along, in a temporary folder."""
    begin = time.monotonic()
    try:
        article = min(path for path in default_corpus().iterdir() if path.suffix == ".txt")
        with tempfile.TemporaryDirectory(prefix="govgraph-doctor-") as folder:
            result = build([article], Path(folder), reuse=False)
    except Exception as error:  # whatever keeps a build from its end is what is looked for
        yield explain(_NAME, error)
        return
    counts = result.tally.counts
    if missing := _FILES - result.files.keys():
        yield explain(_NAME, RuntimeError(f"{', '.join(sorted(missing))} was not written"))
        return
    found = f"{counts['entities']} entities and {counts['relations']} relations of an article"
    yield Finding(_NAME, "ok", f"{found} in {time.monotonic() - begin:.1f} s")
