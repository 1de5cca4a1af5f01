"""What `import govgraph` promises, and what it costs."""

import subprocess
import sys
from pathlib import Path

import pytest

import govgraph
from govgraph import api
from tests.test_cli import HEAVY


def test_only_the_public_names_are_there() -> None:
    assert dir(govgraph) == govgraph.__all__
    assert {*api.__all__, "__version__"} == set(govgraph.__all__)
    assert all(getattr(govgraph, name) is not None for name in govgraph.__all__)
    assert all(getattr(govgraph, name).__doc__ for name in api.__all__)
    with pytest.raises(AttributeError, match="module 'govgraph' has no attribute 'biuld'"):
        govgraph.biuld  # type: ignore[attr-defined]  # noqa: B018


def test_types_are_told_to_users() -> None:
    assert (Path(govgraph.__file__).parent / "py.typed").is_file()


def test_importing_loads_no_library() -> None:
    code = "import sys; before = {*sys.modules}; import govgraph; print(*{*sys.modules} - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.split())
    assert not HEAVY & loaded
    assert {name for name in loaded if name.startswith("govgraph")} == {"govgraph"}


SCRIPT = """
import govgraph

print("begins")
graph = govgraph.build({folder!r}, workers=2)
print(len(graph.documents), len(graph.relations), *graph.warnings)
"""


def test_a_script_without_a_guard_may_ask_for_several_processes(articles: Path, tmp_path: Path) -> None:
    """`spawn` would run the script again in each of them: a build in a build, and no article read."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(folder=str(articles)), encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", timeout=120, check=False)
    graph = govgraph.build(articles, workers=1)
    assert done.stderr == ""
    assert done.stdout == f"begins\n{len(graph.documents)} {len(graph.relations)}\n"
