"""Companies that go by a brand without a legal form: 岚谷光电, 岚谷. Every name that may be one, and which are."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cache
from itertools import chain
from operator import attrgetter

from govgraph import lexicon
from govgraph.extract.mentions import Mention, Scene, alternation, ends_name, group_names, pattern, words
from govgraph.extract.names.brand_evidence import REASONS, Candidate, is_excluded, look_around
from govgraph.extract.names.enterprises import beginnings
from govgraph.extract.weighing import THRESHOLD, observe, probability, rank, weights
from govgraph.lexicon.patterns import any_of
from govgraph.text.passages import Passage
from govgraph.text.words import Word, tag_of

_BRAND = re.compile("[\u4e00-\u9fff]{2,4}|[A-Za-z]{2,6}[\u4e00-\u9fff]{0,2}")
_BRAND_ENDS = re.compile("[A-Za-z\u4e00-\u9fff]")
#: Tags of words that a bare brand may be one of.
_NAMES = ("x", "nz", "nr", "nrt", "nrfg", "n", "t", "nt")
#: Tags of nouns of matter.
_TRADES = frozenset({"n", "x", "vn", "nz", "v", "mq"})
#: Tags of words that no brand starts with, and of marks.
_NO_BRAND = frozenset({"p", "c", "u", "uj", "ul", "uv", "uz", "ud", "ug", "y", "r", "m", "q", "w"})
_BEHIND_NAME = "[、，。；“”和与及等的]|$"
_BEFORE_NAME = re.compile("[、，。；：“”（\n和与及由为的]")
#: The weights of the reasons, and what stands for every probability under the threshold.
_WEIGHTS = ("enterprise_weights", "brand")
_UNLIKELY = 0.01
#: A bare brand of Latin letters and characters has up to so many.
_LONGEST = 4
#: Start and end of a name, and where its brand ends.
Span = tuple[int, int, int]


def find_brands(scene: Scene) -> None:
    """Add every company that goes by its brand, where more speaks for it than against."""
    found = [judged for row in _rows(scene, candidates(scene)) for judged in _judge(row)]
    surest: dict[str, float] = {}
    for candidate, sure in found:
        surest[candidate.name] = max(sure, surest.get(candidate.name, 0.0))
    scene.add([_mention(c, surest[c.name]) for c, sure in found if sure and surest[c.name] >= THRESHOLD])


_BETWEEN = re.compile("(?:“[^”]{1,6}”[^，。；、]{1,8})?(?:、|和|与|及|以及)")


def _rows(scene: Scene, found: Iterable[Candidate]) -> list[list[Candidate]]:
    """The candidates by the rows they stand in: 岚谷光电、云岫活性炭."""
    rows: list[list[Candidate]] = []
    for candidate in sorted(found, key=attrgetter("start")):
        if rows and _BETWEEN.fullmatch(scene.text, rows[-1][-1].end, candidate.start):
            rows[-1].append(candidate)
        else:
            rows.append([candidate])
    return rows


def _judge(row: list[Candidate]) -> list[tuple[Candidate, float]]:
    """How likely each name of a row is a company: at least as likely as they are on average."""
    if len(row) == 1:
        alone = 0.0 if is_excluded(row[0]) else rank(REASONS, *_WEIGHTS).judge(row[0])
        return [(row[0], _UNLIKELY if alone is None else alone)]
    known = weights(*_WEIGHTS)
    judged = [0.0 if is_excluded(c) else probability(observe(REASONS, c), known) for c in row]
    average = sum(judged) / len(row)
    return [(c, max(sure, average) if sure else 0.0) for c, sure in zip(row, judged, strict=True)]


def _mention(c: Candidate, sure: float) -> Mention:
    owner = None if c.owner is None or c.owner.deictic else c.owner
    start = owner.start if owner else c.start
    name = c.scene.text[start : c.end]
    return Mention(start, c.end, "Enterprise", name, "enterprise.brand", round(sure, 2), owner=owner, stem=c.name)


def candidates(scene: Scene) -> Iterator[Candidate]:
    """Every name of a brand and a trade, and every word that may be a brand and stands where companies do."""
    full = {brand for m in scene.mentions if m.type == "Enterprise" for brand in beginnings(m)}
    spans = _all_spans(scene)
    counts = Counter(scene.text[start:end] for _, found in spans for start, _, end in found)
    for passage, found in spans:
        for span in found:
            yield look_around(scene, passage, span, counts[scene.text[span[0] : span[2]]], full)


def _all_spans(scene: Scene) -> list[tuple[Passage, list[Span]]]:
    industries: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for passage, start, end, _ in group_names("enterprises", "industries").find(scene):
        industries[passage.start].append((start, end))
    openings = _openings(scene)
    return [(passage, list(_spans(scene, passage, industries[passage.start], openings))) for passage in scene.passages]


def _spans(scene: Scene, passage: Passage, industries: list[tuple[int, int]], openings: Set[int]) -> Iterator[Span]:
    traded = sorted(_traded(scene, passage, industries))
    yield from traded
    if not pattern("enterprises", "company_words").search(scene.text, passage.start, passage.end):
        return
    covered = set(chain.from_iterable(range(start, end) for start, _, end in traded))
    for word in [word for word in passage.words if word.start in openings]:
        if word.tag not in _NO_BRAND and word.start not in covered:
            end = _bare_end(scene, word)
            if end is not None:
                yield word.start, end, end


def _openings(scene: Scene) -> set[int]:
    """Where a company may be named without a trade: behind marks and function words, regions, 企业 and 走访."""
    openings = {match.end() for match in _BEFORE_NAME.finditer(scene.text)}
    for group in ("kinds_before", "handling"):
        openings.update(end for _, _, end, _ in group_names("enterprises", group).find(scene))
    return openings | scene.ends_of("Region") | {0}


def _is_free(scene: Scene, start: int, end: int) -> bool:
    taken = scene.over(start, "Enterprise", "PublicOrganisation") or scene.over(
        end - 1, "Enterprise", "PublicOrganisation"
    )
    return taken is None


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(alternation("enterprises", "industries"))


def _trades(scene: Scene, passage: Passage, industries: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Industry words of the lexicon, then nouns that end in a character of matter: 活性炭."""
    yield from (span for span in industries if scene.is_boundary(span[1]))
    of_matter = words("enterprises", "trade_endings")
    for word in [word for word in passage.words if word.text[-1] in of_matter]:
        if 2 <= len(word.text) <= 3 and word.tag in _TRADES:
            yield word.start, word.end


