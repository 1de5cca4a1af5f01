"""A made-up graph: two cities of an invented province, every type, every kind of statement."""

from datetime import date
from decimal import Decimal

from govgraph.model import (
    Basis,
    Bound,
    EntityType,
    Graph,
    GraphEvidence,
    GraphMeasure,
    GraphPost,
    GraphRelation,
    Node,
    Predicate,
    SourceInfo,
)

HOSTILE = "<img src=x onerror=alert(1)>"
BREAKOUT = "</script><script>alert(2)</script>"
LINK = '<a href="javascript:alert(3)">点我</a>'

REGIONS = {
    "province": ("云泽省", None),
    "lanjiang": ("澜江市", "province"),
    "heyang": ("禾阳市", "province"),
    "lj_dongting": ("东亭区", "lanjiang"),
    "lj_xishan": ("西杉区", "lanjiang"),
    "lj_luxi": ("芦溪县", "lanjiang"),
    "lj_zone": ("澜江高新技术产业开发区", "lanjiang"),
    "hy_gucheng": ("古城区", "heyang"),
    "hy_linhe": ("临禾县", "heyang"),
    "hy_port": ("禾阳港经济区", "heyang"),
    "lj_qiaotou": ("桥头镇", "lj_luxi"),
    "lj_meishan": ("梅杉街道", "lj_xishan"),
    "hy_wanli": ("万里街道", "hy_gucheng"),
    "hy_shuangshu": ("双树社区", "hy_wanli"),
}
BODIES = {
    "lj_committee": ("PartyOrganisation", "中共澜江市委", "lanjiang"),
    "lj_org": ("PartyOrganisation", "澜江市委组织部", "lanjiang"),
    "lj_bureau": ("PublicOrganisation", "澜江市行政审批局", "lanjiang"),
    "lj_hall": ("PublicOrganisation", "澜江市政务服务中心", "lanjiang"),
    "lj_tax": ("PublicOrganisation", "澜江市税务局", "lanjiang"),
    "dt_committee": ("PartyOrganisation", "东亭区委", "lj_dongting"),
    "dt_bureau": ("PublicOrganisation", "东亭区行政审批局", "lj_dongting"),
    "lx_committee": ("PartyOrganisation", "芦溪县委", "lj_luxi"),
    "qt_committee": ("PartyOrganisation", "桥头镇党委", "lj_qiaotou"),
    "zone_committee": ("PartyOrganisation", "高新区党工委", "lj_zone"),
    "zone_board": ("PublicOrganisation", "高新区管委会", "lj_zone"),
    "hy_committee": ("PartyOrganisation", "中共禾阳市委", "heyang"),
    "hy_bureau": ("PublicOrganisation", "禾阳市政务服务管理办公室", "heyang"),
    "hy_work": ("PartyOrganisation", "禾阳市直机关工委", "heyang"),
    "gc_bureau": ("PublicOrganisation", "古城区住房和城乡建设局", "hy_gucheng"),
    "wl_committee": ("PartyOrganisation", "万里街道党工委", "hy_wanli"),
    "ss_branch": ("PartyOrganisation", "双树社区党支部", "hy_shuangshu"),
    "port_board": ("PublicOrganisation", "禾阳港经济区管委会", "hy_port"),
}
PROGRAMS = {
    "hongse_bangban": ("红色帮办", "lj_org"),
    "secretary": ("书记项目", "lj_committee"),
    "one_visit": ("一次办好", "lj_bureau"),
    "window": ("“双优”政务窗口", "lj_hall"),
    "dt_butler": ("红色管家", "dt_committee"),
    "qt_reclaim": ("土地复垦攻坚行动", "qt_committee"),
    "zone_list": ("“揭榜领题”行动", "zone_committee"),
    "zone_diary": ("民情小日记", "zone_committee"),
    "hy_secretary": ("书记项目", "hy_committee"),
    "hy_express": ("早餐会快速通道", "hy_bureau"),
    "hy_pioneer": ("先锋服务队", "hy_work"),
    "gc_renew": ("老旧小区焕新", "gc_bureau"),
    "wl_grid": ("网格议事厅", "wl_committee"),
    "port_night": ("夜间代办点", "port_board"),
}
FIRMS = {
    "rifeng": ("澜江晴峰新材料股份有限公司", "lj_zone"),
    "shenlan": ("深岚电力科技有限公司", "lj_zone"),
    "qihang": ("启舟精密仪器有限公司", "lj_dongting"),
    "heli": ("禾立农机集团", "hy_linhe"),
    "gangtong": ("港通物流有限公司", "hy_port"),
    "yunzhi": ("云织纺织有限公司", "hy_gucheng"),
    "mulan": ("沐岚生物", "lj_xishan"),
}
PROJECTS = {
    "base": ("新型应用材料研发生产基地项目", "rifeng", "lj_zone"),
    "grid": ("智能电网装备二期项目", "shenlan", "lj_zone"),
    "lens": ("精密光学镜头项目", "qihang", "lj_dongting"),
    "dock": ("五万吨级泊位改扩建工程", "gangtong", "hy_port"),
    "tractor": ("智慧农机产业园", "heli", "hy_linhe"),
    "cold": ("冷链物流园项目", "gangtong", "hy_port"),
}
SERVED = {
    "hongse_bangban": ("base", "grid", "lens", "rifeng", "shenlan"),
    "one_visit": ("qihang", "mulan"),
    "zone_list": ("base",),
    "hy_express": ("heli", "tractor", "yunzhi"),
    "port_night": ("gangtong", "dock", "cold"),
    "dt_butler": ("lens",),
}
PREFIXES = {
    "Region": "region",
    "PartyOrganisation": "party",
    "PublicOrganisation": "body",
    "Program": "program",
    "Enterprise": "firm",
    "Project": "project",
}
ALIASES = {
    "hongse_bangban": ("“红色帮办”服务", "帮办队"),
    "lj_zone": ("高新区", "澜江高新区"),
    "rifeng": ("晴峰新材料", "晴峰股份"),
    "lj_bureau": ("市行政审批局",),
}


