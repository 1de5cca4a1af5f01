"""What a shell completes after `govgraph`: the scripts that teach it, and the words that only govgraph knows.

Commands, options, their choices and paths are completed by click itself.
"""

from collections.abc import Callable, Iterator

import click
from click.shell_completion import BashComplete, CompletionItem, get_completion_class

#: bash from 4.4 on, which macOS does not come with.
SHELLS = ("bash", "zsh", "fish")

#: The variable by which the script asks `govgraph` for words; click derives it from the program's name.
_ASKING = "_GOVGRAPH_COMPLETE"

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def write_script(command: click.Command, shell: str) -> str:
    """The script that a shell reads to complete the words after `govgraph`.

    Args:
        command: `govgraph`.
        shell: one of ``SHELLS``.
    """
    kind = _Bash if shell == "bash" else get_completion_class(shell)
    assert kind is not None  # noqa: S101 - the command line offers no other
    return kind(command, {}, "govgraph", _ASKING).source().rstrip() + "\n"


class _Bash(BashComplete):
    """Click's own, but that no blank comes after ``wanted=``."""

    _END = "\n    return 0\n"
    source_template = BashComplete.source_template.replace(
        _END, f"\n    [[ ${{COMPREPLY[*]}} == *= ]] && compopt -o nospace{_END}"
    )


def _beginning(words: Callable[[click.Context], Iterator[tuple[str, str | None]]]) -> Complete:
    """Completes with those of the words, each with its meaning, that begin like what is typed."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(word, help=told) for word, told in words(ctx) if word.startswith(incomplete)]

    return complete


def _formats(ctx: click.Context) -> Iterator[tuple[str, str | None]]:
    from govgraph.exports import FORMATS

    yield from ((name, None) for name in FORMATS)


def _questions(ctx: click.Context) -> Iterator[tuple[str, str | None]]:
    from govgraph.serve.questions import read_questions

    yield from ((question.name, question.title_en) for question in read_questions())


def _parameters(ctx: click.Context) -> Iterator[tuple[str, str | None]]:
    """Those of the question that is named already."""
    from govgraph.serve.questions import read_questions

    asked = {ctx.params.get("text"), *ctx.args}  # click puts words among these where an option still lacks its value
    for question in read_questions():
        if question.name in asked:
            yield from ((f"{one.name}=", one.about_en) for one in question.parameters)


def _columns(ctx: click.Context) -> Iterator[tuple[str, str | None]]:
    from govgraph.corpus import COLUMNS

    yield from ((f"{what}=", None) for what in COLUMNS)


def _word_lists(ctx: click.Context) -> Iterator[tuple[str, str | None]]:
    from govgraph.lexicon.groups import amendable

    yield from ((name, None) for name in amendable())


complete_format = _beginning(_formats)
complete_question = _beginning(_questions)
complete_parameter = _beginning(_parameters)
complete_column = _beginning(_columns)
complete_word_list = _beginning(_word_lists)
