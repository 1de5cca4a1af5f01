"""Answers kept from build to build under what was asked, so that nothing is asked twice."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from govgraph.assist.endpoints import Message, Reply
from govgraph.write.files import replace_file
from govgraph.write.kept import KeptFiles


class AnswerCache(KeptFiles):
    """Answers in a folder, one JSON file each, which is made when the first is kept.

    A file's name is a hash of the model's name and of the whole question: the passage, what is known in it, and the
    instructions.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ".json")

    def find(self, model: str, messages: Sequence[Message]) -> Reply | None:
        """The answer to a question; None where it is not kept or cannot be read."""
        try:
            return msgspec.json.decode(self._path(model, messages).read_bytes(), type=Reply)
        except (OSError, msgspec.MsgspecError, RecursionError):
            return None

    def keep(self, model: str, messages: Sequence[Message], reply: Reply) -> None:
        """Keep an answer for the next build.

        Raises:
            OSError: the folder cannot be written.
        """
        path = self._path(model, messages)
        path.parent.mkdir(parents=True, exist_ok=True)
        with replace_file(path) as beside:
            beside.write_text(json.dumps(reply, ensure_ascii=True), encoding="ascii")

    def _path(self, model: str, messages: Sequence[Message]) -> Path:
        asked = json.dumps([model, list(messages)], ensure_ascii=True)
        return self.path(hashlib.sha256(asked.encode()).hexdigest())
