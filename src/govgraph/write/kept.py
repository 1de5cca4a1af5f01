"""Files that are kept from build to build, each under a hash of all that it depends on."""

from collections.abc import Iterable
from pathlib import Path


class KeptFiles:
    """Such files in a folder, by the first two digits of the hash: ``ab/cdef….json``; what else lies there stays."""

    def __init__(self, folder: Path, ending: str) -> None:
        self.folder = folder
        self._ending = ending

    def path(self, name: str) -> Path:
        """Where the file of a hash is."""
        return self.folder / name[:2] / f"{name[2:]}{self._ending}"

    def entries(self) -> list[Path]:
        """All files that are there, sorted."""
        return sorted(self.folder.glob(f"*/[!.]*{self._ending}"))

    def keep_only(self, names: Iterable[str]) -> None:
        """Delete all but the files of these hashes, and what killed processes left beside them unfinished.

        Raises:
            OSError: a file cannot be deleted.
        """
        wanted = {self.path(name) for name in names}
        for path in (*self.entries(), *self.folder.glob(f"*/.*{self._ending}.*")):
            if path not in wanted:
                path.unlink(missing_ok=True)

    def measure(self) -> tuple[int, int]:
        """How many there are, and their bytes."""
        sizes = [path.stat().st_size for path in self.entries()]
        return len(sizes), sum(sizes)

    def clear(self) -> None:
        """Delete all.

        Raises:
            OSError: a file cannot be deleted.
        """
        self.keep_only(())
