"""What a person meets whose folder of gold is not in order."""

import json
from pathlib import Path
from typing import Any

import pytest

from govgraph.errors import SetupError
from govgraph.evaluation import assign_gold, read_gold


def _gold(**changes: Any) -> dict[str, Any]:
    entities = [{"id": "e1", "type": "Region", "name": "青渡市", "aliases": ["青渡"]}]
    return {"id": "d1", "entities": entities, "relations": [], **changes}


def _write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_gold_is_read_below_the_folder(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    _write(tmp_path, "d1.json", json.dumps(_gold()))
    _write(tmp_path / "more", "d2.json", "\ufeff" + json.dumps(_gold(id="d2")))
    found = read_gold(tmp_path)
    assert list(found) == ["d1", "d2"]
    assert found["d1"].entities[0].names == ("青渡市", "青渡")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", r"cannot be used \(Expecting"),
        ("[]", "cannot be used"),
        (json.dumps({"id": "d1", "entities": []}), "lacks 'relations'"),
        (json.dumps(_gold(entities=[{"id": "e1", "type": "Town", "name": "青渡市"}])), ".*Town is no type"),
        (json.dumps(_gold(relations=[{"s": "e1", "p": "near", "o": "e1"}])), ".*near is no relation"),
        (json.dumps(_gold(posts=[{"person": "林远舟", "of": "e7"}])), "speaks of e7 without listing it"),
        (json.dumps(_gold(measures=[{"s": "e1", "indicator": "面积", "value": "大"}])), ".*could not convert"),
        (json.dumps(_gold(entities=2 * _gold()["entities"])), "gives one id to two entities"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(SetupError, match=f"broken.json {fault}.*Mend the file"):
        read_gold(_write(tmp_path, "broken.json", text))


def test_a_document_is_annotated_once(tmp_path: Path) -> None:
    for name in ("d1.json", "d1_again.json"):
        _write(tmp_path, name, json.dumps(_gold()))
    with pytest.raises(SetupError, match=r"d1_again\.json annotates document d1 a second time"):
        read_gold(tmp_path)


def test_a_folder_without_gold_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="holds no gold"):
        read_gold(tmp_path)


def test_texts_go_by_their_names() -> None:
    assert assign_gold(["000_83bf", "own_1", "other"], ["own_1", "000"]) == {"000_83bf": "000", "own_1": "own_1"}


def test_gold_without_text_is_named() -> None:
    with pytest.raises(SetupError, match=r"no text for 001, 002.*001\.txt"):
        assign_gold(["000"], ["000", "001", "002"])


def test_gold_with_two_texts_is_named() -> None:
    with pytest.raises(SetupError, match="gold of 000; one is 000_b"):
        assign_gold(["000_a", "000_b"], ["000"])
