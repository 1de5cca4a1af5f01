"""What is kept of a text to know it again on another site: a MinHash sketch of its shingles, and its sentences."""

import base64
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from rensa import RMinHash

from govgraph.model import BlockKind, Document

#: Characters a shingle. Longer ones meet by chance less often (of 83 different articles the likest two share 13 % of
#: those of 5, 5 % of 8, 2 % of 12) and lose little: the worst of the reprints measured keeps 84, 83 and 82 %.
SHINGLE = 12
#: Slots of a sketch, of which the lower 16 bits are kept: other texts agree in one by chance once in 65,536 times.
SLOTS = 128
_SEED = 20_240_601
#: A text with fewer shingles is too short to be known by them; copies of its file still are.
_LEAST = 40

#: Titles are left out: other sites write their own.
_TOLD: tuple[BlockKind, ...] = ("heading", "body")
_SENTENCE_ENDS = re.compile("[。！？；]")
_FIGURES = re.compile("[0-9]+")
_SKETCH = struct.Struct(f"<I{SLOTS}H")
_SENTENCE = struct.Struct("<HH")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A fingerprint to compare.

    ``shingles`` counts the different ones, ``slots`` holds two bytes a slot of the sketch. ``sentences``, in the order
    of the text, are hashes of the words and of the figures of each.
    """

    shingles: int
    slots: bytes
    sentences: tuple[tuple[int, int], ...]


def take_fingerprint(document: Document) -> str:
    """The fingerprint of a document's headings and prose, the same in every process; ``""`` of few words.

    Characters, letters and digits count; marks, spaces and lines do not, since sites set them otherwise.
    """
    blocks = (block for block in document.blocks if block.kind in _TOLD)
    told = "".join(document.text[block.start : block.end] for block in blocks)
    sentences = [plain for sentence in _SENTENCE_ENDS.split(told) if (plain := _keep_words(sentence))]
    text = "".join(sentences)
    shingles = dict.fromkeys(text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1))
    if len(shingles) < _LEAST:
        return ""
    packed = [_SKETCH.pack(len(shingles), *_sketch(shingles)), *map(_hash_sentence, sentences)]
    return base64.b64encode(b"".join(packed)).decode()


def read_fingerprint(written: str) -> Fingerprint:
    """What ``take_fingerprint`` wrote, if it wrote anything."""
    data = base64.b64decode(written)
    shingles = int.from_bytes(data[:4], "little")
    return Fingerprint(shingles, data[4 : _SKETCH.size], tuple(_SENTENCE.iter_unpack(data[_SKETCH.size :])))


def _keep_words(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _sketch(shingles: Iterable[str]) -> list[int]:
    sketch = RMinHash(SLOTS, _SEED)
    sketch.update(shingles)
    return [value & 0xFFFF for value in sketch.digest()]


def _hash_sentence(sentence: str) -> bytes:
    words, figures = _FIGURES.sub("0", sentence), " ".join(_FIGURES.findall(sentence))
    return _SENTENCE.pack(crc32(words.encode()) & 0xFFFF, crc32(figures.encode()) & 0xFFFF)
