"""What the engine spark needs."""

from collections.abc import Iterator

from govgraph.doctor.findings import Finding
from govgraph.doctor.programs import check_package, find_version, requirements
from govgraph.engines.spark.sessions import check_java
from govgraph.errors import SetupError

_INSTALL = "pip install 'govgraph[spark]'"


def check_spark() -> Iterator[Finding]:
    """What only `--engine spark` needs."""
    name, installed = "Spark", find_version("pyspark")
    if installed is None:
        yield Finding(name, "ok", f"pyspark is not installed; only --engine spark needs it ({_INSTALL})")
        return
    unfit = [finding.found for one in requirements("spark") for finding in check_package(one, {})]
    if unfit:
        yield Finding(name, "warning", "; ".join(unfit), f"For --engine spark: {_INSTALL}")
        return
    try:
        java = check_java()
    except SetupError as error:
        yield Finding(name, "warning", str(error))
    else:
        yield Finding(name, "ok", f"pyspark {installed}, Java {java}")
