"""Who acts in a clause: the mention in subject position, carried over where a clause leaves it out.

Cases, in the order they are tried:

1. inside quoted speech: what the clause itself puts in front, else the office of the speaker
2. a mention at the clause's head, behind dates and connectives: 今年以来，*镇江市*紧紧围绕…
3. a person with an office there: *陶山镇*党委书记陈阿朋…
4. the subject of the clause before, in the same paragraph
5. nobody yet: the region the section is about
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from govgraph.extract.claims import PostClaim, Roles
from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.model import EntityType
from govgraph.text.passages import Clause, Passage, Sentence

ACTORS: tuple[EntityType, ...] = (
    "Region", "PartyOrganisation", "PublicOrganisation", "Enterprise", "Project", "Program",
)  # fmt: skip

#: A program or project acts in its own run of clauses; behind ； the body that was spoken of goes on.
_PASSING = ("Program", "Project")
_SUMS_UP = re.compile("(?:截至[^，。]{1,8}，|目前，|如今，)?(?:共|累计|已|总|全年|每年|平均)")
_NOT_SUBJECT = re.compile("的(?!帮|支持|指导)|[以之][外内]|在内|等地|以来|开始")
_LOCATIVE = frozenset({"内", "外", "里", "中", "上", "下", "境内", "以外", "之外"})
#: A name in a list stands for itself only: “三棵树、创显电子等85个项目” is nobody's subject.
_LISTED = re.compile("[”’》]?(?:、|和(?!.{0,20}(?:签|共))|等)|[”’]?[“‘]")
_PASSING_TOPICS = ("Enterprise", "Project", "Program", "PublicOrganisation")
_ATTRIBUTE = re.compile(
    "[^，。；的]*(?:投资|位于|坐落|占地|隶属|落户|规划|总面积|面积|作为|成立|创办|入驻)[^，。；]*的[“《]?(?:[^，。；的]{1,4}—)?"
)
_NOTHING = re.compile("[”》]?(?:项目)?[，：]?")
_FIGURE = re.compile("[”’》]?[\u4e00-\u9fff]{0,8}?[达为超近约]?[\\d.,]+[^，]{1,4}，(?!占|其中|同比|环比|较|比上年)")
#: 是*巴中市*政治中心: what stands behind 是 is said of somebody else.
_COPULA = re.compile("(?:这|也|正|又|更|还)?是")
_THIS = re.compile("(?:位于[^，。；的]{2,14}的)?[这该此]")
_TITLES = re.compile("[^，。；]{2,24}(?:委员|代表|会长|主席|理事)、")
_SETTING = re.compile("在|走进|来到|位于|坐落|步入|进入")
_SETTING_STARTS = frozenset("在走来位坐步进")
_SITE = re.compile(
    "[”》]?[^，。；的]{0,12}(?:内|里|中|现场|车间|厂区|工地|基地|项目部|厂房|总部|大楼)?(?:采访时)?(?:看到)?，"
)
_COUNTED_UNDER = re.compile(
    "[，；。省市区县镇乡村局][近约超]?[0-9.]+[万余多]?[个项件类家][^，。；]*(?:实行|试点|实现|纳入)了?[“‘]?$"
)
_PRONOUN = re.compile("[他她](?!们的|的|人|说|告诉|介绍)")
_start = attrgetter("start")
_HELPED = "^在(?P<helper>.{2,30}?)的?WORDS[和与]?(?:\\w{2})?下"


class Subject(msgspec.Struct, frozen=True, gc=False):
    """The mention that acts in a clause, and those named beside it (市委、*市政府*).

    ``said`` is False where it was carried over, ``speaker`` True in speech; ``topic`` is the body last spoken of.
    """

    mention: Mention
    said: bool
    speaker: bool = False
    beside: tuple[Mention, ...] = ()
    topic: Mention | None = None

    @property
    def all(self) -> tuple[Mention, ...]:
        return (self.mention, *self.beside)


class Subjects:
    """The subject of every clause of a document."""

    def __init__(self, scene: Scene, posts: list[PostClaim]) -> None:
        self.scene = scene
        self.posts = sorted(posts, key=lambda post: post.name_start)
        self._named = [post.name_start for post in self.posts]
        self._mentions = sorted((m for m in scene.mentions if m.type in ACTORS), key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]
        self._by_clause: dict[int, Subject] = {}
        self._homes: dict[int, Mention] = {}
        self._titled: dict[int, Mention] = {}
        self._heads: dict[int, Mention | None] = {}
        #: What has been read of the parts of each clause, and of the helpers of each sentence, by their places.
        self.roles: dict[int, Roles] = {}
        self.helpers: dict[int, tuple[list[Mention], int]] = {}
        self._in_clause: dict[int, list[Mention]] = {}
        self._telling: dict[int, list[tuple[Clause, Subject, list[Mention]]]] = {}
        self._office = {post.person: post.of for post in posts}
        self._named_with: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._office:
            self._named_with[name[:1]].append(name)
        self._speakers: dict[int, Mention | None] = {}
        for passage in scene.passages:
            for sentence in passage.sentences:
                for clause in sentence.clauses:
                    self._heads[clause.start] = self._find_head(passage, clause)
        for passage in scene.passages:
            if passage.kind == "title":
                self._read_title(passage)
            self._read(passage)

    def of(self, clause: Clause) -> Subject | None:
        """The subject of this clause."""
        return self._by_clause.get(clause.start)

    def says(self, clause: Clause) -> bool:
        """Whether the clause itself names who acts."""
        subject = self.of(clause)
        return subject is not None and subject.said

    def topics(self) -> set[Mention]:
        """The mentions that a clause names as its subject."""
        return {one for subject in self._by_clause.values() if subject.said for one in subject.all}

    def sentence_before(self, passage: Passage, sentence: Sentence) -> Sentence | None:
        """The sentence before another: in its paragraph, or the last of the paragraph before."""
        index = passage.sentences.index(sentence)
        if index:
            return passage.sentences[index - 1]
        before = self.scene.passage_before(passage)
        return before.sentences[-1] if before and before.sentences else None

    def home(self, passage: Passage) -> Mention:
        """Stands for the region the passage's section is about."""
        return self._homes[passage.start]

    def speaker(self, passage: Passage, clause: Clause) -> Mention | None:
        """The office or company for which the speaker of a quoted clause speaks."""
        return self._speaker(passage, clause.speech.start, clause.speech.end) if clause.speech else None

    def program_before(self, sentence: Sentence, clause: Clause, place: int) -> Mention | None:
        """The program carried out before a place in the sentence, since the last ；; 通过“晋心直通”平台…."""
        start = max(sentence.start, self.scene.text.rfind("；", sentence.start, place) + 1)
        programs = [m for m in self.within(start, place) if m.type == "Program"]
        if not programs:
            subject = self.of(clause)
            return subject.mention if subject and subject.mention.type == "Program" else None
        program = programs[-1]
        if _COUNTED_UNDER.search(self.scene.text, max(start, program.start - 30), program.start):
            return None  # 136个事项实现“最多跑一次”，不动产登记5个工作日办结
        if program.start >= clause.start and not self.says(clause):
            return program  # 通过“晋心直通”平台收集诉求2874件: nobody else is said to act
        lead = self.scene.text[max(start, program.start - 10) : program.start]
        done = pattern("programs", "carried_out", "WORDS了?[^，。；“”]{0,6}$").search(lead)
        return program if done or program.start <= clause.start + 1 else None

    def within(self, start: int, end: int) -> list[Mention]:
        """The outermost actors between two places."""
        found: list[Mention] = []
        reach = start
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            mention = self._mentions[index]
            if mention.end <= end and mention.start >= reach:
                found.append(mention)
                reach = mention.end
        return found

    def _named_at(self, start: int, last: int, limit: int) -> Mention | None:
        """The first of the outermost actors up to ``limit``, where it starts between two places, both included."""
        for index in range(bisect_left(self._starts, start), bisect_right(self._starts, last)):
            if self._mentions[index].end <= limit:
                return self._mentions[index]
        return None

    def names_any(self, start: int, end: int) -> bool:
        """Whether an actor's name starts between two places."""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end

    def within_clause(self, clause: Clause) -> list[Mention]:
        """The outermost actors of a clause; found once, asked for by every relation."""
        found = self._in_clause.get(clause.start)
        if found is None:
            found = self._in_clause[clause.start] = self.within(clause.start, clause.end)
        return found

    def telling_clauses(self, sentence: Sentence) -> list[tuple[Clause, Subject, list[Mention]]]:
        """The clauses of a sentence that name an actor, their subjects and the outermost actors named there."""
        found = self._telling.get(sentence.start)
        if found is None:
            read = [(clause, self.of(clause), self.within_clause(clause)) for clause in sentence.clauses]
            found = [(clause, subject, named) for clause, subject, named in read if subject is not None and named]
            self._telling[sentence.start] = found
        return found

    def _read(self, passage: Passage) -> None:
        home = Mention(passage.start, passage.start, "Region", "", "region.home", 0.7, deictic=True)
        self._homes[passage.start] = home
        current = topic = Subject(self._titled.get(passage.section, home), said=False)
        for number, sentence in enumerate(passage.sentences):
            if current.mention is home:
                ahead = passage.sentences[number : number + 2] if number == 0 else [sentence]
                current = topic = next(filter(None, (self._later(one) for one in ahead)), current)
            for clause in sentence.clauses:
                subject = self._in_speech(passage, clause) if clause.speech else None
                own = self._at_head(clause)
                told = own and own.type == "Region" and not current.mention.deictic
                if told and own and own.end < clause.end and _COPULA.match(self.scene.text, clause.start):
                    own = own if self._named_between(clause.start, clause.end) else None
                if own:
                    if own.deictic and own is not current.mention:
                        own = replace(own, otherwise=current.mention)
                    subject = Subject(own, said=True, speaker=bool(clause.speech), beside=self._beside(own, clause.end))
                elif subject is None:
                    subject = Subject(current.mention, False, current.speaker, current.beside, current.topic)
                spoken_of = topic.mention if topic.mention is not home else None
                self._by_clause[clause.start] = Subject(
                    subject.mention, subject.said, subject.speaker, subject.beside, spoken_of
                )
                if not clause.speech and not self._is_aside(clause, subject):
                    current = subject
                    topic = topic if subject.mention.type in _PASSING else subject
                if founded := self._founded(clause):
                    current = Subject(founded, said=False)
                if current.mention.type in _PASSING and (self._passes(clause) or self._only_counts(clause, subject)):
                    current = topic

    def _read_title(self, passage: Passage) -> None:
        """A body or company that the title is about is whom the article speaks of: *行政审批局*：“寿速办”擦亮名片."""
        clauses = [clause for sentence in passage.sentences for clause in sentence.clauses]
        heads = [own for clause in clauses[:1] if (own := self._at_head(clause))]
        for own in heads:
            if own.type in ("PartyOrganisation", "PublicOrganisation", "Enterprise") and not own.deictic:
                self._titled.setdefault(passage.section, own)

    def _passes(self, clause: Clause) -> bool:
        """Whether a program's or project's run of clauses ends here: at ；, or at 。 where no sum follows."""
        end = self.scene.text[clause.end - 1]
        return end == "；" or (end == "。" and _SUMS_UP.match(self.scene.text, clause.end) is None)

    def _founded(self, clause: Clause) -> Mention | None:
        """县委成立*光伏产业工作专班*，全程帮办…: a team founded at a clause's end acts in the clauses behind."""
        named = self.within_clause(clause)
        last = named[-1] if named else None
        if last is None or last.type not in ("PublicOrganisation", "PartyOrganisation") or last.deictic:
            return None
        behind = self.scene.text[last.end : clause.end].lstrip("”’")
        founding = pattern("clauses", "founding_bodies", "WORDS了?[^，。；、]{0,6}$").search(
            self.scene.text, clause.start, last.start
        )
        return last if founding and behind == "，" else None

    def _only_counts(self, clause: Clause, subject: Subject) -> bool:
        """一体化平台覆盖率100%: a program that only has a figure here does not act in the clauses behind."""
        counted = _FIGURE.match(self.scene.text, subject.mention.end)
        return subject.said and subject.mention.start >= clause.start and counted is not None

    def _later(self, sentence: Sentence) -> Subject | None:
        """The first subject of a sentence that opens without one: 撤销机关党支部，……*淮安行政审批系统*以…."""
        heads = ((c, self._at_head(c)) for c in sentence.clauses if c.speech is None)
        return next((Subject(own, said=False) for _, own in heads if own is not None and own.type in ACTORS[:3]), None)

    def _beside(self, mention: Mention, limit: int) -> tuple[Mention, ...]:
        """Bodies and regions that act together with the subject: 省财政厅和*省农业农村厅*出台…."""
        found, at = [], mention.end
        while joint := pattern("clauses", "joint", "WORDS?").match(self.scene.text, at):
            following = self._named_at(joint.end(), joint.end(), limit)
            if following is None or following.type not in ACTORS[:3]:
                break
            following = self.chain_end(following, limit)
            found.append(following)
            at = following.end
        return tuple(found)

    def _is_aside(self, clause: Clause, subject: Subject) -> bool:
        """A clause that only dates or places what follows does not change who acts."""
        return subject.said and self.scene.text.startswith(("随着", "作为", "对于"), clause.start, clause.end)

    def _in_speech(self, passage: Passage, clause: Clause) -> Subject | None:
        assert clause.speech is not None  # noqa: S101 - the caller asks only for clauses in speech
        body = self._speaker(passage, clause.speech.start, clause.speech.end)
        return Subject(body, said=False, speaker=True) if body else None

    def _speaker(self, passage: Passage, start: int, end: int) -> Mention | None:
        """The office of whoever is named behind the speech or, failing that, last before it in the paragraph."""
        if start not in self._speakers:
            self._speakers[start] = self._find_speaker(passage, start, end)
        return self._speakers[start]

    def _find_speaker(self, passage: Passage, start: int, end: int) -> Mention | None:
        behind = self.scene.text[end : min(end + 60, passage.end)]
        cut = behind.find("“")
        behind = behind[: cut if cut > 0 else None]
        near = [(p.name_start, p.of) for p in self._named_between(end, end + len(behind))]
        near += [(end + behind.find(n), of) for n, of in self._office.items() if 0 <= behind.find(n) < 12]
        if near:
            return min(near, key=lambda pair: pair[0])[1]
        if before := self._named_between(passage.start, start):
            return before[-1].of
        names = [(self.scene.text.rfind(name, passage.start, start), of) for name, of in self._office.items()]
        return max((pair for pair in names if pair[0] >= 0), key=lambda pair: pair[0], default=(0, None))[1]

    def _named_between(self, start: int, end: int) -> list[PostClaim]:
        """The office-holders named between two places."""
        first = bisect_left(self._named, start)
        if first == len(self._named) or self._named[first] >= end:
            return []
        return self.posts[first : bisect_left(self._named, end)]

    def _at_head(self, clause: Clause) -> Mention | None:
        """The mention in subject position, or the office of the person there."""
        return self._heads[clause.start]

    def _find_head(self, passage: Passage, clause: Clause) -> Mention | None:
        start = self._skip_lead(passage, clause)
        first = self.scene.text[start : start + 1]
        if first in _SETTING_STARTS and (placed := self._placed(clause, start) or self._set_in(clause, start)):
            return placed
        helped = self.scene.text[clause.start] == "在" and pattern("clauses", "help", _HELPED).match(
            self.scene.text[clause.start : clause.end]
        )
        if helped:
            start = clause.start + helped.end()
            first = self.scene.text[start : start + 1]
        if named := self._named_between(clause.start, clause.end):
            people = [
                p
                for p in named
                if (p.start <= start + 1 or clause.start <= p.of.start <= start + 1) and p.end <= clause.end
            ]
            people = people or self._last_of_titles(clause, start)
            if people:
                return self._reported(people[-1].of, people[-1].end, clause)
        for name in self._named_with.get(first, ()):
            if self.scene.text.startswith(name, start):
                return self._reported(self._office[name], start + len(name), clause)
        if first in ("“", "‘", "《"):
            start += 1
            first = self.scene.text[start : start + 1]
        if first in ("他", "她") and (pronoun := self._pronoun(start, passage)):
            return pronoun
        if first in ("位", "这", "该", "此") and (this := self._this(start, clause)):
            return this
        mention = self._named_at(start - 1, start, clause.end)
        if mention is None or helped:
            return mention or self._described(start, clause)
        if topic := self._described(mention.end, clause):
            return topic
        if mention.type in ("Enterprise", "Project", "Program") and _LISTED.match(self.scene.text, mention.end):
            return None
        end = self.chain_end(mention, clause.end)
        if end.type in ("Region", "PublicOrganisation") and self._is_attribute(end):
            return None
        return end

    def _last_of_titles(self, clause: Clause, start: int) -> list[PostClaim]:
        """晋中市政协委员、*鸿瑞集团*董事长冀永宏承诺…: the office right before the name speaks for the person."""
        posts = [p for p in self._named_between(clause.start, clause.end) if p.end <= clause.end]
        first = posts[0] if posts else None
        before = self.scene.text[start : min(first.start, first.of.start)] if first else ""
        return [first] if first and _TITLES.fullmatch(before) else []

    def _is_attribute(self, mention: Mention) -> bool:
        """桂花街道*的*热线, 工业园区*内*: a name that only places or owns what follows."""
        word = self.scene.word_after(mention.end)
        located = word is not None and word.text in _LOCATIVE
        return located or _NOT_SUBJECT.match(self.scene.text, mention.end) is not None

    def possessor(self, clause: Clause) -> Mention | None:
        """*桂花街道*的热线投诉量: the name at the clause's head that owns what its figures count."""
        start = self._skip_lead(self.scene.passage_of(clause.start), clause)
        mention = self._named_at(start, start, clause.end)
        owns = mention is not None and self.scene.text.startswith("的", self.chain_end(mention, clause.end).end)
        return self.chain_end(mention, clause.end) if mention is not None and owns else None

    def _described(self, start: int, clause: Clause) -> Mention | None:
        """总投资8亿元的*万洋众创城*，减少了…: a name behind its attribute is what the clauses behind are about."""
        named = self.within_clause(clause)
        last = named[-1] if named else None
        if last is None or last.type not in _PASSING_TOPICS or last.start <= start:
            return None
        attribute, behind = self.scene.text[start : last.start], self.scene.text[last.end : clause.end]
        if not _ATTRIBUTE.fullmatch(attribute):
            return None
        alone = _NOTHING.fullmatch(behind) is not None
        return last if alone or (last.type == "Project" and not behind.startswith(("的", "、", "等", "和"))) else None

    def _this(self, start: int, clause: Clause) -> Mention | None:
        """这支由42名业务骨干组成的*队伍*, 位于该园区的这家外资*企业*: the kind behind its attribute."""
        if not _THIS.match(self.scene.text, start):
            return None
        return next((m for m in self.within(start, clause.end) if m.deictic and m.rule == "deictic.kind"), None)

    def _pronoun(self, start: int, passage: Passage) -> Mention | None:
        """*她*带着电工进厂: the office of whoever was named last."""
        if not _PRONOUN.match(self.scene.text, start) or passage.speech_at(start):
            return None
        before = self._named_between(0, start)
        return before[-1].of if before else None

    def _reported(self, of: Mention, end: int, clause: Clause) -> Mention:
        """李宁介绍，…: what an official reports without quotation marks is of the region the body serves."""
        said = pattern("clauses", "speech").search(self.scene.text, end, clause.end)
        region = of.owner if of.owner is not None and of.owner.type == "Region" else None
        return region if said and region and self.scene.text[clause.end - 1] == "，" else of

    def _placed(self, clause: Clause, start: int) -> Mention | None:
        """在*联和街*，…: a clause that is nothing but a place makes the place act."""
        if self.scene.text[start : start + 1] != "在":
            return None
        mention = self._named_at(start + 1, start + 1, clause.end)
        if mention is None or mention.type != "Region":
            return None
        last = self.chain_end(mention, clause.end)
        return last if self.scene.text[last.end : clause.end].strip("，") in ("", "内", "里") else None

    def _set_in(self, clause: Clause, start: int) -> Mention | None:
        """走进*贝莱胜电子有限公司*，…; 在*大生集团*纺纱车间内，…: where a reporter stands is what is told of."""
        if not _SETTING.match(self.scene.text, start):
            return None
        named = [m for m in self.within(start, clause.end) if m.type in ("Enterprise", "Project")]
        if len(named) != 1:
            return None
        return named[0] if _SITE.fullmatch(self.scene.text[named[0].end : clause.end]) else None

    def _skip_lead(self, passage: Passage, clause: Clause) -> int:
        """Where the clause begins behind connectives and dates."""
        leads = pattern("clauses", "leads", "(?:[“”‘’（）\\s：，、]|WORDS)*")
        at, moved = clause.start, True
        while moved:
            match = leads.match(self.scene.text, at, clause.end)
            after = match.end() if match else at
            if passage.dates and (index := bisect_right(passage.dates, after, key=_start)):
                after = max(after, passage.dates[index - 1].end)
            moved, at = after != at, after
        return at

    def chain_end(self, mention: Mention, limit: int) -> Mention:
        """The last of mentions that follow one another: 城南新区 *渠南村*."""
        while following := self._named_at(mention.end, mention.end, limit):
            if following.type in ("Enterprise", "Project"):
                break
            if mention.type != "Region" and following.type != "Program" and following.owner is not mention:
                break
            mention = following
        return mention
