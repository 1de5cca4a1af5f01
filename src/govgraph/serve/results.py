"""Answers as text: a table for terminals, CSV (RFC 4180), SPARQL's JSON, Turtle for graphs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

import click
import pyoxigraph as ox

from govgraph.columns import make_printable, pad, shorten, width_of
from govgraph.serve.answers import Answer, QueryError

Format = Literal["table", "csv", "json", "turtle"]
FORMATS: tuple[Format, ...] = get_args(Format)

_GAP = "  "
#: Columns that a column of the table keeps at least.
_NARROWEST = 6


def serialise_answer(answer: Answer, form: Format, prefixes: Mapping[str, str]) -> bytes:
    """The answer in a format for programs; a graph is sorted, with the prefixes that it uses.

    Raises:
        QueryError: the format does not hold such an answer.
    """
    match answer, form:
        case ox.QueryTriples(), "turtle":
            triples = sorted(set(answer), key=str)
            text = "".join(map(str, triples))
            used = {name: iri for name, iri in prefixes.items() if f"<{iri}" in text}
            written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used) or b""
            lines = written.splitlines(keepends=True)  # Oxigraph puts the prefixes in any order
            return b"".join([*sorted(lines[: len(used)]), *lines[len(used) :]])
        case ox.QuerySolutions(), "csv":
            return answer.serialize(format=ox.QueryResultsFormat.CSV) or b""
        case ((ox.QuerySolutions() | ox.QueryBoolean()), "json"):
            return (answer.serialize(format=ox.QueryResultsFormat.JSON) or b"") + b"\n"
    raise _unfit(answer, form)


def formats_of(answer: Answer) -> tuple[Format, ...]:
    """The formats that hold an answer, the first by default."""
    match answer:
        case ox.QueryTriples():
            return ("turtle",)
        case ox.QueryBoolean():
            return ("table", "json")
        case _:
            return ("table", "csv", "json")


def render_table(answer: Answer, prefixes: Mapping[str, str], width: int) -> Iterator[str]:
    """A line a solution, each cut to fit in ``width`` columns, then how many there are.

    An IRI whose name stands beside it, ``?program`` beside ``?programName``, is left out; the last line says so.

    Raises:
        QueryError: the answer is a graph.
    """
    if isinstance(answer, ox.QueryBoolean):
        yield "yes" if answer else "no"
        return
    if isinstance(answer, ox.QueryTriples):
        raise _unfit(answer, "table")
    variables = [variable.value for variable in answer.variables]
    shown = [name for name in variables if f"{name}Name" not in variables]
    rows = [[_cell(solution[name], prefixes) for name in shown] for solution in answer]
    widths = _fit([max(map(width_of, column)) for column in zip(shown, *rows, strict=True)], width)
    yield click.style(_line(shown, widths), bold=True)
    yield from (_line(row, widths) for row in rows)
    left_out = " ".join(f"?{name}" for name in variables if name not in shown)
    yield click.style(
        f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}"
        + (f"; csv and json also have {left_out}" if left_out else ""),
        dim=True,
    )


def _unfit(answer: Answer, form: Format) -> QueryError:
    match answer:
        case ox.QueryTriples():
            what = "A graph (CONSTRUCT, DESCRIBE)"
        case ox.QueryBoolean():
            what = "A yes or no (ASK)"
        case _:
            what = "A table of answers (SELECT)"
    return QueryError(f"{what} cannot be written as {form}. Choose --format {' or '.join(formats_of(answer))}.")


def _cell(term: object, prefixes: Mapping[str, str]) -> str:
    match term:
        case None:
            return ""
        case ox.NamedNode(value=iri):
            namespace, name = max(
                ((space, name) for name, space in prefixes.items() if iri.startswith(space)), default=("", "")
            )
            return f"{name}:{iri.removeprefix(namespace)}" if namespace else iri
        case ox.Literal(value=value):
            return make_printable(value)
        case _:
            return make_printable(str(term))


def _fit(widths: Sequence[int], width: int) -> list[int]:
    """The widths of the columns, the widest cut until all fit."""
    fitted = list(widths)
    room = max(width - len(_GAP) * (len(fitted) - 1), _NARROWEST * len(fitted))
    while sum(fitted) > room:
        widest = max(range(len(fitted)), key=fitted.__getitem__)
        fitted[widest] -= 1
    return fitted


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(pad(shorten(cell, width), width) for cell, width in zip(cells, widths, strict=True)).rstrip()
