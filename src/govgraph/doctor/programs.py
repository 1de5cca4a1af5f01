"""Python, the packages that govgraph requires, and what the engine spark needs."""

import platform
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions, requires, version

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from govgraph.doctor.findings import Finding
from govgraph.engines.spark.sessions import check_java
from govgraph.errors import SetupError

_PACKAGE = "govgraph"
_NOT_INSTALLED = "govgraph runs from its source and is not installed"


def check_python() -> Iterator[Finding]:
    """The version of Python against what this version of govgraph was made for."""
    found = f"{platform.python_version()} ({platform.python_implementation()}), {platform.system()} {platform.machine()}"
    try:
        wanted = metadata(_PACKAGE)["Requires-Python"] or ""
    except PackageNotFoundError:
        yield Finding("Python", "warning", f"{found}; {_NOT_INSTALLED}", "Install it: pip install .")
        return
    if SpecifierSet(wanted).contains(platform.python_version(), prereleases=True):
        yield Finding("Python", "ok", found)
    else:
        yield Finding("Python", "fault", f"{found}; {wanted} is needed", "Make an environment with such a Python.")


def check_packages() -> Iterator[Finding]:
    """The packages that are required: each there, of a version that fits, and whole enough to be loaded."""
    wanted = _requirements()
    modules = _modules()
    faults = [fault for one in wanted for fault in _check_package(one, modules)]
    yield from faults
    if not faults and wanted:
        yield Finding("Packages", "ok", f"{len(wanted)} are required, all are there and load")


def check_spark() -> Iterator[Finding]:
    """What only `--engine spark` needs."""
    for extra in _requirements("spark"):
        installed = _find_version(extra.name)
        if installed is None:
            without = f"{extra.name} is not installed; only --engine spark needs it"
            yield Finding("Spark", "ok", f"{without} (pip install '{_PACKAGE}[spark]')")
            return
        if not extra.specifier.contains(installed, prereleases=True):
            remedy = f"For --engine spark: pip install '{_PACKAGE}[spark]'."
            yield Finding("Spark", "warning", f"{extra.name} is {installed}; {extra.specifier} is needed", remedy)
            return
    try:
        java = check_java()
    except SetupError as error:
        yield Finding("Spark", "warning", str(error))
    else:
        yield Finding("Spark", "ok", f"pyspark {_find_version('pyspark')}, Java {java}")


def _requirements(extra: str = "") -> list[Requirement]:
    """What is required always, or for an extra alone."""
    try:
        given = requires(_PACKAGE) or []
    except PackageNotFoundError:
        return []
    found = [Requirement(one) for one in given]
    if extra:
        return [one for one in found if one.marker and one.marker.evaluate({"extra": extra}) and not _is_always(one)]
    return [one for one in found if _is_always(one)]


def _is_always(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def _modules() -> dict[str, list[str]]:
    """The names to import by the name of their package."""
    modules: dict[str, list[str]] = {}
    for module, packages in packages_distributions().items():
        if re.fullmatch("[A-Za-z]\\w*", module):
            for package in packages:
                modules.setdefault(canonicalize_name(package), []).append(module)
    return modules


def _check_package(wanted: Requirement, modules: dict[str, list[str]]) -> Iterator[Finding]:
    installed = _find_version(wanted.name)
    remedy = f"pip install '{wanted.name}{wanted.specifier}'"
    if installed is None:
        yield Finding("Packages", "fault", f"{wanted.name} is not installed; {wanted.specifier} is needed", remedy)
        return
    if not wanted.specifier.contains(installed, prereleases=True):
        yield Finding("Packages", "fault", f"{wanted.name} is {installed}; {wanted.specifier} is needed", remedy)
        return
    for module in modules.get(canonicalize_name(wanted.name), []):
        try:
            import_module(module)
        except Exception as error:  # a broken package may raise anything
            told = f"{wanted.name} {installed} cannot be loaded ({type(error).__name__}: {error})"
            yield Finding("Packages", "fault", told, f"pip install --force-reinstall '{wanted.name}=={installed}'")
            return


def _find_version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
