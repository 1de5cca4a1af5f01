"""What a model answers, as records: the form that the question asks for, and nothing else that it may say."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

#: Statements of one answer that are looked at; a passage of a few sentences makes fewer.
MOST_STATEMENTS = 40

#: What models that think aloud say first, and the fence in which many set JSON.
_THOUGHT = re.compile(r"\A.*</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?\s*\n(?P<inside>.*?)\n\s*```", re.DOTALL | re.IGNORECASE)


class ProposedRelation(msgspec.Struct, frozen=True):
    """A relation in the model's words: names of two things of the passage, a predicate, the words that say it."""

    subject: str
    predicate: str
    object: str
    quote: str


class ProposedPost(msgspec.Struct, frozen=True):
    """A person in an office of a thing of the passage, in the model's words."""

    person: str
    role: str
    of: str
    quote: str


class Answer(NamedTuple):
    """What can be looked at, and how many entries have another form or are too many."""

    relations: tuple[ProposedRelation, ...]
    posts: tuple[ProposedPost, ...]
    malformed: int
    beyond: int


class _Form(msgspec.Struct):
    relations: list[msgspec.Raw] = []
    posts: list[msgspec.Raw] = []


def read_answer(content: str) -> Answer | None:
    """The entries of an answer; None where it is not in the form.

    >>> read_answer('{"relations": [{"subject": "甲镇"}]}')
    Answer(relations=(), posts=(), malformed=1, beyond=0)
    >>> read_answer("没有关系。") is None
    True
    """
    form = _read_form(content)
    if form is None:
        return None
    relations = list(_convert(form.relations[:MOST_STATEMENTS], ProposedRelation))
    posts = list(_convert(form.posts[:MOST_STATEMENTS], ProposedPost))
    beyond = max(0, len(form.relations) - MOST_STATEMENTS) + max(0, len(form.posts) - MOST_STATEMENTS)
    return Answer(
        tuple(one for one in relations if isinstance(one, ProposedRelation)),
        tuple(one for one in posts if isinstance(one, ProposedPost)),
        relations.count(None) + posts.count(None),
        beyond,
    )


def _read_form(content: str) -> _Form | None:
    told = _THOUGHT.sub("", content)
    fenced = _FENCED.search(told)
    try:
        return msgspec.json.decode(fenced["inside"] if fenced else told, type=_Form)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def _convert(
    entries: list[msgspec.Raw], kind: type[ProposedRelation] | type[ProposedPost]
) -> Iterator[ProposedRelation | ProposedPost | None]:
    for entry in entries:
        try:
            yield msgspec.json.decode(entry, type=kind)
        except (msgspec.MsgspecError, RecursionError):
            yield None
