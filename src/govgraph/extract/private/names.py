"""Where private persons are named in one document, sign by sign."""

from collections.abc import Iterable, Iterator

from govgraph.extract.claims import PostClaim
from govgraph.extract.mentions import Mention, Names, Scene, endings, outermost, pattern, words
from govgraph.extract.posts.offices import find_offices
from govgraph.extract.posts.persons import name_end
from govgraph.extract.private.shapes import (
    ALONE,
    BEFORE_CREDITED,
    BETWEEN_NAMES,
    HAN,
    PARTS,
    PERSONAL,
    TOKEN,
    PrivateName,
    addressed,
    credited,
    is_compound,
    is_full_name,
    is_surname,
    led,
    nicknamed,
    starts,
    surname_length,
    surnamed,
)
from govgraph.model import Document
from govgraph.text.passages import LONGEST_NAME, Passage, is_speech
from govgraph.text.words import tag_of

#: Tags of words by which a sentence goes on behind a name, or leads to one.
_BESIDE = frozenset(
    ["v", "vn", "vd", "p", "c", "d", "u", "ul", "uj", "uz", "ug", "ud", "r", "m", "y", "t", "f", "zg", "vg"]
)
#: Of these the tags of single characters that are never the end of a name.
_JOINING = frozenset(["p", "d", "c", "v", "u", "uj", "ul", "uz", "ug", "ud", "uv", "y", "zg", "vg"])
#: Tags of words that are no names, whatever stands in front of them.
_NEVER = frozenset(["v", "vn", "vd", "d", "p", "c", "u", "r", "m", "q", "t", "f", "ad"])
#: Tags of function words that are surnames too, and of words of counting.
_FUNCTION = frozenset(["c", "p", "d", "r", "u", "uj", "ul"])
_COUNTS = ("q", "m", "t", "f")
#: How far around a name is counted.
_AROUND = 3000
#: The longest name, points and all.
_LONGEST = 24


