"""Quoted names: every “…” that could name a program, what stands around it, and which of them do."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from govgraph.extract.mentions import Mention, Scene, pattern, plain, words
from govgraph.extract.names.evidence import REASONS, Candidate, is_certain, is_excluded
from govgraph.extract.names.titles import behind_verb
from govgraph.extract.weighing import CERTAIN, THRESHOLD, observe, probability, rank, weights
from govgraph.text.passages import LONGEST_NAME, Passage, is_speech
from govgraph.text.quotes import Quote, find_rows

#: What a name in marks explains in brackets: 一抗三保（抗疫情、保畅销…）.
_STOP = re.compile("[。！？]")
#: A quotation longer than this is no name with its explanation; names are counted in time linear in the text.
_LONGEST_GLOSSED = 200
#: So many names side by side are judged together.
_ROW = 3
#: The weights of the reasons, and what stands for every probability under the threshold.
_WEIGHTS = ("program_weights", "quoted")
_UNLIKELY = 0.01
_GLOSS = re.compile("（[^（）]*）$")


def candidates(scene: Scene) -> Iterator[Candidate]:
    """Every quoted name that is no speech, title, body or project."""
    counts = Counter(_name(scene, q) for p in scene.passages for q in p.quotes if q.end - q.start <= _LONGEST_GLOSSED)
    for passage in scene.passages:
        rows = find_rows(scene.text, passage.quotes)
        for quote in passage.quotes:
            if _may_name(scene, passage, quote):
                yield _look_around(scene, passage, quote, rows[quote], counts[_name(scene, quote)])


def _name(scene: Scene, quote: Quote) -> str:
    return _GLOSS.sub("", plain(scene.text[quote.start : quote.end]))


def _may_name(scene: Scene, passage: Passage, quote: Quote) -> bool:
    if quote.mark == "《" or quote.end - quote.start > LONGEST_NAME or is_speech(quote, passage):
        return False
    if _STOP.search(scene.text, quote.start, quote.end):
        return False
    body = scene.over(quote.start, "Project", "PublicOrganisation", "PartyOrganisation")
    return body is None or body.start != quote.start - 1


def _look_around(scene: Scene, passage: Passage, quote: Quote, row: tuple[int, int], count: int) -> Candidate:
    first, last = row[0] - 1, row[1] + 1
    before = scene.text[max(passage.sentence_at(quote.start).start, first - 16) : first]
    behind = scene.text[last : min(passage.end, last + 24)]
    head, end = _find_head(scene, last)
    own_end = end if last == quote.end + 1 else quote.end + 1
    return Candidate(scene, passage, quote, _name(scene, quote), before, behind, head, own_end, row, count)


def _find_head(scene: Scene, at: int) -> tuple[str, int]:
    """The word behind a name that says what it is, and where it ends: 机制 rather than 服务 in “…”企业服务机制."""
    head, end = "", at
    heads = pattern("programs", "heads", "(?P<of>的?)[\u4e00-\u9fffA-Za-z]{0,8}?(?P<head>WORDS)")
    while head not in words("programs", "strong_heads") and (match := heads.match(scene.text, end, at + 14)):
        named = scene.is_boundary(match.end()) and _is_noun_phrase(scene, match.end("of"), match.start("head"))
        if not named or (head and match["head"] not in words("programs", "strong_heads")):
            break
        head, end = match["head"], match.end()
    return head, end


def _is_noun_phrase(scene: Scene, start: int, end: int) -> bool:
    """Whether only nouns and the like stand between a name and its head: “晋心直通”|企业|服务|机制."""
    return not any(
        word.tag in words("names", "hard_tags") or word.text in words("names", "stop_words")
        for word in scene.words_between(start, end)
    )


def find_quoted(scene: Scene) -> list[Mention]:
    """The quoted names that more speaks for than against, at every place where they are quoted."""
    named = list(candidates(scene))
    members = Counter(candidate.row for candidate in named)
    found = [(candidate, _likely(candidate, listed=members[candidate.row] >= _ROW)) for candidate in named]
    rows = _rows(found)
    surest: dict[str, float] = {}
    for candidate, sure in found:
        sure = max(sure, rows.get(candidate.row, 0.0) if sure else 0.0)
        surest[candidate.name] = max(sure, surest.get(candidate.name, 0.0))
    believed = [candidate for candidate, _ in found if surest[candidate.name] >= THRESHOLD]
    same = _appositions(scene, believed)
    tails = Counter((candidate.name, tail_of(candidate)) for candidate in believed)
    all_names = "\n".join(sorted({candidate.name for candidate in believed}))
    mentions = []
    for candidate in believed:
        elsewhere = candidate.count > tails[candidate.name, tail_of(candidate)]
        is_brand = elsewhere or all_names.count(candidate.name) > 1
        names = [*spellings(candidate, is_brand=is_brand), *same.get(candidate.name, ())]
        mentions.append(_mention(candidate, names, surest[candidate.name]))
    return mentions


def _appositions(scene: Scene, believed: list[Candidate]) -> dict[str, tuple[str, ...]]:
    """“支部建在链上”的“党建+审批”模式: two names of one thing, the second as alias of the first."""
    pairs = [(a, b) for a, b in pairwise(believed) if scene.text[a.quote.end : b.quote.start] == "”的“" and b.head]
    return {first.name: (second.name,) for first, second in pairs}


def _rows(found: list[tuple[Candidate, float]]) -> dict[tuple[int, int], float]:
    """How likely the names of each row “A”“B”“C” are on average: what most are, all are."""
    members: dict[tuple[int, int], list[float]] = {}
    for candidate, sure in found:
        members.setdefault(candidate.row, []).append(sure)
    return {row: sum(likely) / len(likely) for row, likely in members.items() if len(likely) >= _ROW}


def _likely(candidate: Candidate, *, listed: bool) -> float:
    """How likely a name is a program; of one that is in no row it need not be told how unlikely it is."""
    if is_excluded(candidate):
        return 0.0
    if is_certain(candidate):
        return CERTAIN
    if listed:
        return probability(observe(REASONS, candidate), weights(*_WEIGHTS))
    sure = rank(REASONS, *_WEIGHTS).judge(candidate)
    return _UNLIKELY if sure is None else sure


def _mention(candidate: Candidate, names: list[str], sure: float) -> Mention:
    aliases = tuple(sorted({*names} - {names[0]}))
    start, end = candidate.quote.start - 1, max(candidate.end, candidate.quote.end + 1)
    return Mention(start, end, "Program", names[0], "program.quoted", round(sure, 2), stem=names[0], aliases=aliases)


def tail_of(candidate: Candidate) -> str:
    """What belongs to the name behind its mark: 党建e平台 of “双像”党建e平台."""
    return candidate.scene.text[candidate.quote.end + 1 : candidate.end].removeprefix("的")


def spellings(candidate: Candidate, *, is_brand: bool) -> list[str]:
    """The name to show and its other forms: alone, with its head, with nouns in front.

    The window or platform of a brand that stands elsewhere without it (“双像”党建e平台) is a thing of its own, and goes
    by the longer name only.
    """
    scene, quote, tail = candidate.scene, candidate.quote, tail_of(candidate)
    extended = plain(scene.text[quote.start : quote.end]) + tail
    prefix = plain(scene.text[_prefix_start(candidate) : quote.start - 1])
    if is_brand and tail and pattern("programs", "instances", "WORDS$").search(tail):
        return [extended, prefix + extended]
    return [candidate.name, extended, prefix + extended]


def _prefix_start(candidate: Candidate) -> int:
    """Nouns that belong to the name and stand before the mark: 人才新政“金十条”."""
    scene, end = candidate.scene, candidate.quote.start - 1
    start = scene.walk_back(candidate.passage, end, 8, stop_at=("Region", "PublicOrganisation", "PartyOrganisation"))
    return behind_verb(scene, start, end)
