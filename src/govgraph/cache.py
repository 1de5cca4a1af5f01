"""What documents were found to say, kept from build to build under all that it depends on.

One file an extraction, two lines of JSON: the hash of the second, by which a damaged one is known, and the extraction.
Its name is a hash of the document's bytes and name, of the lexicon, of the code that reads
documents, of the libraries whose version can change a reading and of the extractors that the user installed: whatever
changes, the document is read anew.
"""

import hashlib
import json
import stat
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec

from govgraph import lexicon, ontology
from govgraph.corpus import SourceFile
from govgraph.corpus.formats import LARGEST
from govgraph.extract.extractors import installed_extractors
from govgraph.model import Extraction
from govgraph.write.files import replace_file
from govgraph.write.kept import KeptFiles

#: The packages that make an extraction, and the libraries they read with.
_STAGES = ("corpus", "text", "extract", "link", "lexicon")
_LIBRARIES = (
    "ahocorasick-rs", "FastWARC", "jieba", "markdown-it-py", "OpenCC", "pypdfium2", "python-docx", "rensa",
    "Resiliparse", "rjieba",
)  # fmt: skip

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Extraction)


class ExtractionCache(KeptFiles):
    """Extractions in a folder, which is made when the first is kept.

    Those in which the names of private persons are masked are others than those in which they are not.
    """

    def __init__(self, folder: Path, *, mask_private: bool = False) -> None:
        super().__init__(folder, ".json")
        self._kind = ["mask-private"] if mask_private else []

    def find(self, source: SourceFile) -> Extraction | None:
        """What the file was found to say; None where that is not known or cannot be read."""
        content = self.hash(source)
        return None if content is None else self.recall(source, content)

    def hash(self, source: SourceFile) -> str | None:
        """The SHA-256 of a file; None where it cannot be read."""
        if source.fault:
            return None
        try:
            status = source.path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:  # a pipe would be waited for without end
                return None
            with source.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def recall(self, source: SourceFile, content: str) -> Extraction | None:
        """What a file of this SHA-256 was found to say; None where that is not known or cannot be read."""
        try:
            told, _, data = self.path(self.name(source, content)).read_bytes().partition(b"\n")
            if told != _seal(data):
                return None
            try:
                return _DECODER.decode(data)
            except msgspec.DecodeError:  # lone surrogates, which only the standard library reads
                return msgspec.convert(json.loads(data), type=Extraction)
        except (OSError, ValueError):  # a broken entry is read anew and replaced
            return None

    def keep(self, source: SourceFile, extraction: Extraction) -> None:
        """Keep what a file says for the next build.

        Raises:
            OSError: the folder cannot be written.
        """
        path = self.path(self.name(source, extraction.document.sha256))
        path.parent.mkdir(parents=True, exist_ok=True)
        with replace_file(path) as beside:
            try:
                data = _ENCODER.encode(extraction)
            except UnicodeEncodeError:  # a file name that is no UTF-8 holds lone surrogates
                data = json.dumps(msgspec.to_builtins(extraction)).encode("ascii")
            beside.write_bytes(_seal(data) + b"\n" + data)

    def digest(self) -> str:
        """A hash of all that is kept."""
        total = hashlib.sha256()
        for path in self.entries():
            total.update(path.name.encode() + path.read_bytes())
        return total.hexdigest()

    def name(self, source: SourceFile, content: str) -> str:
        """The hash under which it is kept what a file of this SHA-256 says."""
        parts = [content, source.id, source.name, *map(str, source.given), *_readers(), *self._kind]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _seal(data: bytes) -> bytes:
    return f'"{hashlib.sha256(data).hexdigest()}"'.encode()


def digest_readers() -> str:
    """A hash of everything that reads a document, the same on every machine that reads alike."""
    return hashlib.sha256("\n".join(_readers()).encode()).hexdigest()


@cache
def _readers() -> tuple[str, ...]:
    """Hashes and versions of everything that reads a document."""
    code = hashlib.sha256()
    for stage in _STAGES:
        _add_code(code, Path(str(files("govgraph") / stage)))
    code.update((files("govgraph") / "model.py").read_bytes())
    libraries = (version(name) for name in _LIBRARIES)
    return (lexicon.digest(), code.hexdigest(), *libraries, *map(str, installed_extractors()))


def digest_program() -> str:
    """What a build depends on beside its documents: a hash of all code, words, terms and units, and of the libraries
    whose version can change a reading or a name.
    """
    return hashlib.sha256(
        " ".join((*_readers(), _digest_code(), ontology.digest(), version("pypinyin"))).encode()
    ).hexdigest()


@cache
def _digest_code() -> str:
    code = hashlib.sha256()
    _add_code(code, Path(str(files("govgraph"))))
    return code.hexdigest()


def _add_code(digest: "hashlib._Hash", folder: Path) -> None:
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
