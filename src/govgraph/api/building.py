"""Files and texts to a Graph in memory, and the folder of a build to one."""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from govgraph.api.graphs import Graph
from govgraph.corpus import COLUMNS, check_size, decode, find_files, identify, parse_document
from govgraph.engines import Workers, count_workers, read_content
from govgraph.errors import DocumentError, SetupError
from govgraph.graph import merge_corrected
from govgraph.graph.corrections import Corrections, read_corrections
from govgraph.link import extract_document
from govgraph.memory import seldom_collecting
from govgraph.model import Extraction, SourceInfo
from govgraph.pipeline import default_corpus, explain_nothing, extract, lose_document, take_words, texts_of
from govgraph.progress import Track, in_silence
from govgraph.reports import Skipped, list_warnings
from govgraph.selection import drop_unsure_rows
from govgraph.tables import read_graph, read_info
from govgraph.text.masking import mask_text
from govgraph.write import BuildInfo, Texts

Place = str | os.PathLike[str]


class _Text(NamedTuple):
    """A text at hand in place of a file."""

    name: str
    id: str
    text: str


def build(
    paths: Place | Iterable[Place] | None = None,
    *,
    lexicon: Place | None = None,
    corrections: Place | None = None,
    min_confidence: float = 0.0,
    columns: Mapping[str, str] | None = None,
    mask_private: bool = False,
    workers: int | None = None,
    track: Track = in_silence,
) -> Graph:
    """The graph of files and folders of articles, the one that `govgraph build` writes; no file is written.

    Args:
        paths: a file or folder, or several; by default the articles that come with govgraph.
        lexicon: a folder of your own words (docs/lexicon.md). This process reads with one lexicon at a time.
        corrections: a file of what has been put right, such as ``corrections.toml``; none is looked for.
        min_confidence: leave out relations, posts and figures that are less sure than this, from 0 to 1.
        columns: the columns of tables by what they tell, where their names do not say it: ``{"text": "稿件"}``; also
            ``html``, ``title``, ``date``, ``source`` and ``url``.
        mask_private: hide the names of private persons in quotes, titles and articles (docs/privacy.md).
        workers: processes to read with; by default one a core where there are a hundred articles or more.
        track: given a stage's name and its items, gives them back while they are worked on:
            ``lambda stage, items: tqdm(items, desc=stage)`` shows a bar.

    Raises:
        SetupError: a path does not exist, no article names an entity, or an option, word or correction has a fault.
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    chosen = [default_corpus()] if paths is None else [Path(path) for path in paths]
    asked = _check(corrections, min_confidence, workers)
    if unknown := sorted(set(columns or ()) - set(COLUMNS)):
        raise SetupError(f"columns names {', '.join(unknown)}. Columns tell one of {', '.join(COLUMNS)}.")
    with seldom_collecting():
        options: dict[str, Any] = {"mask_private": mask_private, "columns": columns, "workers": workers}
        read = list(extract(chosen, lexicon=_folder(lexicon), track=track, **options))
        return _merge(read, texts_of(find_files(chosen)), asked, min_confidence, mask_private)


def build_texts(
    texts: Mapping[str, str],
    *,
    lexicon: Place | None = None,
    corrections: Place | None = None,
    min_confidence: float = 0.0,
    mask_private: bool = False,
    workers: int | None = None,
    track: Track = in_silence,
) -> Graph:
    """The same of texts that are at hand, such as the cells of a spreadsheet, by names that stand for files' names.

    Args:
        texts: the articles; a text in a file of that name gives the same graph.
        lexicon: as for ``build``, like all that follows.
        corrections: see there.
        min_confidence: see there.
        mask_private: see there.
        workers: see there.
        track: see there.

    Raises:
        SetupError: no text names an entity, or an option, word or correction has a fault.
    """
    asked = _check(corrections, min_confidence, workers)
    words = take_words(_folder(lexicon))
    names = sorted(texts)
    given = [_Text(name, id_, texts[name]) for name, id_ in zip(names, identify(names), strict=True)]
    with seldom_collecting(), Workers(count_workers(len(given), workers), words) as helpers:
        results = helpers.run(given, partial(_read_text, mask_private=mask_private), _lose_text)
        read = [result for _, result in zip(track("Reading", given), results, strict=True)]
        return _merge(read, partial(_find_text, dict(texts)), asked, min_confidence, mask_private)


def extract_text(
    text: str,
    *,
    name: str = "text",
    lexicon: Place | None = None,
    min_confidence: float = 0.0,
    mask_private: bool = False,
) -> Graph:
    """What one text says: the graph of it alone, without an entity where it names none.

    Args:
        text: an article.
        name: what its document is called.
        lexicon: as for ``build``.
        min_confidence: see there.
        mask_private: see there.

    Raises:
        DocumentError: it cannot be read: it is empty, longer than 8 MiB, or no text; or an extractor failed on it.
        SetupError: an option or word has a fault.
    """
    _check(None, min_confidence, None)
    take_words(_folder(lexicon))
    try:
        document = parse_document(name, _encode(text))
        extraction = extract_document(document, mask_private=mask_private)
    except DocumentError as error:
        raise DocumentError(error.reason, f"The text cannot be used: {error}.") from error
    record, _ = merge_corrected([extraction], Corrections())
    shown = mask_text(document.raw, extraction.document.masked)
    return Graph(drop_unsure_rows(record, min_confidence), BuildInfo(masked=mask_private), lambda _: shown)


def open(folder: Place = "output") -> Graph:
    """The graph that `govgraph build` has written into a folder; the articles are not read again.

    Raises:
        SetupError: the folder holds no build, or one that is not whole or that another version has written.
    """
    return Graph(read_graph(Path(folder)), read_info(Path(folder)))


def _folder(place: Place | None) -> Path | None:
    return None if place is None else Path(place)


def _check(corrections: Place | None, min_confidence: float, workers: int | None) -> Corrections:
    """The corrections that are asked for, where no option has a fault."""
    if not 0 <= min_confidence <= 1:
        raise SetupError(f"min_confidence is {min_confidence}. Give a number from 0, which leaves all in, to 1.")
    if workers is not None and workers < 1:
        raise SetupError(f"workers is {workers}. Give 1 or more, or None to have govgraph choose.")
    if corrections is None:
        return Corrections()
    if not Path(corrections).is_file():
        raise SetupError(f"{os.fspath(corrections)} is no file. Name a corrections file, or none.")
    return read_corrections(Path(corrections))


def _merge(
    read: Sequence[Extraction | Skipped], texts: Texts, asked: Corrections, min_confidence: float, mask_private: bool
) -> Graph:
    said = [one for one in read if isinstance(one, Extraction)]
    skipped = [one for one in read if isinstance(one, Skipped)]
    empty = [one.document.path for one in said if not one.entities]
    if len(empty) == len(said):
        raise SetupError(explain_nothing(empty, skipped))
    record, outcome = merge_corrected(said, asked)
    warnings = list_warnings(skipped, empty, outcome)
    info = BuildInfo(masked=mask_private)
    return Graph(drop_unsure_rows(record, min_confidence), info, texts, warnings)


def _read_text(given: _Text, *, mask_private: bool) -> Extraction | Skipped:
    try:
        result = read_content(given.name, _encode(given.text), given.id, mask_private=mask_private)
    except DocumentError as error:
        return Skipped(given.name, error.reason, str(error))
    return result if isinstance(result, Skipped) else result[1]


def _lose_text(given: _Text) -> Skipped:
    return lose_document(given.name)


def _find_text(texts: Mapping[str, str], document: SourceInfo) -> str:
    return mask_text(decode(_encode(texts[document.path])), document.masked)


def _encode(text: str) -> bytes:
    """The text as a file has it.

    Raises:
        DocumentError: ``too-large`` or ``charset``.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        message = f"it holds half of a character (a lone surrogate, at {error.start}): read it with its own encoding"
        raise DocumentError("charset", message) from error
    check_size(len(data))
    return data
