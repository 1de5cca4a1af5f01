"""The lexicon is data: nothing in it is dead, and the rules and their confidences name each other."""

import re
from pathlib import Path

import pytest
import yaml

from govgraph import lexicon
from govgraph.errors import SetupError

SOURCES = "".join(path.read_text(encoding="utf-8") for path in Path(lexicon.__file__).parents[1].rglob("*.py"))
FILES = sorted(path.stem for path in Path(lexicon.__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("name", [name for name in FILES if name != "confidence"])
def test_every_group_is_read(name: str) -> None:
    unread = [group for group in lexicon.read(name) if not re.search(f"[\"']{group}[\"']", SOURCES)]
    assert unread == []


def test_every_rule_has_a_confidence_and_every_confidence_a_rule() -> None:
    table = set(lexicon.read("confidence"))
    kinds = "runs|serves|undertakes|located|part|region|place|post|measure"
    read = set(re.findall(rf'Claim\(.*?"((?:{kinds})\.[a-z]+)"', SOURCES))
    read |= set(re.findall(rf'(?:rule = |return \w+(?:\.\w+)?, |else )"((?:{kinds})\.[a-z]+)"', SOURCES))
    assert read - table == set()
    assert all(0 < float(share) < 1 for share in lexicon.read("confidence").values())


def test_a_word_stands_once_in_a_group() -> None:
    twice = {}
    for name in FILES:
        for group, words in lexicon.read(name).items():
            found = words.split() if isinstance(words, str) else []
            if repeated := sorted({word for word in found if found.count(word) > 1}):
                twice[f"{name}.{group}"] = repeated
    assert twice == {}


def test_a_broken_word_list_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("- a\n- b\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "files", lambda _: tmp_path)
    with pytest.raises(SetupError, match="Reinstall govgraph"):
        lexicon.read("broken")
    with pytest.raises(SetupError, match="cannot be read"):
        lexicon.read("missing")


def test_the_yaml_files_are_mappings() -> None:
    for name in FILES:
        text = (Path(lexicon.__file__).parent / f"{name}.yaml").read_text(encoding="utf-8")
        assert isinstance(yaml.safe_load(text), dict), name
