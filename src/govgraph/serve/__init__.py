"""Stage 7 of 7, build -> browser, SPARQL: a finished build as an Oxigraph store, and the questions put to it."""

from govgraph.serve.questions import Parameter, Question, fill, read_questions
from govgraph.serve.stores import open_store

__all__ = ["Parameter", "Question", "fill", "open_store", "read_questions"]
