"""Stage 7 of 7, build -> browser, SPARQL: a finished build as an Oxigraph store, and the questions put to it."""

from govgraph.serve.answers import Answer, QueryError, ask
from govgraph.serve.questions import Parameter, Question, fill, find_question, list_questions, read_questions
from govgraph.serve.results import Format, formats_of, render_table, serialise_answer
from govgraph.serve.stores import open_store, place_stores, read_prefixes

__all__ = [
    "Answer",
    "Format",
    "Parameter",
    "QueryError",
    "Question",
    "ask",
    "fill",
    "find_question",
    "formats_of",
    "list_questions",
    "open_store",
    "place_stores",
    "read_prefixes",
    "read_questions",
    "render_table",
    "serialise_answer",
]
