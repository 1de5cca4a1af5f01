"""Three invented extractions that hold every type, kind, relation and basis; two agree on much of what they say."""

from datetime import date
from decimal import Decimal

from govgraph.model import (
    Basis,
    Bound,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Measure,
    MentionEvidence,
    Post,
    Predicate,
    Relation,
    SourceInfo,
)

_KEYS: dict[str, tuple[EntityType, str | None, str | None, str]] = {
    "云岭省": ("Region", "AdministrativeDivision", "99", "Region:99"),
    "青渡市": ("Region", "AdministrativeDivision", "9901", "Region:9901"),
    "河湾区": ("Region", "AdministrativeDivision", "990102", "Region:990102"),
    "青渡高新区": ("Region", "FunctionalZone", None, "Region:青渡高新区@Region:9901"),
    "柳荫社区": ("Region", "Community", None, "Region:柳荫社区@Region:990102"),
    "青渡市委": ("PartyOrganisation", None, None, "PartyOrganisation:市委@Region:9901"),
    "青渡市行政审批局党支部": ("PartyOrganisation", None, None, "PartyOrganisation:行政审批局党支部@Region:9901"),
    "青渡市行政审批局": ("PublicOrganisation", None, None, "PublicOrganisation:行政审批局@Region:9901"),
    "红帆领航": ("Program", "Initiative", None, "Program:红帆领航@Region:9901"),
    "红帆领航（河湾）": ("Program", "Initiative", None, "Program:红帆领航@Region:990102"),
    "红帆窗口": ("Program", "ServiceChannel", None, "Program:红帆窗口@Region:9901"),
    "晨露杯": ("Program", None, None, "Program:晨露杯@Region:9901"),
    "白鹭仪表": ("Enterprise", None, None, "Enterprise:白鹭仪表"),
    "白鹭仪表智能工厂项目": ("Project", None, None, "Project:白鹭仪表智能工厂@Region:9901"),
}

ALIASES = {"青渡市": ("青渡",), "白鹭仪表": ("云岭白鹭仪表股份有限公司", "白鹭"), "红帆窗口": ("“红帆”专窗",)}


class Article:
    """Builds one extraction; what it says gets evidence at rising offsets."""

    def __init__(
        self, number: int, published: date | None, title: str | None = None, source: str | None = None
    ) -> None:
        name = f"{number:03}_made_up"
        self.document = SourceInfo(name, f"{number:064x}", title, published, source, f"news/{name}.txt", 900)
        self._entities: dict[str, list[MentionEvidence]] = {}
        self._names: dict[str, str] = {}
        self._relations: list[Relation] = []
        self._posts: list[Post] = []
        self._measures: list[Measure] = []
        self._offset = 10 * number

    def entity(self, name: str, *, called: str | None = None) -> str:
        """Mention an entity, by a name of its own if ``called``; its id."""
        self._names[name] = called or self._names.get(name, name.removesuffix("（河湾）"))
        place = self._evidence(self._names[name])
        named = MentionEvidence(place.start, place.end, place.text, "mention.full", 0.9)
        self._entities.setdefault(name, []).append(named)
        return f"e{list(self._entities).index(name)}"

    def say(
        self, subject: str, predicate: Predicate, object_: str, confidence: float = 0.9, basis: Basis = "text"
    ) -> "Article":
        ends = self.entity(subject), self.entity(object_)
        place = self._evidence(f"{subject}……{object_}")
        self._relations.append(Relation(ends[0], predicate, ends[1], basis, f"{predicate}.verb", confidence, place))
        return self

    def post(self, person: str, role: str, of: str, confidence: float = 0.9) -> "Article":
        place = self._evidence(f"{of}{role}{person}")
        self._posts.append(Post(person, role, self.entity(of), "post.title", confidence, place))
        return self

    def figure(
        self,
        subject: str,
        indicator: str,
        value: str,
        unit: str,
        bound: Bound = "exact",
        period: tuple[str, date | None, date | None] | None = None,
    ) -> "Article":
        words, start, end = period or (None, None, None)
        place = self._evidence(f"{indicator}{value}{unit}")
        self._measures.append(
            Measure(
                self.entity(subject),
                indicator,
                Decimal(value),
                unit,
                bound,
                words,
                start,
                end,
                "measure.verb",
                0.8,
                place,
            )
        )
        return self

    def extraction(self) -> Extraction:
        entities = []
        for position, (name, mentions) in enumerate(self._entities.items()):
            kind, refined, code, key = _KEYS[name]
            aliases = ALIASES.get(name, ())
            entities.append(
                Entity(f"e{position}", kind, self._names[name], aliases, key, tuple(mentions), refined, code)
            )
        return Extraction(
            self.document, tuple(entities), tuple(self._relations), tuple(self._posts), tuple(self._measures)
        )

    def _evidence(self, text: str) -> Evidence:
        start = self._offset
        self._offset += len(text) + 1
        return Evidence(start, start + len(text), text)


def example() -> tuple[Extraction, ...]:
    """The three extractions."""
    first = Article(1, date(2021, 11, 19), "红帆领航出实招", "青渡日报")
    first.say("青渡市", "partOf", "云岭省", 0.99, "gazetteer").say("河湾区", "partOf", "青渡市")
    first.say("柳荫社区", "partOf", "河湾区").say("青渡高新区", "partOf", "青渡市")
    first.say("青渡市委", "jurisdiction", "青渡市").say("青渡市行政审批局", "jurisdiction", "青渡市")
    first.say("青渡市行政审批局党支部", "subOrganisationOf", "青渡市行政审批局")
    first.say("青渡市委", "runs", "红帆领航", 0.8).say("红帆窗口", "partOfProgram", "红帆领航")
    first.say("红帆领航", "serves", "白鹭仪表智能工厂项目").say("青渡市行政审批局", "serves", "白鹭仪表")
    first.say("白鹭仪表", "undertakes", "白鹭仪表智能工厂项目").say("白鹭仪表", "locatedIn", "青渡高新区")
    first.post("闻景行", "书记", "青渡市委").post("闻景行", "党工委书记", "青渡高新区").post(
        "陆知微", "总经理", "白鹭仪表"
    )
    first.figure("红帆领航", "解决问题", "83", "个", "exact", ("今年以来", date(2021, 1, 1), date(2021, 11, 19)))
    first.figure("白鹭仪表智能工厂项目", "总投资", "12.5", "亿元", "about")
    first.figure("青渡高新区", "复垦土地", "300", "亩", "almost", ("活动开展以来", None, None))

    second = Article(2, date(2021, 11, 22), "“红帆领航” 跑出加速度")
    second.entity("白鹭仪表", called="云岭白鹭仪表股份有限公司")
    second.say("青渡市", "partOf", "云岭省", 0.7).say("青渡市委", "runs", "红帆领航", 0.8)
    second.say("白鹭仪表", "locatedIn", "青渡高新区", 0.6)
    second.figure("红帆领航", "解决问题", "83.0", "个", "over", ("今年以来", date(2021, 1, 1), date(2021, 11, 22)))
    second.post("闻景行", "市委书记", "青渡市委")

    third = Article(3, None)
    third.entity("白鹭仪表", called="云岭白鹭仪表股份有限公司")
    third.say("河湾区", "runs", "红帆领航（河湾）").say("河湾区", "runs", "晨露杯", 0.99, "correction")
    third.say("白鹭仪表", "locatedIn", "柳荫社区", 0.5).figure("晨露杯", "提速", "45", "个百分点")
    return first.extraction(), second.extraction(), third.extraction()
