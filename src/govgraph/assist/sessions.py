"""Asks a model about the passages of many documents, several at a time, and takes the answers in the order of the text.

    document, extraction ─▶ reading ─▶ doubts ─▶ questions ─▶ answers ─▶ checks ─▶ extraction

Threads wait for the server; all else is done in the one that calls, so that what comes out does not depend on which
answer is the first to come.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple, TypeVar

from govgraph.assist.answers import Answer, read_answer
from govgraph.assist.checks import Checker
from govgraph.assist.doubts import Doubt, find_doubts
from govgraph.assist.endpoints import AnswerError, Endpoint, Message, Reply
from govgraph.assist.memories import AnswerCache
from govgraph.assist.outcomes import Failure, Outcome, Refused
from govgraph.assist.prompts import ask_about
from govgraph.assist.readings import Reading
from govgraph.errors import SetupError
from govgraph.link.statements import relation_order
from govgraph.model import Document, Extraction

S = TypeVar("S")

#: Questions that are with the server at a time.
CALLS = 4
#: Questions that wait or whose answers wait for those before them; they bound the memory.
_AHEAD = 32
#: After so many failures in a row the server is asked no more.
MOST_FAILURES = 8

#: Failures that say, while nothing was ever answered, that the address is wrong and not the question.
_FROM_THE_START = frozenset({"unreachable", "no-json"})


class _Answered(NamedTuple):
    """An answer with the reply that holds it, and whether it was asked for now."""

    answer: Answer
    reply: Reply
    is_new: bool


class _Question(NamedTuple):
    """A passage, the words that tell its question from others, and the answer to come."""

    doubt: Doubt
    words: str
    answer: Future[_Answered]


class _Asked(NamedTuple):
    """A document under way."""

    reading: Reading
    questions: Sequence[_Question]


class Assistant:
    """Asks one model; ``outcome`` grows while documents go through. Without a cache, answers are kept nowhere."""

    def __init__(self, endpoint: Endpoint, cache: AnswerCache | None = None) -> None:
        self.outcome = Outcome(endpoint.address, endpoint.model)
        self._endpoint = endpoint
        self._cache = cache
        self._rule = f"assist/{endpoint.model}"
        self._under_way: dict[str, Future[_Answered]] = {}
        self._in_a_row = 0
        self._has_answered = False

    def add(self, read: Iterable[tuple[Document | None, Extraction | S]]) -> Iterator[Extraction | S]:
        """What each document says, with what the model adds to what the rules read; in the order given.

        What stands beside no document comes out as it is.

        Raises:
            SetupError: the address or the model is wrong, or the server wants a key.
            OSError: an answer cannot be kept.
        """
        waiting: deque[_Asked | Extraction | S] = deque()
        pool = ThreadPoolExecutor(CALLS, "assist")
        try:
            for document, result in read:
                if document is not None and isinstance(result, Extraction):
                    waiting.append(self._begin(pool, document, result))
                else:
                    waiting.append(result)
                while max(len(waiting), _count_questions(waiting)) > _AHEAD:
                    yield self._end(waiting.popleft())
            while waiting:
                yield self._end(waiting.popleft())
        finally:
            self._endpoint.stop()
            pool.shutdown(cancel_futures=True)
            self.outcome.requests = self._endpoint.requests

    def _begin(self, pool: ThreadPoolExecutor, document: Document, extraction: Extraction) -> _Asked:
        reading = Reading(document, extraction)
        doubts = find_doubts(reading)
        outcome = self.outcome
        outcome.articles += 1
        outcome.sentences += sum(len(passage.sentences) for passage in reading.scene.passages)
        outcome.passages += len(doubts)
        outcome.characters += sum(doubt.end - doubt.start for doubt in doubts)
        return _Asked(reading, [self._ask(pool, doubt, ask_about(doubt, document.text)) for doubt in doubts])

    def _ask(self, pool: ThreadPoolExecutor, doubt: Doubt, messages: list[Message]) -> _Question:
        """A question and its answer to come; one that reprints share is asked once."""
        words = messages[-1]["content"]
        if words not in self._under_way:
            self._under_way[words] = pool.submit(self._answer, messages)
        return _Question(doubt, words, self._under_way[words])

    def _answer(self, messages: list[Message]) -> _Answered:
        """In a thread of its own: what is kept, or what the server says now."""
        model = self._endpoint.model
        kept = self._cache.find(model, messages) if self._cache else None
        if kept and (answer := read_answer(kept.content)):
            return _Answered(answer, kept, is_new=False)
        reply = self._endpoint.ask(messages)
        answer = read_answer(reply.content)
        if answer is None:
            raise AnswerError("form", f"{model} did not answer with the JSON object that it was asked for")
        if self._cache:
            self._cache.keep(model, messages, reply)
        return _Answered(answer, reply, is_new=True)

    def _end(self, one: _Asked | Extraction | S) -> Extraction | S:
        return self._finish(one) if isinstance(one, _Asked) else one

    def _finish(self, asked: _Asked) -> Extraction:
        """What the rules read, and what of the answers stands."""
        extraction = asked.reading.extraction
        checker = Checker(asked.reading, self._rule)
        relations, posts = list(extraction.relations), list(extraction.posts)
        for question in asked.questions:
            is_first = self._under_way.pop(question.words, None) is not None
            if (answered := self._wait(question, extraction.document.path)) is None:
                continue
            self._count(answered, is_first=is_first)
            added = checker.check(question.doubt, answered.answer)
            relations += added.relations
            posts += added.posts
            self.outcome.accepted.update(one.predicate for one in added.relations)
            self.outcome.accepted.update("post" for _ in added.posts)
            self.outcome.known += added.known
            self.outcome.refused += (Refused(extraction.document.path, *refusal) for refusal in added.refused)
        return replace(extraction, relations=tuple(sorted(relations, key=relation_order)), posts=tuple(posts))

    def _wait(self, question: _Question, path: str) -> _Answered | None:
        """The answer to a question; None where there is none, which is then noted."""
        try:
            answered = question.answer.result()
        except AnswerError as error:
            if error.reason in _FROM_THE_START and not self._has_answered:
                raise SetupError(f"{error}.") from error
            if error.reason == "stopped":
                self.outcome.unasked += 1
                return None
            self.outcome.failed.append(Failure(path, error.reason, str(error)))
            self._in_a_row += 1
            if self._in_a_row == MOST_FAILURES:
                self._endpoint.stop()
            return None
        self._in_a_row = 0
        self._has_answered = self._has_answered or answered.is_new
        return answered

    def _count(self, answered: _Answered, *, is_first: bool) -> None:
        if answered.is_new and is_first:
            self.outcome.prompt_tokens += answered.reply.prompt_tokens
            self.outcome.completion_tokens += answered.reply.completion_tokens
        else:
            self.outcome.cached += 1


def _count_questions(waiting: Iterable[object]) -> int:
    return sum(len(one.questions) for one in waiting if isinstance(one, _Asked))
