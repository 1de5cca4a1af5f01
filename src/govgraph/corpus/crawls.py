"""Crawls in WARC to the pages that they fetched, each with its address."""

import io
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO

from govgraph.corpus.formats import LARGEST
from govgraph.corpus.given import Given, web_address
from govgraph.corpus.items import Budget, Item
from govgraph.errors import DocumentError

#: The endings that a record's media type stands for; records of others are no articles.
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def read_warc(stream: IO[bytes], name: str, _: Mapping[str, str], budget: Budget) -> Iterator[Item]:
    """The pages that were fetched well; their names are numbers in the order of the records.

    Raises:
        DocumentError: ``damaged``.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stem = PurePosixPath(name).name.removesuffix(".warc")
    wanted = WarcRecordType.response | WarcRecordType.resource
    number = 0
    try:
        for record in ArchiveIterator(stream, record_types=wanted, auto_decode="all", fsspec_args=False):
            number += 1
            ending = _ENDINGS.get(_media_type(record))
            if ending is None or not _was_fetched(record):
                continue
            data = record.reader.read(LARGEST + 1)
            budget.spend(len(data))
            given = Given(url=web_address(record.headers.get("WARC-Target-URI")))
            yield Item(f"{name}/{stem}-{number}{ending}", data, given)
    except (OSError, ValueError, RuntimeError, io.UnsupportedOperation) as error:
        raise DocumentError("damaged", f"what follows in it cannot be read ({error}): fetch it anew") from error
    if number == 0:
        raise DocumentError("damaged", "no record of it can be read: fetch it anew")


def _media_type(record: "object") -> str:
    http = record.http_headers  # type: ignore[attr-defined]
    told = record.http_content_type if http else record.headers.get("Content-Type")  # type: ignore[attr-defined]
    return (told or "").partition(";")[0].strip().lower()


def _was_fetched(record: "object") -> bool:
    http = record.http_headers  # type: ignore[attr-defined]
    return http is None or http.status_code == 200
