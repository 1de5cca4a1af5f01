"""The ready questions in ontology/queries: SPARQL that runs as it is in any store, under a header of titles.

A header is comments::

    # title@zh: 谁在哪里开展某个项目品牌？
    # title@en: Who runs a program, and where?
    # param wanted@zh: 项目品牌名称或其一部分
    # param wanted@en: a program's name or part of one

and each parameter stands once in the query, with its default: ``VALUES ?wanted { "" }``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from govgraph import ontology
from govgraph.errors import SetupError

_HEADER = re.compile(r"^# (title|param (\w+))@(zh|en): (.+)$", re.MULTILINE)

#: The place of a parameter: its name, and the literal that is its default.
_PLACE = re.compile(r'VALUES \?(\w+) \{ "([^"\\]*)" \}')

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about, always a text; the default mostly stands for everything."""

    name: str
    default: str
    about_zh: str
    about_en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question; ``text`` is SPARQL with every parameter at its default."""

    name: str
    title_zh: str
    title_en: str
    parameters: tuple[Parameter, ...]
    text: str


def read_questions() -> tuple[Question, ...]:
    """All ready questions, sorted by name.

    Raises:
        SetupError: a file does not say in both languages what it asks, or what its parameters are.
    """
    return tuple(_read(name, path.read_text(encoding="utf-8")) for name, path in ontology.queries().items())


def find_question(name: str) -> Question:
    """The ready question of a name.

    Raises:
        SetupError: there is none; the message names those that are spelt alike.
    """
    questions = {question.name: question for question in read_questions()}
    if name in questions:
        return questions[name]
    alike = get_close_matches(name, questions, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(alike)}? " if alike else ""
    raise SetupError(f"There is no question {name!r}. {hint}All of them: govgraph query --list")


def list_questions() -> Iterator[str]:
    """Lines for a terminal: every name with its titles and parameters."""
    questions = read_questions()
    indent = max(len(question.name) for question in questions) + 2
    for question in questions:
        yield f"{question.name:<{indent}}{question.title_en}"
        yield f"{'':<{indent}}{question.title_zh}"
        for parameter in question.parameters:
            yield f"{'':<{indent}}--param {parameter.name}=…  {parameter.about_en}"


def fill(question: Question, values: Mapping[str, str]) -> str:
    r"""The question's SPARQL with values in the place of defaults. Each becomes one literal, whatever it holds.

    >>> question = Question("q", "", "", (Parameter("wanted", "", "", ""),), 'ASK { VALUES ?wanted { "" } }')
    >>> fill(question, {"wanted": '" } . ?s ?p "'})
    'ASK { VALUES ?wanted { "\\" } . ?s ?p \\"" } }'

    Raises:
        SetupError: the question has no such parameter.
    """
    for name in values:
        if name not in {parameter.name for parameter in question.parameters}:
            known = ", ".join(parameter.name for parameter in question.parameters) or "none"
            raise SetupError(f"{question.name} has no parameter {name!r}; it has {known}.")

    def put(place: re.Match[str]) -> str:
        name, default = place.groups()
        return f'VALUES ?{name} {{ "{values.get(name, default).translate(_ESCAPES)}" }}'

    return _PLACE.sub(put, question.text)


def _read(name: str, text: str) -> Question:
    said = {(found[2] or "title", found[3]): found[4] for found in _HEADER.finditer(text)}
    try:
        parameters = tuple(
            Parameter(found[1], found[2], said[found[1], "zh"], said[found[1], "en"]) for found in _PLACE.finditer(text)
        )
        return Question(name, said["title", "zh"], said["title", "en"], parameters, text)
    except KeyError as error:
        what, language = error.args[0]
        raise SetupError(f"The question {name}.rq lacks its line for {what}@{language}. Reinstall govgraph.") from error