class _Builder:
    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.relations: list[GraphRelation] = []
        self.posts: list[GraphPost] = []
        self.measures: list[GraphMeasure] = []
        self.evidence: list[GraphEvidence] = []
        self.written = [0] * 5
        self.documents = tuple(
            SourceInfo(f"00{i}_a{i}", str(i) * 64, title, day, source, f"{i}.txt", 2_000)
            for i, (title, day, source) in enumerate(
                [
                    ("澜江：把支部建在项目上，红色帮办跑出加速度", date(2021, 11, 19), "云泽日报"),
                    ("高新区“揭榜领题”出实招", date(2022, 3, 4), "澜江新闻网"),
                    ("禾阳市：早餐会开出快速通道", date(2020, 6, 30), "禾阳发布"),
                    ("万里街道网格议事厅里的烟火气", None, None),
                    (f"一篇带恶意标题的文章 {BREAKOUT}", date(2023, 1, 1), LINK),
                ]
            )
        )

    def add(self, key: str, kind: EntityType, name: str) -> None:
        self.nodes[key] = Node(
            f"{PREFIXES[kind]}:{key}",
            kind,
            name,
            ALIASES.get(key, ()),
            key,
            None,
            "999900" if key == "province" else None,
            1 + len(name) % 3,
            2 + len(name) % 7,
        )
        self.cite(self.nodes[key].id, 0, name, "mention", 1.0)

    def cite(self, statement: str, document: int, text: str, rule: str, confidence: float) -> None:
        place = self.written[document]
        self.written[document] += len(text) + 1  # a line each
        self.evidence.append(
            GraphEvidence(statement, self.documents[document].id, place, place + len(text), text, rule, confidence)
        )

    def relate(self, subject: str, predicate: Predicate, other: str, *sentences: str) -> None:
        statement = f"statement:{subject}_{predicate}_{other}"
        basis: Basis = "text" if sentences else "gazetteer"
        self.relations.append(
            GraphRelation(
                statement,
                self.nodes[subject].id,
                predicate,
                self.nodes[other].id,
                basis,
                0.93 if sentences else 1.0,
                max(1, len(sentences)),
            )
        )
        for i, sentence in enumerate(sentences):
            self.cite(statement, i % 4, sentence, f"{predicate}.cue", 0.93 - i / 50)

    def measure(self, key: str, indicator: str, value: str, unit: str, bound: Bound, period: str | None) -> None:
        statement = f"measure:{key}_{len(self.measures)}"
        self.measures.append(
            GraphMeasure(
                statement, self.nodes[key].id, indicator, Decimal(value), unit, bound, period, None, None, 0.9, 1
            )
        )
        self.cite(
            statement,
            1,
            f"{period or ''}，{self.nodes[key].name}已累计{indicator}{value}{unit}。",
            "measure.count",
            0.9,
        )

    def post(self, person: str, role: str, of: str) -> None:
        statement = f"post:{of}_{len(self.posts)}"
        self.posts.append(GraphPost(statement, f"person:p{len(self.posts)}", person, role, self.nodes[of].id, 0.88, 1))
        self.cite(
            statement, 1, f"{self.nodes[of].name}{role}{person}说：“群众的事，一天也不能等。”", "post.title", 0.88
        )


