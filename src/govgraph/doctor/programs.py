"""Python and the packages that govgraph requires."""

import platform
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions, requires, version

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from govgraph.doctor.findings import Finding

_PACKAGE = "govgraph"
_NOT_INSTALLED = "govgraph runs from its source and is not installed"


def check_python() -> Iterator[Finding]:
    """The version of Python against what this version of govgraph was made for."""
    found = f"{platform.python_implementation()} {platform.python_version()} on {platform.platform()}"
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
    wanted = requirements()
    modules = _modules()
    faults = [fault for one in wanted for fault in check_package(one, modules)]
    yield from faults
    if not faults and wanted:
        yield Finding("Packages", "ok", f"{len(wanted)} are required, all are there and load")


def requirements(extra: str = "") -> list[Requirement]:
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


def check_package(wanted: Requirement, modules: dict[str, list[str]]) -> Iterator[Finding]:
    """A package's fault; ``modules`` are those to load, by the names of their packages."""
    installed = find_version(wanted.name)
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


def find_version(package: str) -> str | None:
    """The version of a package that is installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
