"""Sessions on a Spark cluster, and what Spark's failures mean."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.errors import SetupError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: What is set unless the user's own configuration has it.
_DEFAULTS = {
    # Java takes the names of files for ASCII in a POSIX locale, and finds no Chinese one.
    "spark.executorEnv.LC_ALL": "C.UTF-8",
    # The driver is told something of every article, which may be more than 1 GiB.
    "spark.driver.maxResultSize": "0",
}
#: How Spark names what gives itself no name.
_NO_NAME = "pyspark-shell"
#: Seconds that a master may take to answer.
_ANSWER = 10
#: Spark 4 runs on Java 17 and later.
_JAVA = 17
_OWN_ERROR = re.compile(r"govgraph\.errors\.\w+: (.+)")
_PYTHON_ERROR = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception)\b.*", re.MULTILINE)
_JAVA_ERROR = re.compile(r"(?<=^Caused by: ).+", re.MULTILINE)
_REMEDY = "What was read is kept: run again to go on, with --debug for the whole story."


@contextmanager
def open_session(master: str | None = None) -> Iterator["SparkSession"]:
    """A session on the cluster at ``master`` for a block, stopped after it unless it was there before.

    Without ``master`` it is the one that Spark's configuration names (``spark-submit``, ``spark-defaults.conf``), or
    else this machine.

    Raises:
        SetupError: pyspark or Java is missing, the cluster does not answer, or it gave up in the block.
    """
    if find_spec("pyspark") is None:
        raise SetupError("The engine spark needs pyspark. Install it: pip install 'govgraph[spark]'.")
    check_java()
    _check_master(master or "")
    from pyspark.sql import SparkSession

    from govgraph.engines.spark.rows import prepare

    present = SparkSession.getActiveSession()
    with explained():
        session = present.newSession() if present else _start(master)
        try:
            prepare(session)
            yield session
        finally:
            if not present:
                session.stop()


@contextmanager
def explained() -> Iterator[None]:
    """Turns Spark's failures in the block into one sentence.

    Raises:
        SetupError: something failed there.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, ConnectionError) as error:
        raise SetupError(_explain(error)) from error


def _start(master: str | None) -> "SparkSession":
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if "UTF-8" not in (os.environ.get("LC_ALL") or os.environ.get("LANG") or ""):
        os.environ["LC_ALL"] = "C.UTF-8"
    asked = SparkConf(loadDefaults=False)
    if master:
        asked.setMaster(master)  # what Java is started with: it prepares for YARN otherwise than for others
    SparkContext._ensure_initialized(conf=asked)
    conf = SparkConf()  # now with spark-defaults.conf and what spark-submit was given
    for key, value in _DEFAULTS.items():
        conf.setIfMissing(key, value)
    if master:
        conf.setMaster(master)
    if conf.get("spark.app.name") in (None, _NO_NAME):
        conf.setAppName("govgraph")
    return SparkSession.builder.config(conf=conf).getOrCreate()


def check_java() -> str:
    """The version of the Java that Spark would run on, ``17``; empty where it does not say.

    Raises:
        SetupError: there is none, it does not run, or it is too old.
    """
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else shutil.which("java")
    remedy = f"Spark needs Java {_JAVA} or later. Install it (Debian: openjdk-17-jre-headless) or set JAVA_HOME."
    if not java:
        raise SetupError(f"There is no Java on this machine. {remedy}")
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True, timeout=60).stderr  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise SetupError(f"Java cannot be run ({java}: {error}). {remedy}") from error
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    if found and int(found[1]) < _JAVA:
        raise SetupError(f"{java} is Java {found[1]}. {remedy}")
    return found[1] if found else ""


def _check_master(master: str) -> None:
    """Whether one of the masters of a standalone cluster answers; Spark itself would try for a minute."""
    if not master.startswith("spark://"):
        return
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            with socket.create_connection((host.strip("[]"), int(port)), timeout=_ANSWER):
                return
        except (OSError, ValueError):
            continue
    raise SetupError(
        f"No Spark master answers at {master}. Start it, or give the address that it prints: --master spark://HOST:7077."
    )


def _explain(error: Exception) -> str:
    """What failed, from the many lines that Spark has for it."""
    told = str(error)
    if own := _OWN_ERROR.search(told):
        return own[1]
    if "No module named 'govgraph'" in told:
        return (
            "The executors' Python has no govgraph. Install the same version on every machine, or send an environment"
            " along with spark.archives, and name its Python in PYSPARK_PYTHON (docs/scale.md)."
        )
    if "OutOfMemoryError" in told:
        return f"Java ran out of memory. Raise spark.executor.memory or spark.driver.memory. {_REMEDY}"
    causes = [match[0] for match in (*_PYTHON_ERROR.finditer(told), *_JAVA_ERROR.finditer(told))]
    reason = causes[-1] if causes else (told.splitlines() or [type(error).__name__])[0]
    return f"Spark gave up ({reason[:300]}). {_REMEDY}"
