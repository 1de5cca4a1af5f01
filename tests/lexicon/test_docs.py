"""What docs/lexicon.md and docs/extending.md show is so."""

import re
from pathlib import Path

from govgraph.lexicon.folders import check_lexicon


def test_the_folder_it_shows_is_right(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "lexicon.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    for name, block in blocks:
        (tmp_path / name).write_text(block, encoding="utf-8")
    checked = check_lexicon(tmp_path)
    assert (checked.mistakes, bool(checked.additions)) == ((), True)


def test_every_form_it_shows_is_right(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "lexicon.md").read_text(encoding="utf-8")
    rows = text[text.index("| form |") : text.index("Texts are read")].replace("\\|", "|")
    files = {
        "bodies": "organisations", "same_body": "organisations", "homes": "media", "events": "periods",
        "days": "periods", "not_before": "units", "ends": "boilerplate", "variants": "programs",
    }  # fmt: skip
    shown = re.findall(r"`((\w+): [^`]+)`", rows)
    assert {group for _, group in shown} == set(files)
    for entry, group in shown:
        path = tmp_path / f"{files[group]}.yaml"
        path.write_text(f"{entry}\n", encoding="utf-8")
        checked = check_lexicon(tmp_path)
        assert (checked.mistakes, bool(checked.additions)) == ((), True), entry
        path.unlink()


def test_the_extractor_it_shows_is_the_example(root: Path) -> None:
    text = (root / "docs" / "extending.md").read_text(encoding="utf-8")
    example = root / "docs" / "examples" / "extractor"
    written = "".join(path.read_text(encoding="utf-8") for path in sorted(example.glob("*.*")))
    for block in re.findall(r"^```(?:python|toml)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL):
        assert all(line in written for line in block.splitlines())
