"""Runs docs/govgraph.ipynb. ``python -m tests.api.notebook`` writes it anew, with the outputs that it has now."""

import os
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

_ROOT = Path(__file__).parents[2]
NOTEBOOK = _ROOT / "docs" / "govgraph.ipynb"


def read_notebook() -> NotebookNode:
    """The notebook as it lies there."""
    notebook: NotebookNode = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def run_notebook(notebook: NotebookNode) -> None:
    """Run every cell in a kernel of this Python; the outputs are put in.

    Raises:
        CellExecutionError: a cell failed.
    """
    told = deepcopy(notebook.metadata)
    NotebookClient(
        notebook,
        timeout=120,
        record_timing=False,
        resources={"metadata": {"path": str(_ROOT)}},
        extra_arguments=["--HistoryManager.enabled=False"],
    ).execute()
    notebook.metadata = told  # which names the kernel, not its version


if __name__ == "__main__":
    renewed = read_notebook()
    with TemporaryDirectory() as none:  # villages that this machine has would show
        os.environ["GOVGRAPH_DATA"] = none
        run_notebook(renewed)
    nbformat.write(renewed, NOTEBOOK)  # type: ignore[no-untyped-call]
