"""Data is never run: nothing in the package can turn what it reads into code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

#: Modules that run, load or unpack code from data.
_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "codeop"}
_BUILTINS = {"eval", "exec", "compile", "__import__"}
_CALLS = {
    *("os.system", "os.popen", "os.execv", "os.execve", "os.spawnl", "os.spawnv", "yaml.unsafe_load", "yaml.full_load"),
    *("yaml.load_all", "yaml.unsafe_load_all", "pandas.read_pickle", "numpy.load", "subprocess.getoutput"),
}


def find_dangers(tree: ast.AST) -> Iterator[str]:
    """What in a module could run data as code, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from (f"{node.lineno}: {name}" for name in named if name.partition(".")[0] in _MODULES)
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called in _BUILTINS or called in _CALLS:
            yield f"{node.lineno}: {called}"
        if called == "yaml.load" and not any(
            word.arg == "Loader" and ast.unparse(word.value) in ("_LOADER", "yaml.SafeLoader", "yaml.CSafeLoader")
            for word in node.keywords
        ):
            yield f"{node.lineno}: {called} without a safe loader"
        if any(word.arg == "shell" and ast.unparse(word.value) != "False" for word in node.keywords):
            yield f"{node.lineno}: a shell"


def test_nothing_that_is_read_can_run(root: Path) -> None:
    paths = sorted((root / "src").rglob("*.py"))
    assert len(paths) > 200
    found = {str(path): [*find_dangers(ast.parse(path.read_bytes()))] for path in paths}
    assert {path: dangers for path, dangers in found.items() if dangers} == {}


def test_the_yaml_loaders_are_safe() -> None:
    import yaml

    from govgraph import lexicon

    assert issubclass(lexicon._LOADER, yaml.SafeLoader | getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from shelve import open",
        "eval(text)",
        "exec(text)",
        "yaml.load(text)",
        "yaml.load(text, Loader=yaml.Loader)",
        "subprocess.run(text, shell=True)",
        "os.system(text)",
    ],
)
def test_what_is_looked_for_is_found(line: str) -> None:
    assert [*find_dangers(ast.parse(line))]
