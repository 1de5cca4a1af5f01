"""The examples and the notebook of the library run, and show what they say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.api.notebook import NOTEBOOK, read_notebook, run_notebook


def _texts(notebook: NotebookNode) -> Iterator[tuple[str, list[str]]]:
    """The cells with their outputs as text, which are the same on every machine; pictures are not compared."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield cell.source, [one.get("text") or one.data["text/plain"] for one in cell.outputs]


def test_the_notebook_runs_and_shows_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    committed, run = read_notebook(), read_notebook()
    several = "assert govgraph.build(workers=2).relations == graph.relations"  # from a notebook too
    run.cells.append(new_code_cell(several))  # type: ignore[no-untyped-call]
    run_notebook(run)
    assert run.cells.pop().outputs == []
    assert list(_texts(run)) == list(_texts(committed)), "renew it: make docs"
    shown = [one for cell in run.cells for one in cell.get("outputs", ()) if "text/html" in one.get("data", ())]
    assert sum('class="govgraph"' in one.data["text/html"] for one in shown) == 2
    assert NOTEBOOK.stat().st_size < 60_000


def test_the_examples_run(
    root: Path, seed_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seeds").symlink_to(root / "seeds")
    (tmp_path / "output").symlink_to(seed_build)
    monkeypatch.chdir(tmp_path)
    text = (root / "docs" / "library.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```python\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    assert len(examples) == 4
    for number, example in enumerate(examples):
        exec(compile(example, f"example {number}", "exec"), {"__name__": "example"})  # noqa: S102 - what we wrote
        shown = capsys.readouterr().out
        assert len(shown.splitlines()) > 1
        assert "False" not in shown
