"""Apache Jena's own store and query engine, those of Fuseki, from Debian's libapache-jena-java by the command line."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from tests.stores.answers import wants_triples
from tests.stores.kinds import Ask

JARS = Path("/usr/share/java")
TDB2 = str(JARS / "jena-tdb2.jar")

_NEEDED = (
    *("base", "core", "arq", "cmds", "iri", "rdfconnection", "shacl", "shex", "tdb", "tdb2"),
    *("dboe-base", "dboe-index", "dboe-storage", "dboe-trans-data", "dboe-transaction"),
)
_OTHERS = (
    *("commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io", "commons-lang3", "dexx", "gson"),
    *("guava", "httpclient", "httpcore", "jackson-annotations", "jackson-core", "jackson-databind", "jsonld-java"),
    *("protobuf", "slf4j-api", "slf4j-nop", "thrift", "titanium-json-ld"),
)
#: Debian's jar has the messages of its XML types under this name, its classes look for them without it.
_MESSAGES = "org/apache/jena/ext/"


@contextmanager
def open_jena(turtle: Path, scratch: Path) -> Iterator[Ask]:
    """A TDB2 database, loaded and asked by Jena's commands, a process for each question."""
    with ZipFile(JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(_MESSAGES) and name.endswith(".properties"):
                target = scratch / "messages" / name.removeprefix(_MESSAGES)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    jars = [*(f"jena-{name}.jar" for name in _NEEDED), *(f"{name}.jar" for name in _OTHERS)]
    classes = ":".join([str(scratch / "messages"), *(str(JARS / name) for name in jars)])

    def run(command: str, *arguments: str) -> bytes:
        line = ["java", "-cp", classes, f"tdb2.{command}", "--loc", str(scratch / "tdb2"), *arguments]
        done = subprocess.run(line, capture_output=True, check=False)
        if done.returncode:
            raise ValueError(done.stderr.decode(errors="replace")[:300])
        return done.stdout

    def ask(query: str) -> bytes:
        return run("tdbquery", f"--results={'NT' if wants_triples(query) else 'JSON'}", query)

    run("tdbloader", str(turtle))
    yield ask
