"""Archives to what is in them, in the order of their names or as it comes."""

import gzip
import stat
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, cast

from govgraph.corpus.formats import ending_of
from govgraph.corpus.items import Budget, Item, count, is_hidden
from govgraph.errors import DocumentError


def read_gzip(stream: IO[bytes], name: str, _: Mapping[str, str], budget: Budget) -> Iterator[Item]:
    """The one file in it; its name is that of the archive without ``.gz``."""
    ending = ending_of(name)
    inner = f"{name[:-4]}.tar" if ending == ".tgz" else name[:-3] if ending == ".gz" else name
    with gzip.GzipFile(fileobj=stream, mode="rb") as file:
        yield Item(inner or name, stream=count(cast(IO[bytes], file), budget))


def read_zip(stream: IO[bytes], name: str, _: Mapping[str, str], budget: Budget) -> Iterator[Item]:
    """Its files, hidden ones left out.

    Raises:
        DocumentError: ``damaged``.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            for info in sorted(archive.infolist(), key=_own_name):
                inner = _join(name, _own_name(info))
                if info.is_dir() or is_hidden(inner):
                    continue
                if fault := _find_fault(info):
                    yield Item(inner, fault=fault)
                    continue
                try:
                    with archive.open(info) as file:
                        yield Item(inner, stream=count(file, budget))
                except (zipfile.BadZipFile, NotImplementedError) as error:
                    yield Item(inner, fault=("damaged", f"it cannot be unpacked ({error}): pack it anew"))
    except zipfile.BadZipFile as error:
        raise DocumentError("damaged", f"it is no whole zip archive ({error}): fetch or pack it anew") from error


def _own_name(info: zipfile.ZipInfo) -> str:
    """The name of a file; Chinese Windows writes names in GBK and says nothing of it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _find_fault(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    if info.flag_bits & 1:
        return "encrypted", "it asks for a password: unpack the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "unreadable", "it is a link, which leads nowhere in an archive"
    return None


def read_tar(stream: IO[bytes], name: str, _: Mapping[str, str], budget: Budget) -> Iterator[Item]:
    """Its files, hidden ones left out.

    Raises:
        DocumentError: ``damaged``.
    """
    try:
        with tarfile.open(fileobj=stream, mode="r:") as archive:
            for info in archive:
                inner = _join(name, info.name)
                if info.isfile() and not is_hidden(inner) and (file := archive.extractfile(info)):
                    yield Item(inner, stream=count(file, budget))
    except tarfile.TarError as error:
        raise DocumentError("damaged", f"it is no whole tar archive ({error}): fetch or pack it anew") from error


def _join(name: str, inner: str) -> str:
    """The name of a file in an archive: below the archive's, whatever its own name says."""
    parts = [part for part in inner.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join([name, *parts]) if parts else f"{name}/file"