def example_graph() -> Graph:
    """The graph; the same at every call."""
    build = _Builder()
    for key, (name, parent) in REGIONS.items():
        build.add(key, "Region", name)
        if parent:
            build.relate(key, "partOf", parent)
    for key, (kind, name, region) in BODIES.items():
        build.add(key, kind, name)  # type: ignore[arg-type]
        build.relate(key, "jurisdiction", region, f"{name}在{REGIONS[region][0]}召开现场推进会。")
    build.relate("lj_org", "subOrganisationOf", "lj_committee", "市委组织部牵头抓总。")
    build.relate("lj_hall", "subOrganisationOf", "lj_bureau", "市政务服务中心由市行政审批局管理。")
    for key, (name, body) in PROGRAMS.items():
        build.add(key, "Program", name)
        owner = BODIES[body][1]
        build.relate(
            body,
            "runs",
            key,
            f"今年以来，{owner}紧紧围绕优化营商环境，把“{name}”列为重点任务，推动党建工作与中心工作深度融合。",
            f"{owner}负责人介绍，{name}已覆盖全部板块。",
        )
    build.relate("hongse_bangban", "partOfProgram", "secretary", "“红色帮办”是市委“书记项目”的重要内容。")
    for key, (name, region) in FIRMS.items():
        build.add(key, "Enterprise", name)
        build.relate(key, "locatedIn", region, f"{name}坐落于{REGIONS[region][0]}。")
    for key, (name, firm, region) in PROJECTS.items():
        build.add(key, "Project", name)
        build.relate(firm, "undertakes", key, f"由{FIRMS[firm][0]}投资建设的{name}落户。")
        build.relate(key, "locatedIn", region, f"{name}在{REGIONS[region][0]}正式开工。")
    for program, things in SERVED.items():
        for thing in things:
            name = build.nodes[thing].name
            build.relate(
                program,
                "serves",
                thing,
                f"{PROGRAMS[program][0]}队员上门为{name}解决用电、用工难题，从签约到开工仅用 45 天。",
            )
    _add_hostile(build)
    build.measure("hongse_bangban", "解决重难点问题", "83", "个", "about", "今年以来")
    build.measure("hongse_bangban", "帮办项目总投资", "402.5", "亿元", "over", "截至 10 月")
    build.measure("hongse_bangban", "建立功能型党支部", "80", "个", "exact", None)
    build.measure("qt_reclaim", "复垦矛盾抛荒地块", "3000", "亩", "almost", "2021 年")
    build.measure("qt_reclaim", "拆除存量非法大棚", "51300", "平方米", "about", "2021 年")
    build.post("闻一舟", "党工委书记", "zone_committee")
    build.post("陆清和", "局长", "lj_bureau")
    build.post("谷雨生", "党委书记", "qt_committee")
    return Graph(
        documents=build.documents,
        nodes=tuple(sorted(build.nodes.values(), key=lambda node: node.id)),
        relations=tuple(sorted(build.relations, key=lambda relation: relation.id)),
        posts=tuple(build.posts),
        measures=tuple(build.measures),
        evidence=tuple(sorted(build.evidence, key=lambda row: (row.statement, row.start))),
    )


def _add_hostile(build: _Builder) -> None:
    build.add("evil", "Enterprise", HOSTILE)
    build.add("evil_program", "Program", BREAKOUT)
    build.add("evil_link", "Project", LINK)
    build.relate("evil_program", "serves", "evil", f"{HOSTILE}与{BREAKOUT}与{LINK}都只是文字。")
    build.relate("evil", "undertakes", "evil_link", f"{LINK}\u2028仍是文字 & 不是标记。")


def big_graph(size: int) -> Graph:
    """A graph of ``size`` nodes in regions of about forty; those with low numbers are better supported."""
    regions = max(1, size // 40)
    nodes = [Node(f"region:{i:06}", "Region", f"第{i}县", (), "", None, None, 2, 2) for i in range(regions)]
    kinds: tuple[EntityType, ...] = ("PublicOrganisation", "Program", "Enterprise", "Project")
    nodes += [
        Node(f"thing:{i:06}", kinds[i % 4], f"第{i}号治理服务项目", (f"第{i}号",), "", None, None, 1, 3)
        for i in range(regions, size)
    ]
    relations: list[GraphRelation] = []
    evidence: list[GraphEvidence] = []
    for i, node in enumerate(nodes[1:], start=1):
        for predicate, other in _big_links(i, regions):
            statement = f"statement:{i:06}_{predicate}"
            relations.append(GraphRelation(statement, node.id, predicate, nodes[other].id, "text", 0.9, 1))
            evidence.append(
                GraphEvidence(
                    statement,
                    "d",
                    place := len(evidence) * 60,
                    place + len(text := f"{node.name}与{nodes[other].name}在一起推进今年以来的重点工作。"),
                    text,
                    "rule",
                    0.9,
                )
            )
    document = SourceInfo("d", "0" * 64, "大图", date(2024, 1, 1), "测试", "d.txt", 1)
    return Graph(documents=(document,), nodes=tuple(nodes), relations=tuple(relations), evidence=tuple(evidence))


def _big_links(i: int, regions: int) -> list[tuple[Predicate, int]]:
    if i < regions:
        return [("partOf", (i - 1) // 10)]
    links: list[tuple[Predicate, int]] = [("locatedIn", (i * 7919) % regions), ("serves", regions + (i - regions) // 3)]
    return links[: 1 + (i > regions)]