def _traded(scene: Scene, passage: Passage, industries: list[tuple[int, int]]) -> Iterator[Span]:
    """A brand in front of every trade."""
    ends = set()
    for trade, end in _trades(scene, passage, industries):
        if end in ends or scene.over(end - 1, "Region"):
            continue
        ends.add(end)
        if not _BRAND_ENDS.match(scene.text, trade - 1):
            continue
        start = _brand_start(scene, passage, trade)
        if _BRAND.fullmatch(scene.text[start:trade]) and _is_free(scene, start, end):
            inner = _trade().search(scene.text, start + 2, trade)  # 岚谷|光电显示
            yield start, inner.start() if inner and inner.end() == trade else trade, end


def _brand_start(scene: Scene, passage: Passage, end: int) -> int:
    """Up to four characters to the left, word by word, over words that are none of the dictionary's."""
    at = scene.walk_back(passage, end, 4)
    while at < end and (word := scene.word_after(at)) and word.tag in ("n", "v", "vn", "b", "a") and word.end < end:
        at = word.end
    if end - at > 2 and scene.text[at] in "以由与和将把为向对":
        at += 1
    if at < end and end - at > 1:
        return at
    word = scene.word_before(end)
    if word is not None and len(word.text) == 2 and word.text not in words("names", "stop_words"):
        return word.start  # 北方|重工, 兰山|活性炭
    return _joined(scene, end)


def _joined(scene: Scene, end: int) -> int:
    """Two single characters, the second of any kind: 润|和|软件, 滇|能|硅材."""
    second = scene.word_before(end)
    first = scene.word_before(second.start) if second and len(second.text) == 1 else None
    return first.start if first and len(first.text) == 1 and first.tag[0] not in "pcurmqdx" else end


def _bare_end(scene: Scene, word: Word) -> int | None:
    """Where a bare brand ends that starts with a word: up to four characters of words, up to where names end."""
    if word.tag == "ns" or ends_name(word) or scene.over(word.start, "Region"):
        return None
    end = word.end
    while end - word.start <= _LONGEST:
        if _is_bare(scene, word.start, end):
            return end
        following = scene.word_after(end)
        if following is None or ends_name(following):
            return None
        end = following.end
    return None


def _is_bare(scene: Scene, start: int, end: int) -> bool:
    if _closing().match(scene.text, end) is None:
        return False  # most words
    name = scene.text[start:end]
    if not _BRAND.fullmatch(name) or tag_of(name) not in _NAMES or not _is_free(scene, start, end):
        return False
    return _is_apart(scene, start, end)


@cache
def _closing() -> re.Pattern[str]:
    """What stands behind a company's name: a mark, what companies do and have, who leads them."""
    words = any_of(chain.from_iterable(lexicon.words("enterprises", group) for group in ("acts", "holdings", "titles")))
    return re.compile(f"{_BEHIND_NAME}|{words}")


def _is_apart(scene: Scene, start: int, end: int) -> bool:
    """Whether something around a bare brand tells of companies at all."""
    passage = scene.passage_of(start)
    sentence = passage.sentence_at(start)
    near = scene.text[max(sentence.start, start - 60) : min(sentence.end, end + 60)]
    return bool(pattern("enterprises", "company_words").search(near))
