"""Where private persons are named, sign by sign."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from govgraph.extract.claims import PostClaim
from govgraph.extract.mentions import Mention, Names, Scene, alternation, endings, outermost, pattern, words
from govgraph.extract.posts.offices import find_offices
from govgraph.extract.posts.persons import name_end
from govgraph.lexicon.patterns import any_of
from govgraph.model import Document
from govgraph.text.passages import LONGEST_NAME, Passage, is_speech
from govgraph.text.words import tag_of

_HAN = "\u4e00-\u9fff"
_IS_HAN = re.compile(f"[{_HAN}]+")
_POINTS = "·•・．‧"
#: 阿依古丽·买买提
_PARTS = re.compile(f"[{_HAN}]{{1,7}}(?:[{_POINTS}][{_HAN}]{{1,7}}){{1,2}}")
#: Tags of words by which a sentence goes on behind a name, or leads to one.
_BESIDE = frozenset("v vn vd p c d u ul uj uz ug ud r m y t f zg vg".split())
#: Tags that jieba's dictionary gives to names of people.
_PERSONAL = ("nr", "nrt", "nrfg")
#: Tags of words that are no names, whatever stands in front of them.
_NEVER = frozenset("v vn vd d p c u r m q t f ad".split())
#: The longest role in front of a name.
_LONGEST_ROLE = 8
_BETWEEN_NAMES = re.compile("[、和与及]|以及")
#: Between a role and the name: 村民 徐桂兰, 车间工人（班长）周立新.
_BEFORE_NAME = re.compile("(?:（[^（）]{1,8}）)?[ \u3000：:“]{0,2}")
_BEFORE_CREDITED = re.compile("[ \u3000：:/|、，]{1,3}")
_TOKEN = re.compile(f"[{_HAN}{_POINTS}]{{2,20}}")
#: What fills the space between two marks of an author line.
_ALONE = re.compile(f"(?<![^ \u3000、，；/|：:（])[{_HAN}]{{2,4}}(?![^ \u3000、，；/|）])")
#: Tags of words that start no name, where a surname is read as one.
#: Tags of single characters that go on behind a name.
_JOINING = frozenset("p d c v u uj ul uz ug ud uv y zg vg".split())
_COUNTS = ("q", "m", "t", "f")
_FUNCTION = frozenset("c p d r u uj ul".split())


class PrivateName(NamedTuple):
    """``text[start:end]`` tells who somebody is; of it the characters ``hidden``..``hidden_end`` are to be masked.

    Of a full name the surname is not hidden (刘*建国*), of a form of address the surname is all there is (*王*女士).
    """

    start: int
    end: int
    hidden: int
    hidden_end: int


@cache
def _surname() -> str:
    """A surname as a regular expression, the longer first."""
    return any_of(sorted(words("posts", "surnames"), key=lambda name: (-len(name), name)))


@cache
def _addressed() -> re.Pattern[str]:
    """Case 1, a surname in front of a form of address or behind 老, 小."""
    surname = _surname()
    return re.compile(
        f"(?P<front>{surname})(?P<address>{alternation('private', 'addresses')})"
        f"|(?P<prefix>[{''.join(sorted(words('private', 'prefixes')))}])(?P<behind>{surname})"
        f"|姓(?P<named>{surname})(?=的|，|、|居民|村民|女|男|老)"
    )


@cache
def _nicknamed() -> re.Pattern[str]:
    return re.compile(f"[老小](?:{_surname()})(?!{alternation('private', 'addresses')})")


@cache
def _credited() -> re.Pattern[str]:
    return pattern("private", "credits", "WORDS")


def surname_length(name: str) -> int:
    """Characters of a full name that are its surname; of a name by sound its first."""
    return 2 if name[:2] in words("posts", "surnames") and len(name) > 2 else 1


class ScenePersons:
    """The search for private persons in one document."""

    def __init__(self, document: Document, scene: Scene, posts: Iterable[PostClaim]) -> None:
        self._document, self._scene, self._text = document, scene, document.text
        self._found: dict[int, PrivateName] = {}
        #: 1 for each character of the name of something else, of an office or of who holds it.
        self._named = bytearray(len(self._text) + 1)
        #: 1 for each character of a word that says who somebody is.
        self._roles = bytearray(len(self._text) + 1)
        #: Where names may start behind such a word.
        self._led: set[int] = set()
        for mention in _whole(scene):
            self._block(mention.start, mention.end)
        #: Where titles of office start: 张某某|局长.
        self._offices: set[int] = set()
        self._public = {post.person for post in posts} | words("private", "public_figures")
        for passage in scene.passages:
            self._block_holders(passage)
        for name in self._public:
            for match in re.finditer(re.escape(name), self._text):
                self._block(*match.span())

    def find(self) -> tuple[PrivateName, ...]:
        """All places, sorted."""
        for passage in self._scene.passages:
            self._find_led(passage)
            self._find_addressed(passage)
            self._find_credited(passage.start, passage.end)
            self._find_free(passage)
        for block in self._document.blocks:
            if block.kind in ("byline", "boilerplate"):
                self._find_credited(block.start, block.end, alone=block.kind == "byline")
        self._find_again()
        return tuple(self._found[start] for start in sorted(self._found))

    def _block(self, start: int, end: int) -> None:
        self._named[start:end] = b"\1" * (end - start)

    def _block_holders(self, passage: Passage) -> None:
        """Offices, and the names behind those whose body the text does not tell; a company's office needs a company."""
        for office in find_offices(self._scene, passage):
            self._offices.add(office.start)
            if office.head in words("posts", "company_offices") and not office.organ:
                self._led.add(office.end)
                continue
            self._block(office.start, office.end)
            at = office.end
            while end := name_end(self._scene, passage, at):
                self._public.add(self._text[at:end])
                if self._text[end : end + 1] not in ("、", "和"):
                    break
                at = end + 1

    def _keep(self, start: int, end: int, hidden: int, hidden_end: int) -> None:
        if any(start < other.end and other.start < end for other in self._near(start)):
            return
        if self._text[start:end] not in self._public:
            self._found[start] = PrivateName(start, end, hidden, hidden_end)

    def _near(self, at: int) -> Iterator[PrivateName]:
        return (self._found[place] for place in range(at - 12, at + 12) if place in self._found)

    def _keep_name(self, start: int, end: int) -> None:
        self._keep(start, end, start + surname_length(self._text[start:end]), end)

    def _is_named(self, start: int, end: int) -> bool:
        """Whether the characters stand inside the name of something else."""
        return any(self._named[start:end])

    # Case 1

    def _find_addressed(self, passage: Passage) -> None:
        for match in _addressed().finditer(self._text, passage.start, passage.end):
            if match["prefix"] and not self._is_nickname(passage, match.start(), match.end()):
                continue
            group = "front" if match["front"] else "behind" if match["prefix"] else "named"
            start, end = match.span(group)
            if match["front"] and not self._is_address(start, match.end()):
                continue
            if not self._is_named(match.start(), match.end()):
                self._keep(match.start(), match.end(), start, end)
                self._find_listed(passage, match.start(), match.end())

    def _is_address(self, start: int, end: int) -> bool:
        """王|女士, not 国|王女士, 和|婆婆 or 李|工程师."""
        word = self._scene.word_after(start)
        if end == start + 2 and self._text[start] not in words("posts", "wide_surnames"):
            return False  # 开工, 施工
        if not self._scene.is_boundary(end) or (word is None and start not in self._led):
            return False
        return word is None or word.end != start + 1 or not self._is_function(start)

    def _is_function(self, start: int) -> bool:
        """Whether a surname is read as a function word here."""
        if self._text[start : start + 2] in words("posts", "surnames"):
            return False
        character = self._text[start]
        return character in words("posts", "doubtful_surnames") or tag_of(character) in _FUNCTION

    def _is_nickname(self, passage: Passage, start: int, end: int) -> bool:
        """小|李，负责 and 网格员|老张|说, not 大|方."""
        name = self._text[start:end]
        known = (*_PERSONAL, "x", "n") if name[0] in "老小" and name[1:] in words("posts", "wide_surnames") else ("x",)
        if name in words("private", "no_names") or tag_of(name) not in known:
            return False
        return (self._scene.is_boundary(start) or start in self._led) and self._goes_on(end, passage)

    def _goes_on(self, end: int, passage: Passage) -> bool:
        """Whether a name may end here: a mark, or a word that sentences go on with."""
        if end >= passage.end or not _IS_HAN.match(self._text[end]):
            return True
        if self._text.startswith(endings("private", "speaks"), end):
            return True
        word = self._scene.word_after(end)
        return word is not None and word.tag in _BESIDE

    # Case 2

    def _find_credited(self, start: int, end: int, *, alone: bool = False) -> None:
        """Names behind 摄影： and 编辑 …; in an author line those that stand ``alone`` too."""
        for match in _credited().finditer(self._text, start, end):
            at = match.end()
            while (gap := _BEFORE_CREDITED.match(self._text, at, end)) and (stop := self._credited_end(gap.end(), end)):
                self._keep_name(gap.end(), stop)
                at = stop
        if not alone:
            return
        for match in _ALONE.finditer(self._text, start, end):
            if self._is_full_name(match[0]) and not match[0].endswith(endings("boilerplate", "publishers")):
                self._keep_name(*match.span())

    def _credited_end(self, at: int, end: int) -> int | None:
        """Where a name ends that fills the space between two marks."""
        token = _TOKEN.match(self._text, at, end)
        if token is None:
            return None
        credit = _credited().search(token[0], 2)  # 编辑：姜某某责任编辑：…
        name = token[0][: credit.start()] if credit else token[0]
        return at + len(name) if self._is_full_name(name) else None

    def _is_full_name(self, name: str) -> bool:
        """Whether these characters alone are a name by their surname, and no word."""
        if _PARTS.fullmatch(name):
            return True
        given = len(name) - surname_length(name)
        return (
            (name[:2] in words("posts", "surnames") or name[0] in words("posts", "surnames"))
            and given in (1, 2)
            and (len(name) > 2 or tag_of(name) in ("x", *_PERSONAL))
            and tag_of(name) in ("x", "nz", "ns", *_PERSONAL)
            and name not in words("private", "credits")
        )

    # Cases 3, 4 and 5

    def _find_led(self, passage: Passage) -> None:
        """Case 3: 设计师|裘一凡."""
        for match in _led().finditer(self._text, passage.start, passage.end):
            self._roles[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            self._led.add(match.end())
        self._find_at(passage, sorted(place for place in self._led if passage.start <= place < passage.end))

    def _find_free(self, passage: Passage) -> None:
        """Case 4."""
        self._find_at(passage, _starts(self._text, passage))

    def _find_at(self, passage: Passage, starts: Iterable[int]) -> None:
        for start in starts:
            if not self._roles[start] and (end := self._end_of(passage, start)):
                self._keep_name(start, end)
                self._find_listed(passage, start, end)

    def _find_listed(self, passage: Passage, start: int, end: int) -> None:
        """Case 5: from a name that another sign tells to those in front of it and behind."""
        while mark := _BETWEEN_NAMES.match(self._text, end, passage.end):
            if following := self._end_of(passage, mark.end(), listed=True):
                self._keep_name(mark.end(), following)
            elif nick := _nicknamed().match(self._text, mark.end(), passage.end):
                following = nick.end()
                self._keep(mark.end(), following, mark.end() + 1, following)
            else:
                break
            end = following
        while self._text[start - 1] == "、" and start - 1 > passage.start:
            before = next(
                (at for at in (start - 4, start - 3, start - 5)
                 if at >= passage.start and self._end_of(passage, at, listed=True) == start - 1), None
            )  # fmt: skip
            if before is None:
                return
            self._keep_name(before, start - 1)
            start = before

    def _end_of(self, passage: Passage, start: int, *, listed: bool = False) -> int | None:
        """Where a private person's name that starts here ends; None where none does."""
        led = listed or start in self._led
        if self._text[start + 1 : start + 2] == "某":  # made anonymous by who wrote it
            return None
        if start in self._found or self._named[start] or not (led or self._may_start(start)):
            return None
        for find in (name_end, self._led_end) if led else (name_end,):
            end = find(self._scene, passage, start)
            if led and end == start + 2:
                end = self._mend(end)
            if end is not None and self._may_be(passage, start, end) and (
                led or _PARTS.fullmatch(self._text, start, end) or self._reads_as_name(passage, start, end)
            ):
                return end
        return self._compound_end(start)

    def _mend(self, end: int) -> int:
        """尤凤|英端|出来, 秦时|月|收到: a name that the cut of the words has ended too soon."""
        word = self._scene.word_after(end)
        if word is None or not _IS_HAN.fullmatch(word.text):
            return end
        torn = word.tag == "x" and len(word.text) == 2
        loose = len(word.text) == 1 and word.tag not in _JOINING and word.text not in words("names", "after_name")
        return end + 1 if torn or loose else end

    def _may_be(self, passage: Passage, start: int, end: int) -> bool:
        """Whether nothing speaks against a name between two places."""
        place = self._scene.starting_at(start, "Region")
        if self._is_named(start, end) or end in self._offices or (place is not None and place.end == end):
            return False
        return not self._is_word(start, end) and not self._is_thing(passage, start, end)

    def _may_start(self, start: int) -> bool:
        """Whether a name that nothing leads to may start here."""
        word = self._scene.word_after(start)
        return word is not None and (word.tag in _PERSONAL or not (self._is_function(start) or word.tag in _COUNTS))

    def _is_word(self, start: int, end: int) -> bool:
        """和|婆婆, 许可证, 平均|少: what looks like a name and is none."""
        name = self._text[start:end]
        given = name[surname_length(name) :]
        if name in words("private", "no_names") or any(
            given in words("private", group) for group in ("roles", "kin", "addresses")
        ):
            return True
        tag = tag_of(name)
        if tag != "x":
            return tag in _NEVER
        if name[0] in words("posts", "doubtful_surnames") and tag_of(given) not in _PERSONAL:
            if tag_of(given) == "nz" and not _IS_HAN.match(self._text, end):
                return False
            return name[0] not in words("posts", "wide_surnames") and self._text.count(name) < 2
        # 宿舍|多, 平均|少: a common word and one character more
        common = len(name) == 3 and len(given) == 2 and tag_of(name[:2]) not in ("x", "ns", "nz", *_PERSONAL)
        return common and self._text.count(name) < 2

    def _led_end(self, _: Scene, passage: Passage, start: int) -> int | None:
        """A name that only its place tells: 患者|何秀珍|在…, 姑娘|卓玛|和…, 丈夫|扎西次仁|开….."""
        text, sounds = self._text, words("posts", "sounds")
        run = start
        while run < min(start + 7, passage.end) and text[run] in sounds:
            run += 1
        if run - start > 3:
            return run
        compound = text[start : start + 2] in words("posts", "surnames")
        for length in (4, 3) if compound else (3, 2, 4):
            name, end = text[start : start + length], start + length
            if end > passage.end or not _IS_HAN.fullmatch(name):
                continue
            if not (self._scene.is_boundary(end) or text[end : end + 1] in words("names", "after_name")):
                continue
            by_sound = all(character in sounds for character in name) and not self._is_function(start)
            if (by_sound and tag_of(name) in ("x", "nz", *_PERSONAL)) or self._is_full_name(name):
                return end
        if text[start + 2 : start + 3] == "、" and text[start] in words("posts", "surnames"):
            return start + 2 if name_end(self._scene, passage, start + 3) else None  # 甘露、毕某某
        return self._compound_end(start)

    def _compound_end(self, start: int) -> int | None:
        """皇甫|志勇种|了: two characters behind a surname of two, where the cut of the words is wrong."""
        first = self._scene.word_after(start)
        if first is None or first.tag not in _PERSONAL or first.text not in words("posts", "surnames") or len(first.text) < 2:
            return None
        given = self._scene.word_after(first.end)
        return first.end + 2 if given and given.tag in ("x", *_PERSONAL) and len(given.text) in (2, 3) else None

    def _reads_as_name(self, passage: Passage, start: int, end: int) -> bool:
        """Case 4."""
        scene, name = self._scene, self._text[start:end]
        if not scene.is_boundary(end):
            return False
        wide = name[0] in words("posts", "wide_surnames") or name[:2] in words("posts", "surnames")
        given = name[surname_length(name) :]
        personal = tag_of(name) in _PERSONAL
        if len(given) == 1 and not (wide and personal):
            return False
        if not personal and tag_of(given) not in ("x", "nz", "ns", *_PERSONAL):
            return False
        rare = tag_of(name[0]) in _PERSONAL and tag_of(name[:2]) == "x"
        if not (wide or rare) and self._text.count(name) < 2:
            return self._text.startswith(endings("private", "speaks"), end)
        before = scene.word_before(start)
        free = start == passage.start or not _IS_HAN.match(self._text[start - 1]) or (before is not None and before.tag in _BESIDE)
        return free and self._goes_on(end, passage)

    def _is_thing(self, passage: Passage, start: int, end: int) -> bool:
        """王家庄|村, “红色|帮办”: part of the name of a place or thing."""
        if self._text.startswith(endings("private", "places"), end):
            return True
        if self._text[start + 1] == "家" and self._text[start:end].endswith(endings("private", "places")):
            return True
        quote = self._scene.inside_quote(start, end, passage)
        return quote is not None and quote.end - quote.start < LONGEST_NAME and not is_speech(quote, passage) and (quote.start, quote.end) != (start, end)

    # Case 6

    def _find_again(self) -> None:
        known = {self._text[one.start : one.end]: one for one in self._found.values()}
        names = {name for name in known if len(name) > 2}
        if not names:
            return
        for match in re.compile(any_of(sorted(names, key=lambda name: (-len(name), name)))).finditer(self._text):
            start, one = match.start(), known[match[0]]
            if not self._is_named(start, match.end()):
                self._keep(start, match.end(), start + one.hidden - one.start, start + one.hidden_end - one.start)


@cache
def _led() -> re.Pattern[str]:
    roles = "|".join(alternation("private", group) for group in ("roles", "kin", "naming"))
    return re.compile(f"(?:{roles}){_BEFORE_NAME.pattern}")


@cache
def _start_characters() -> re.Pattern[str]:
    firsts = {name[0] for name in words("posts", "surnames")} | words("posts", "sounds")
    return re.compile(f"[{''.join(sorted(firsts))}]")


def _starts(text: str, passage: Passage) -> Iterator[int]:
    return (match.start() for match in _start_characters().finditer(text, passage.start, passage.end))


def _whole(scene: Scene) -> Iterator[Mention]:
    """The mentions that names must leave alone: not a short form, and no bare two characters of a region."""
    return (
        mention for mention in outermost(m for m in scene.mentions if not m.deictic)
        if not (mention.rule == "region.short" and mention.end - mention.start == 2)
    )