class PersonFinder:
    """The search for private persons in one document."""

    def __init__(self, document: Document, scene: Scene, posts: Iterable[PostClaim]) -> None:
        self._document, self._scene, self._text = document, scene, document.text
        self._found: dict[int, PrivateName] = {}
        #: 1 for each character of the name of something else, of an office or of who holds it.
        self._named = bytearray(len(self._text) + 1)
        #: 1 for each character of a word that says who somebody is, and where names may start behind one.
        self._roles = bytearray(len(self._text) + 1)
        self._led: set[int] = set()
        #: Where titles of office start: 张某某|局长.
        self._offices: set[int] = set()
        self._public = {post.person for post in posts} | words("private", "public_figures")
        for mention in _whole(scene):
            self._block(mention.start, mention.end)

    def find(self) -> tuple[PrivateName, ...]:
        """All places, sorted."""
        self._block_holders(self._scene.passages)
        for passage in self._scene.passages:
            self._find_between(passage, passage.start, passage.end)
        for block in self._document.blocks:
            if block.kind in ("byline", "boilerplate"):
                self._find_credited(block.start, block.end, alone=block.kind == "byline")
        self._find_again()
        return self._all()

    def find_within(self, spans: Iterable[tuple[int, int]]) -> tuple[PrivateName, ...]:
        """Those between such places, by what stands there."""
        passages = {span: self._scene.passage_of(span[0]) for span in spans}
        self._block_holders({passage.start: passage for passage in passages.values()}.values())
        for (start, end), passage in passages.items():
            self._find_between(passage, start, end)
        return self._all()

    def _all(self) -> tuple[PrivateName, ...]:
        return tuple(self._found[start] for start in sorted(self._found))

    def _find_between(self, passage: Passage, start: int, end: int) -> None:
        self._find_led(passage, start, end)
        self._find_addressed(passage, start, end)
        self._find_credited(start, end)
        self._find_at(passage, starts(self._text, start, end))

    def _block(self, start: int, end: int) -> None:
        self._named[start:end] = b"\1" * (end - start)

    def _block_holders(self, passages: Iterable[Passage]) -> None:
        """Offices, and the names behind them, also where the text does not tell of which body.

        A company's office is one only where its company is named.
        """
        asked = {passage.start: passage for passage in passages}
        mandates = pattern("private", "mandates")
        ends = [
            (passage, match.end())
            for passage in asked.values()
            for match in mandates.finditer(self._text, passage.start, passage.end)
        ]
        for passage, office in find_offices(self._scene):
            if passage.start not in asked:
                continue
            self._offices.add(office.start)
            if office.head in words("posts", "company_offices") and not office.organ:
                self._led.add(office.end)
            else:
                self._block(office.start, office.end)
                ends.append((passage, office.end))
        for passage, end in ends:
            self._public.update(self._names_behind(passage, end))
        public = Names(self._public)
        for passage in asked.values():
            for start, end, _ in public.search(self._text, passage.start, passage.end):
                self._block(start, end)

    def _names_behind(self, passage: Passage, at: int) -> Iterator[str]:
        while end := name_end(self._scene, passage, at):
            yield self._text[at:end]
            if self._text[end : end + 1] not in ("、", "和"):
                return
            at = end + 1

    def _keep(self, start: int, end: int, hidden: int, hidden_end: int) -> None:
        if any(start < other.end and other.start < end for other in self._near(start)):
            return
        if self._text[start:end] not in self._public:
            self._found[start] = PrivateName(start, end, hidden, hidden_end)

    def _near(self, at: int) -> Iterator[PrivateName]:
        return (self._found[place] for place in range(at - _LONGEST, at + _LONGEST) if place in self._found)

    def _keep_name(self, start: int, end: int) -> None:
        self._keep(start, end, start + surname_length(self._text[start:end]), end)

    def _is_named(self, start: int, end: int) -> bool:
        """Whether the characters stand inside the name of something else."""
        return any(self._named[start:end])

    # Case 1

    def _find_addressed(self, passage: Passage, start: int, end: int) -> None:
        for match in addressed().finditer(self._text, start, end):
            for length in (2, 1):
                at = match.start() - length
                if at >= passage.start and is_surname(self._text[at : match.start()]):
                    if self._is_address(at, match.end()):
                        self._keep_form(passage, at, match.end(), at, match.start())
                    break
        for match in nicknamed().finditer(self._text, start, end):
            if self._is_nickname(passage, *match.span()):
                self._keep_form(passage, *match.span(), match.start() + 1, match.end())
        for match in surnamed().finditer(self._text, start, end):
            self._keep_form(passage, *match.span(), *match.span("surname"))

    def _keep_form(self, passage: Passage, start: int, end: int, hidden: int, hidden_end: int) -> None:
        if not self._is_named(start, end):
            self._keep(start, end, hidden, hidden_end)
            self._find_listed(passage, start, end)

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
        if is_compound(self._text[start : start + 2]):
            return False
        character = self._text[start]
        return character in words("posts", "doubtful_surnames") or tag_of(character) in _FUNCTION

    def _is_nickname(self, passage: Passage, start: int, end: int) -> bool:
        """小|李，负责 and 网格员|老张|说, not 大|方."""
        name = self._text[start:end]
        known = (*PERSONAL, "x", "n") if name[0] in "老小" and name[1:] in words("posts", "wide_surnames") else ("x",)
        if name in words("private", "no_names") or tag_of(name) not in known:
            return False
        return (self._scene.is_boundary(start) or start in self._led) and self._goes_on(end, passage)

    def _goes_on(self, end: int, passage: Passage) -> bool:
        """Whether a name may end here: a mark, or a word that sentences go on with."""
        if end >= passage.end or not HAN.match(self._text[end]):
            return True
        if self._text.startswith(endings("private", "speaks"), end):
            return True
        word = self._scene.word_after(end)
        return word is not None and word.tag in _BESIDE

    # Case 2

    def _find_credited(self, start: int, end: int, *, alone: bool = False) -> None:
        """Names behind 摄影： and 编辑 …; in an author line those that stand ``alone`` too."""
        for match in credited().finditer(self._text, start, end):
            at = match.end()
            while (gap := BEFORE_CREDITED.match(self._text, at, end)) and (stop := self._credited_end(gap.end(), end)):
                self._keep_name(gap.end(), stop)
                at = stop
        if not alone:
            return
        for match in ALONE.finditer(self._text, start, end):
            if is_full_name(match[0]) and not match[0].endswith(endings("boilerplate", "publishers")):
                self._keep_name(*match.span())

    def _credited_end(self, at: int, end: int) -> int | None:
        """Where a name ends that fills the space between two marks."""
        token = TOKEN.match(self._text, at, end)
        if token is None:
            return None
        credit = credited().search(token[0], 2)  # 编辑：姜某某责任编辑：…
        name = token[0][: credit.start()] if credit else token[0]
        short = len(name) == 2 and name[0] in words("posts", "surnames") - words("posts", "doubtful_surnames")
        return at + len(name) if short or is_full_name(name) else None

    # Cases 3, 4 and 5

    def _find_led(self, passage: Passage, start: int, end: int) -> None:
        for match in led().finditer(self._text, start, end):
            self._roles[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            self._led.add(match.end())
        self._find_at(passage, sorted(place for place in self._led if start <= place < end))

    def _find_at(self, passage: Passage, starts: Iterable[int]) -> None:
        for start in starts:
            if end := self._end_of(passage, start):
                self._keep_name(start, end)
                self._find_listed(passage, start, end)

    def _find_listed(self, passage: Passage, start: int, end: int) -> None:
        """Case 5: from a name that another sign tells to those in front of it and behind."""
        while mark := BETWEEN_NAMES.match(self._text, end, passage.end):
            if following := self._end_of(passage, mark.end(), listed=True):
                self._keep_name(mark.end(), following)
            elif nick := nicknamed().match(self._text, mark.end(), passage.end):
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
        if start in self._found or self._roles[start] or self._named[start] or not (led or self._may_start(start)):
            return None
        for find in (name_end, self._led_end) if led else (name_end,):
            end = find(self._scene, passage, start)
            if led and end == start + 2:
                end = self._mend(end)
            if (
                end is not None
                and self._may_be(passage, start, end)
                and (led or PARTS.fullmatch(self._text, start, end) or self._reads_as_name(passage, start, end))
            ):
                return end
        return self._compound_end(start)

    def _mend(self, end: int) -> int:
        """尤凤|英端|出来, 秦时|月|收到: a name that the cut of the words has ended too soon."""
        word = self._scene.word_after(end)
        if word is None or not HAN.fullmatch(word.text):
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
        return word is not None and (word.tag in PERSONAL or not (self._is_function(start) or word.tag in _COUNTS))

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
        if name[0] in words("posts", "doubtful_surnames") and tag_of(given) not in PERSONAL:
            if tag_of(given) == "nz" and not HAN.match(self._text, end):
                return False
            return name[0] not in words("posts", "wide_surnames") and not self._recurs(start, end)
        # 宿舍|多, 平均|少: a common word and one character more
        common = len(name) == 3 and len(given) == 2 and tag_of(name[:2]) not in ("x", "ns", "nz", *PERSONAL)
        return common and not self._recurs(start, end)

    def _led_end(self, _: Scene, passage: Passage, start: int) -> int | None:
        """A name that only its place tells: 患者|何秀珍|在…, 姑娘|卓玛|和…, 丈夫|扎西次仁|开….."""
        text, sounds = self._text, words("posts", "sounds")
        run = start
        while run < min(start + 7, passage.end) and text[run] in sounds:
            run += 1
        if run - start > 3:
            return run
        compound = is_compound(text[start : start + 2])
        for length in (4, 3) if compound else (3, 2, 4):
            name, end = text[start : start + length], start + length
            if end > passage.end or not HAN.fullmatch(name):
                continue
            if not (self._scene.is_boundary(end) or text[end : end + 1] in words("names", "after_name")):
                continue
            by_sound = all(character in sounds for character in name) and not self._is_function(start)
            if (by_sound and tag_of(name) in ("x", "nz", *PERSONAL)) or is_full_name(name):
                return end
        if text[start + 2 : start + 3] == "、" and text[start] in words("posts", "surnames"):
            return start + 2 if name_end(self._scene, passage, start + 3) else None  # 甘露、毕某某
        return self._compound_end(start)

    def _compound_end(self, start: int) -> int | None:
        """皇甫|志勇种|了: two characters behind a surname of two, where the cut of the words is wrong."""
        first = self._scene.word_after(start)
        if (
            first is None
            or first.tag not in PERSONAL
            or first.text not in words("posts", "surnames")
            or len(first.text) < 2
        ):
            return None
        given = self._scene.word_after(first.end)
        return first.end + 2 if given and given.tag in ("x", *PERSONAL) and len(given.text) in (2, 3) else None

    def _reads_as_name(self, passage: Passage, start: int, end: int) -> bool:
        """Case 4."""
        scene, name = self._scene, self._text[start:end]
        if not scene.is_boundary(end):
            return False
        wide = name[0] in words("posts", "wide_surnames") or is_compound(name)
        given = name[surname_length(name) :]
        personal = tag_of(name) in PERSONAL
        if len(given) == 1 and not (wide and personal):
            return False
        if not personal and tag_of(given) not in ("x", "nz", "ns", *PERSONAL):
            return False
        common = len(name) == 3 and tag_of(name[:2]) not in ("x", "ns", "nz", *PERSONAL)
        if common and not wide and tag_of(given) == "x":  # 满意|率, 公开|信
            return False
        rare = tag_of(name[0]) in PERSONAL and tag_of(name[:2]) == "x"
        if name.endswith(endings("private", "places")):  # 白马湖
            return self._text.startswith(endings("private", "speaks"), end)
        if not (wide or rare) and not self._recurs(start, end):
            return self._text.startswith(endings("private", "speaks"), end)
        before = scene.word_before(start)
        free = (
            start == passage.start
            or not HAN.match(self._text[start - 1])
            or (before is not None and before.tag in _BESIDE)
        )
        return free and self._goes_on(end, passage)

    def _is_thing(self, passage: Passage, start: int, end: int) -> bool:
        """王家庄|村, “红色|帮办”: part of the name of a place or thing."""
        word = self._scene.word_after(end)
        if (
            word.text in words("private", "places")
            if word
            else self._text.startswith(endings("private", "places"), end)
        ):
            return True
        if self._text[start + 1] == "家" and self._text[start:end].endswith(endings("private", "places")):
            return True
        quote = self._scene.inside_quote(start, end, passage)
        return (
            quote is not None
            and quote.end - quote.start < LONGEST_NAME
            and not is_speech(quote, passage)
            and (quote.start, quote.end) != (start, end)
        )

    # Case 6

    def _find_again(self) -> None:
        known = {self._text[one.start : one.end]: one for one in self._found.values() if one.end - one.start > 2}
        for start, end, name in Names(known).search(self._text, 0, len(self._text)):
            if not self._is_named(start, end):
                by = start - known[name].start
                self._keep(start, end, known[name].hidden + by, known[name].hidden_end + by)

    def _recurs(self, start: int, end: int) -> bool:
        return self._text.count(self._text[start:end], max(0, start - _AROUND), end + _AROUND) > 1


def _whole(scene: Scene) -> Iterator[Mention]:
    """The mentions that names must leave alone: no short form, no region of two characters: names begin so."""
    return (
        mention
        for mention in outermost(m for m in scene.mentions if not m.deictic)
        if not (mention.rule == "region.short" and mention.end - mention.start == 2)
    )
