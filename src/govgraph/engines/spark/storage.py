"""Files wherever Spark's Hadoop reads and writes: on a disk, in HDFS, in S3."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from govgraph.errors import SetupError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class Storage:
    """The file systems that a session can reach. Paths are URIs (``hdfs://…``), or else of the default file system."""

    def __init__(self, spark: "SparkSession") -> None:
        self._jvm: Any = spark.sparkContext._jvm
        self._conf = spark.sparkContext._jsc.hadoopConfiguration()

    def locate(self, path: str) -> str:
        """The path with its file system, as Spark spells it: ``file:/data/news``.

        Raises:
            SetupError: no such file system can be reached.
        """
        with _failing(path):
            place, system = self._open(path)
            return str(system.makeQualified(place).toString())

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder.

        Raises:
            SetupError: the file system does not answer.
        """
        with _failing(path):
            place, system = self._open(path)
            return bool(system.exists(place))

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder.

        Raises:
            SetupError: the file system does not answer, or the path does not exist.
        """
        with _failing(path):
            place, system = self._open(path)
            return bool(system.getFileStatus(place).isDirectory())

    def measure(self, path: str) -> int:
        """The bytes of a file.

        Raises:
            OSError: it is not there or may not be seen.
        """
        with _unreadable(path):
            place, system = self._open(path)
            return int(system.getFileStatus(place).getLen())

    def measure_all(self, path: str) -> int:
        """The bytes of a file or of all files below a folder."""
        with _failing(path):
            place, system = self._open(path)
            return int(system.getContentSummary(place).getLength())

    def read(self, path: str) -> bytes:
        """The content of a file.

        Raises:
            OSError: it cannot be read.
        """
        with _unreadable(path):
            place, system = self._open(path)
            stream = system.open(place)
            try:
                return bytes(self._jvm.org.apache.commons.io.IOUtils.toByteArray(stream))
            finally:
                stream.close()

    def write(self, path: str, data: bytes) -> None:
        """Write a file, in the place of one that is there.

        Raises:
            SetupError: it cannot be written.
        """
        with _failing(path):
            place, system = self._open(path)
            stream = system.create(place, True)
            try:
                stream.write(bytearray(data))
            finally:
                stream.close()

    def list_names(self, folder: str) -> list[str]:
        """The names in a folder, sorted; none where there is no such folder."""
        if not self.exists(folder):
            return []
        with _failing(folder):
            place, system = self._open(folder)
            return sorted(str(status.getPath().getName()) for status in system.listStatus(place))

    def rename(self, old: str, new: str) -> None:
        """Move a file or folder to where nothing is, making the folders above.

        Raises:
            SetupError: it cannot be moved.
        """
        with _failing(new):
            place, system = self._open(new)
            system.mkdirs(place.getParent())
            if not system.rename(self._path(old), place):
                raise SetupError(f"{old} cannot be renamed to {new}. Check the permissions there.")

    def delete(self, path: str) -> None:
        """Delete a file or folder with all that is in it; nothing happens where there is none."""
        with _failing(path):
            place, system = self._open(path)
            system.delete(place, True)

    def join_strings(self, array: Any) -> list[str]:
        """An array of Java's strings as a list, in one call: one by one they take 0.1 ms each."""
        joined = str(self._jvm.org.apache.hadoop.util.StringUtils.join("\0", array))
        return joined.split("\0") if joined else []

    def _open(self, path: str) -> tuple[Any, Any]:
        place = self._path(path)
        return place, place.getFileSystem(self._conf)

    def _path(self, path: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(path)


@contextmanager
def _failing(path: str) -> Iterator[None]:
    from py4j.protocol import Py4JJavaError

    try:
        yield
    except Py4JJavaError as error:
        raise SetupError(f"{path} cannot be used: {_tell(error)}. Check the path and its permissions.") from error


@contextmanager
def _unreadable(path: str) -> Iterator[None]:
    from py4j.protocol import Py4JJavaError

    try:
        yield
    except Py4JJavaError as error:
        raise OSError(None, _tell(error), path) from error


def _tell(error: Any) -> str:
    """The first line of a Java exception, without the name of its class."""
    told = str(error.java_exception.getMessage() or error.java_exception.toString())
    return told.splitlines()[0].rstrip(".")
