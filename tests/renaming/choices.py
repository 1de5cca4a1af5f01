"""Choices that look random and are always the same: the old name decides."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

#: Enough tries for any name; past them the last one is taken.
_TRIES = 200


def rank(key: str, option: object) -> str:
    """Where ``option`` stands among the options for ``key``."""
    return hashlib.sha256(f"{key}\0{option}".encode()).hexdigest()


def shuffle(key: str, options: Iterable[T], name: Callable[[T], object] = str) -> list[T]:
    """The options in the order of their ranks."""
    return sorted(options, key=lambda option: rank(key, name(option)))


def draw_characters(key: str, pool: str, size: int) -> Iterator[str]:
    """Strings of ``size`` different characters of ``pool``, one after the other."""
    return ("".join(shuffle(f"{key}{time}", pool)[:size]) for time in range(_TRIES))


def first_fitting(options: Iterable[T], fits: Callable[[T], bool]) -> T | None:
    """The first option that fits, or the last one, or None where there is none."""
    last = None
    for last in options:
        if fits(last):
            break
    return last
