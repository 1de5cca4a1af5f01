"""A standalone Spark cluster on loopback: one master and some workers, each a process of its own."""

import contextlib
import ctypes
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

#: Seconds that a master or worker may take to come up on a machine that does other work too.
_PATIENCE = 90

_MASTER = "org.apache.spark.deploy.master.Master"
_WORKER = "org.apache.spark.deploy.worker.Worker"
_LISTENS = re.compile(r"Starting Spark master at (spark://\S+)")
_REGISTERED = re.compile(r"Successfully registered with master")
#: ``viewfs://all`` before a path is another file system than the default one, as HDFS or S3 would be.
_CONFIGURATION = """\
spark.driver.host 127.0.0.1
spark.driver.memory 600m
spark.executor.memory 600m
spark.hadoop.fs.viewfs.mounttable.all.link.{mounted} file:{mounted}
spark.ui.enabled false
spark.ui.showConsoleProgress false
"""
_LOOPBACK = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
_PR_SET_PDEATHSIG = 1


def why_not() -> str | None:
    """What is missing for a cluster on this machine; None where it can be started."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed (pip install 'govgraph[spark]')"
    if not shutil.which("java") and "JAVA_HOME" not in os.environ:
        return "Java is not installed"
    return None


@dataclass
class Cluster:
    """A running cluster: ``master`` is its address, ``folder`` holds the logs and what the workers write."""

    master: str
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_workers(self, count: int) -> None:
        """Start workers with one core each and wait until the master knows them."""
        options = [*_LOOPBACK, "--cores", "1", "--memory", "1g"]
        for number in range(count):
            arguments = [*options, "--work-dir", str(self.folder / f"worker-{number}"), self.master]
            self.workers.append(_start(_WORKER, arguments, self.folder / f"worker-{number}.log"))
        for number, process in enumerate(self.workers):
            _wait_for(_REGISTERED, self.folder / f"worker-{number}.log", process)

    def kill_worker(self, number: int) -> None:
        """End a worker and its executors at once, as where a machine is lost."""
        _kill_group(self.workers[number])


@contextlib.contextmanager
def run_cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster for a block; it ends with the block, and with this process however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    process = _start(_MASTER, _LOOPBACK, folder / "master.log")
    cluster = None
    try:
        cluster = Cluster(_wait_for(_LISTENS, folder / "master.log", process)[1], folder)
        cluster.start_workers(workers)
        yield cluster
    finally:
        for one in [*(cluster.workers if cluster else []), process]:
            _kill_group(one)


def environment(folder: Path) -> dict[str, str]:
    """What a driver or a daemon needs to stay on loopback and to leave nothing outside of ``folder``."""
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    configuration = _CONFIGURATION.format(mounted=folder.parent)
    (folder / "conf" / "spark-defaults.conf").write_text(configuration, encoding="utf-8")
    return {
        "SPARK_CONF_DIR": str(folder / "conf"),
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }


def _start(class_name: str, arguments: list[str], log: Path) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    settings = {"SPARK_HOME": str(home), "SPARK_DAEMON_MEMORY": "256m", "SPARK_NO_DAEMONIZE": "1", "LC_ALL": "C.UTF-8"}
    with log.open("wb") as file:
        return subprocess.Popen(
            [str(home / "bin" / "spark-class"), class_name, *arguments],
            stdout=file,
            stderr=subprocess.STDOUT,
            env=os.environ | environment(log.parent) | settings,
            start_new_session=True,
            preexec_fn=_end_with_parent(),
        )


def _end_with_parent() -> Callable[[], None] | None:
    """Lets the kernel end a child when this process ends, even by kill -9; only Linux can."""
    if not sys.platform.startswith("linux"):
        return None
    control = ctypes.CDLL(None).prctl
    return lambda: control(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _wait_for(pattern: re.Pattern[str], log: Path, process: subprocess.Popen[bytes]) -> re.Match[str]:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := pattern.search(log.read_text(encoding="utf-8", errors="replace")):
            return found
        time.sleep(0.1)
    raise RuntimeError(f"{pattern.pattern!r} is not in {log}:\n{log.read_text(encoding='utf-8')[-2000:]}")


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)
