"""The packages of villages, as the tests of the lexicon make them."""

from tests.lexicon.conftest import pack

__all__ = ["pack"]
