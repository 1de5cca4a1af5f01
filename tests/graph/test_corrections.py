"""What a user has put right: each operation on graphs merged from articles, every fault with its line and remedy."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
import rdflib

from govgraph import ontology
from govgraph.errors import SetupError
from govgraph.graph import merge, merge_corrected
from govgraph.graph.corrections import Outcome, read_corrections
from govgraph.graph.corrections.entries import KINDS
from govgraph.model import Extraction, Graph, Node
from govgraph.write import write_tables, write_turtle
from tests.graph.articles import example

Correct = Callable[[str], tuple[Graph, Outcome]]


def respell(extraction: Extraction, keys: dict[str, str]) -> Extraction:
    """The same article with other keys for some of what it names."""
    return replace(extraction, entities=tuple(replace(e, key=keys.get(e.key, e.key)) for e in extraction.entities))


#: The company under two keys: seen near the city by the first article, with its legal name in the province by others.
NEAR, STATED = "Enterprise:白鹭仪表~Region:320600", "Enterprise:白鹭仪表@Region:320000"


def two_keys() -> list[Extraction]:
    first, second, third = example()
    plain = "Enterprise:白鹭仪表"
    return [respell(first, {plain: NEAR}), respell(second, {plain: STATED}), respell(third, {plain: STATED})]


@pytest.fixture
def correct(tmp_path: Path) -> Correct:
    """Merge the three articles with these corrections."""

    def run(text: str) -> tuple[Graph, Outcome]:
        path = tmp_path / "corrections.toml"
        path.write_text(text, encoding="utf-8")
        return merge_corrected(example(), read_corrections(path))

    return run


@pytest.fixture(scope="module")
def plain() -> Graph:
    return merge(example())


def node(graph: Graph, key: str) -> Node:
    (found,) = (node for node in graph.nodes if node.key == key)
    return found


def relations(graph: Graph) -> set[tuple[str, str, str]]:
    names = {node.id: node.name for node in graph.nodes}
    return {(names[row.subject], row.predicate, names[row.object]) for row in graph.relations}


COMPANY = "Enterprise:白鹭仪表"
PROGRAM, OTHER = "Program:红帆领航@Region:9901", "Program:红帆领航@Region:990102"
BUREAU = "PublicOrganisation:行政审批局@Region:9901"
CITY = "Region:9901"


def test_merged_things_are_one_node_of_the_first_ones_id(correct: Correct, plain: Graph) -> None:
    kept, gone = node(plain, PROGRAM), node(plain, OTHER)
    graph, outcome = correct(f'[[merge]]\ninto = "{kept.id}"\nentities = ["{gone.id}"]\n')
    assert gone.id not in {row.id for row in graph.nodes}
    assert node(graph, PROGRAM).documents == 3
    assert ("河湾区", "runs", "红帆领航") in relations(graph)
    assert {(row.key, row.rule, row.confidence) for row in graph.identities if row.node == kept.id} == {
        (PROGRAM, "owner", 0.97),
        (OTHER, "correction", 1.0),
    }
    assert outcome == Outcome(outcome.path, applied=1)


def test_the_id_that_a_merge_took_away_still_means_the_thing(correct: Correct, plain: Graph) -> None:
    kept, gone = node(plain, PROGRAM), node(plain, OTHER)
    graph, outcome = correct(
        f'[[merge]]\ninto = "{kept.id}"\nentities = ["{gone.id}"]\n[[rename]]\nentity = "{gone.id}"\nname = "红帆"\n'
    )
    assert (node(graph, PROGRAM).name, outcome.applied) == ("红帆", 2)


def test_what_belongs_to_merged_things_is_merged_too(correct: Correct, plain: Graph) -> None:
    city, district = node(plain, CITY), node(plain, "Region:990102")
    graph, _ = correct(f'[[merge]]\ninto = "{city.id}"\nentities = ["{district.id}"]\n')
    assert node(graph, PROGRAM).documents == 3
    assert OTHER not in {row.key for row in graph.nodes}


def test_things_kept_apart_are_not_joined_by_a_rule(tmp_path: Path) -> None:
    joined = merge(two_keys())
    (company,) = (row for row in joined.nodes if row.type == "Enterprise")
    assert {row.key for row in joined.identities if row.node == company.id} == {NEAR, STATED}
    path = tmp_path / "corrections.toml"
    near = merge(two_keys()[:1])
    (alone,) = (row.id for row in near.nodes if row.type == "Enterprise")
    path.write_text(f'[[keep_apart]]\nentities = ["{company.id}", "{alone}"]\n', encoding="utf-8")
    graph, outcome = merge_corrected(two_keys(), read_corrections(path))
    assert {row.id for row in graph.nodes if row.type == "Enterprise"} == {company.id, alone}
    assert outcome.applied == 1


def test_what_some_articles_name_so_is_another_thing(correct: Correct, plain: Graph) -> None:
    company = node(plain, COMPANY)
    entry = f'[[keep_apart]]\nentity = "{company.id}"\ndocuments = ["article:003_made_up"]\n'
    graph, outcome = correct(entry)
    part = node(graph, f"{COMPANY}?article:003_made_up")
    assert (node(graph, COMPANY).documents, part.documents, outcome.applied) == (2, 1, 1)
    assert node(graph, COMPANY).id == company.id
    located = {(row.subject, row.object) for row in graph.relations if row.predicate == "locatedIn"}
    community = node(graph, "Region:柳荫社区@Region:990102").id
    assert (part.id, community) in located and (company.id, community) not in located
    told = [row for row in graph.relations if company.id in (row.subject, row.object)]
    assert told and all(row.support <= 2 for row in told)
    assert {row.subject for row in graph.relations if row.predicate == "undertakes"} == {
        company.id for row in plain.relations if row.predicate == "undertakes"
    }
    by_path, _ = correct(entry.replace("article:003_made_up", "news/003_made_up.txt"))
    assert by_path == graph


def test_the_part_split_off_can_be_corrected_by_its_id(correct: Correct, plain: Graph) -> None:
    entry = f'[[keep_apart]]\nentity = "{node(plain, COMPANY).id}"\ndocuments = ["article:003_made_up"]\n'
    part = node(correct(entry)[0], f"{COMPANY}?article:003_made_up")
    graph, outcome = correct(f'[[rename]]\nentity = "{part.id}"\nname = "白鹭仪表维修部"\n{entry}')
    assert (node(graph, part.key).name, node(graph, COMPANY).name) == ("白鹭仪表维修部", "云岭白鹭仪表股份有限公司")
    assert outcome.applied == 2


def test_what_belongs_to_the_part_goes_with_it(correct: Correct, plain: Graph) -> None:
    graph, _ = correct(f'[[keep_apart]]\nentity = "{node(plain, CITY).id}"\ndocuments = ["article:002_made_up"]\n')
    committee = "PartyOrganisation:市委@Region:9901"
    assert (node(graph, committee).documents, node(graph, f"{committee}?article:002_made_up").documents) == (1, 1)
    assert node(graph, CITY).id == "region:9901"
    assert node(graph, f"{CITY}?article:002_made_up").code is None


def test_a_renamed_thing_keeps_its_id_and_its_old_name_as_alias(correct: Correct, plain: Graph) -> None:
    graph, _ = correct('[[rename]]\nentity = {type = "Enterprise", name = "白鹭"}\nname = "白鹭仪表集团"\n')
    before, after = node(plain, COMPANY), node(graph, COMPANY)
    assert (after.id, after.name, after.corrected) == (before.id, "白鹭仪表集团", True)
    assert set(after.aliases) == {before.name, *before.aliases}


def test_a_retyped_thing_changes_its_id_and_loses_what_does_not_fit(correct: Correct, plain: Graph) -> None:
    bureau = node(plain, BUREAU)
    entry = f'[[retype]]\nentity = "{bureau.id}"\ntype = "Enterprise"\n'
    graph, outcome = correct(entry)
    after = node(graph, "Enterprise:行政审批局@Region:9901")
    assert after.id.startswith("enterprise:") and after.corrected
    assert ("青渡市行政审批局", "jurisdiction", "青渡市") in relations(plain) - relations(graph)
    assert [note.line for note in outcome.left_out] == [1]
    assert "jurisdiction" in outcome.left_out[0].message
    renamed, outcome = correct(f'{entry}[[rename]]\nentity = "{after.id}"\nname = "行政审批公司"\n')
    assert (node(renamed, after.key).name, outcome.applied) == ("行政审批公司", 2)


def test_a_post_that_a_type_cannot_have_is_told(correct: Correct, plain: Graph) -> None:
    company = node(plain, COMPANY)
    graph, outcome = correct(f'[[retype]]\nentity = "{company.id}"\ntype = "Program"\n')
    assert [post.name for post in plain.posts if post not in graph.posts] == ["陆知微"]
    (note,) = outcome.left_out
    assert "陆知微 of Program:白鹭仪表" in note.message


def test_a_kind_can_be_given_without_another_type(correct: Correct, plain: Graph) -> None:
    program = node(plain, "Program:晨露杯@Region:9901")
    graph, _ = correct(f'[[retype]]\nentity = "{program.id}"\ntype = "Program"\nkind = "Initiative"\n')
    assert (node(graph, program.key).kind, node(graph, program.key).id) == ("Initiative", program.id)


def test_aliases_are_added(correct: Correct) -> None:
    graph, _ = correct('[[add_alias]]\nentity = "region:9901"\naliases = ["青渡城", "青渡"]\n')
    assert node(graph, CITY).aliases == ("青渡", "青渡城")


def test_a_dropped_thing_takes_along_what_is_said_of_it(correct: Correct, plain: Graph) -> None:
    company = node(plain, COMPANY)
    graph, _ = correct(f'[[drop_entity]]\nentity = "{company.id}"\n')
    assert company.id not in {row.id for row in graph.nodes}
    assert company.id not in {end for row in graph.relations for end in (row.subject, row.object)}
    assert company.id not in {row.of for row in graph.posts}
    assert company.id not in {row.statement for row in graph.evidence}
    assert company.id not in {row.node for row in graph.identities}


@pytest.mark.parametrize("table", ["relations", "posts", "measures"])
def test_a_statement_is_dropped_by_its_id(table: str, correct: Correct, plain: Graph) -> None:
    row = getattr(plain, table)[1]
    graph, outcome = correct(f'[[drop_statement]]\nid = "{row.id}"\n')
    assert set(getattr(plain, table)) - set(getattr(graph, table)) == {row}
    assert row.id not in {place.statement for place in graph.evidence}
    assert outcome.applied == 1


def test_a_statement_is_dropped_by_its_parts(correct: Correct, plain: Graph) -> None:
    graph, _ = correct(
        '[[drop_statement]]\nsubject = {type = "PublicOrganisation", name = "青渡市行政审批局"}\n'
        'predicate = "serves"\nobject = {type = "Enterprise", name = "白鹭仪表"}\n'
    )
    assert relations(plain) - relations(graph) == {("青渡市行政审批局", "serves", "云岭白鹭仪表股份有限公司")}


def test_ids_of_statements_from_before_a_merge_still_match(correct: Correct, plain: Graph) -> None:
    kept, gone = node(plain, PROGRAM), node(plain, OTHER)
    merged = f'[[merge]]\ninto = "{kept.id}"\nentities = ["{gone.id}"]\n'
    before = next(row.id for row in plain.relations if row.object == gone.id)
    after = next(row.id for row in correct(merged)[0].relations if row.object == kept.id and row.id != before)
    assert after not in {row.id for row in plain.relations if row.object == gone.id}
    for id_ in (before, next(row.id for row in correct(merged)[0].relations if row.subject == "region:990102")):
        graph, outcome = correct(f'{merged}[[drop_statement]]\nid = "{id_}"\n')
        assert outcome.applied == 2
        assert len(graph.relations) == len(correct(merged)[0].relations) - 1


def test_what_the_gazetteer_says_can_be_dropped(tmp_path: Path) -> None:
    articles = two_keys()
    articles[0] = respell(articles[0], {CITY: "Region:320600"})
    city = replace(next(e for e in articles[0].entities if e.key == "Region:320600"), code="320600")
    articles[0] = replace(articles[0], entities=tuple(city if e.id == city.id else e for e in articles[0].entities))
    link = ("region:320600", "partOf", "region:320000")
    assert link in {(row.subject, row.predicate, row.object) for row in merge(articles).relations}
    path = tmp_path / "corrections.toml"
    path.write_text('[[drop_statement]]\nsubject = "region:320600"\npredicate = "partOf"\nobject = "region:320000"\n')
    graph, outcome = merge_corrected(articles, read_corrections(path))
    assert link not in {(row.subject, row.predicate, row.object) for row in graph.relations}
    assert outcome.applied == 1


def in_city(article: Extraction) -> Extraction:
    """The article, whose city now is the gazetteer's 320600."""
    moved = respell(article, {CITY: "Region:320600"})
    entities = (replace(e, code="320600") if e.key == "Region:320600" else e for e in moved.entities)
    return replace(moved, entities=tuple(entities))


def test_a_division_that_no_article_names_can_be_spoken_of(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(
        '[[rename]]\nentity = "region:320000"\nname = "苏省"\n'
        '[[add_statement]]\nsubject = {type = "Enterprise", name = "白鹭"}\npredicate = "locatedIn"\n'
        'object = "region:320000"\nsource = "年报"\n',
        encoding="utf-8",
    )
    graph, outcome = merge_corrected([in_city(article) for article in example()], read_corrections(path))
    assert ("云岭白鹭仪表股份有限公司", "locatedIn", "苏省") in relations(graph)
    assert outcome.applied == 2


@pytest.mark.parametrize("entry", ["[[drop_entity]]\n", '[[retype]]\ntype = "Program"\n'])
def test_a_division_that_no_article_names_stays_where_others_lie_in_it(entry: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(f'{entry}entity = "region:320000"\n', encoding="utf-8")
    articles = [in_city(article) for article in example()]
    graph, outcome = merge_corrected(articles, read_corrections(path))
    assert graph == merge(articles)
    assert [(note.line, "the gazetteer says" in note.message) for note in outcome.unmatched] == [(1, True)]


def test_an_added_statement_of_which_an_end_is_dropped_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(
        '[[drop_entity]]\nentity = "region:320600"\n'
        '[[add_statement]]\nsubject = {type = "Enterprise", name = "白鹭"}\npredicate = "locatedIn"\n'
        'object = "region:320000"\nsource = "年报"\n',
        encoding="utf-8",
    )
    graph, outcome = merge_corrected([in_city(article) for article in example()], read_corrections(path))
    assert [(note.line, note.message) for note in outcome.unmatched] == [(3, "nothing is left of one of its ends")]
    assert "region:320000" not in {row.id for row in graph.nodes}


def test_regions_merged_have_the_code_of_the_one_that_stays(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text('[[merge]]\ninto = "region:99"\nentities = ["region:320600"]\n', encoding="utf-8")
    graph = merge([in_city(article) for article in example()], read_corrections(path))
    assert (node(graph, "Region:99").id, node(graph, "Region:99").code) == ("region:99", "99")


def test_an_added_statement_names_its_source_and_needs_no_article(correct: Correct, tmp_path: Path) -> None:
    graph, _ = correct(
        '[[add_statement]]\nsubject = {type = "Program", name = "晨露杯"}\npredicate = "serves"\n'
        'object = {type = "Enterprise", name = "白鹭"}\nsource = "https://example.org/a"\n'
    )
    (row,) = (row for row in graph.relations if row.source)
    assert (row.basis, row.confidence, row.support, row.source) == ("correction", 1.0, 0, "https://example.org/a")
    assert row.id not in {place.statement for place in graph.evidence}
    write_turtle(graph, tmp_path / "graph.ttl")
    written = rdflib.Graph().parse(tmp_path / "graph.ttl")
    conforms, _, report = pyshacl.validate(written, shacl_graph=str(ontology.directory() / "shapes.ttl"))
    assert conforms, report


def test_an_added_statement_joins_what_articles_say(correct: Correct, plain: Graph) -> None:
    row = next(row for row in plain.relations if row.predicate == "undertakes")
    entry = f'[[add_statement]]\nsubject = "{row.subject}"\npredicate = "undertakes"\nobject = "{row.object}"\n'
    graph, _ = correct(f'{entry}source = "乙"\n{entry}source = "甲"\n')
    (found,) = (found for found in graph.relations if found.id == row.id)
    assert (found.basis, found.source, found.support, found.confidence) == ("correction", "乙; 甲", row.support, 1.0)


UNMATCHED = [
    ('[[rename]]\nentity = "enterprise:gone_000000"\nname = "甲"\n', "no article names enterprise:gone_000000"),
    ('[[drop_entity]]\nentity = {type = "Project", name = "白鹭"}\n', "no article names such a thing: Project 白鹭"),
    ('[[rename]]\nentity = {type = "Program", name = "红帆领航"}\nname = "甲"\n', "may be any of program:"),
    ('[[drop_statement]]\nid = "statement:runs_gone"\n', "nothing says statement:runs_gone any more"),
    ('[[keep_apart]]\nentity = "region:9901"\ndocuments = ["article:x"]\n', "article:x is not among the articles"),
    ('[[keep_apart]]\nentity = "region:99"\ndocuments = ["article:003_made_up"]\n', "none of these articles names"),
    (
        '[[keep_apart]]\nentity = "region:9901"\ndocuments = ["article:001_made_up", "article:002_made_up"]\n',
        "no other article names",
    ),
    ('[[add_alias]]\nentity = {type = "Region", name = "青渡市", code = "32"}\naliases = ["甲"]\n', "no article names"),
]


@pytest.mark.parametrize(("entry", "message"), UNMATCHED, ids=[message for _, message in UNMATCHED])
def test_what_matches_nothing_is_reported_with_its_line(
    entry: str, message: str, correct: Correct, plain: Graph
) -> None:
    graph, outcome = correct(f'# by hand\n\n{entry}[[add_alias]]\nentity = "region:9901"\naliases = ["青渡"]\n')
    assert outcome.unmatched[0].line == 3
    assert message in outcome.unmatched[0].message
    assert outcome.applied == 1
    assert replace(graph, nodes=()) == replace(plain, nodes=())


def test_a_description_may_say_the_region(correct: Correct) -> None:
    entry = '[[rename]]\nentity = {{type = "Program", name = "红帆领航", in = "region:{}"}}\nname = "甲"\n'
    assert node(correct(entry.format("990102"))[0], OTHER).name == "甲"
    assert node(correct(entry.format("9901"))[0], PROGRAM).name == "甲"


def test_a_merge_of_which_a_part_is_gone_is_done_for_the_rest(correct: Correct, plain: Graph) -> None:
    kept, gone = node(plain, PROGRAM), node(plain, OTHER)
    graph, outcome = correct(f'[[merge]]\ninto = "{kept.id}"\nentities = ["program:gone_0", "{gone.id}"]\n')
    assert node(graph, PROGRAM).documents == 3
    assert [(note.line, note.correction) for note in outcome.unmatched] == [(1, "[[merge]]")]


ENTRIES = [
    '[[merge]]\ninto = "{kept}"\nentities = ["{gone}"]\nnote = "一回事"\n',
    '[[rename]]\nentity = "{gone}"\nname = "红帆"\n',
    '[[keep_apart]]\nentity = "{company}"\ndocuments = ["article:003_made_up"]\n',
    '[[retype]]\nentity = "{bureau}"\ntype = "PartyOrganisation"\n',
    '[[add_statement]]\nsubject = "{company}"\npredicate = "locatedIn"\nobject = "region:9901"\nsource = "年报"\n',
]


def test_the_order_of_entries_and_articles_changes_no_byte(tmp_path: Path, plain: Graph) -> None:
    keys = {"kept": PROGRAM, "gone": OTHER, "company": COMPANY, "bureau": BUREAU}
    ids = {name: node(plain, key).id for name, key in keys.items()}
    entries = [entry.format(**ids) for entry in ENTRIES]
    written = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(entries), 0, 120, 13)):
        path = tmp_path / f"{number}.toml"
        path.write_text("\n".join(order), encoding="utf-8")
        articles = example()[::-1] if number % 2 else example()
        graph = merge(articles, read_corrections(path))
        write_turtle(graph, tmp_path / "graph.ttl")
        write_tables(graph, tmp_path / "tables")
        files = [tmp_path / "graph.ttl", *sorted((tmp_path / "tables").iterdir())]
        written.add(b"".join(file.read_bytes() for file in files))
    assert len(written) == 1


def test_corrections_of_what_a_rule_has_joined_may_not_contradict(tmp_path: Path) -> None:
    """Two companies were renamed, then an article came that shows them to be one: both entries are reported."""
    ids = [next(n.id for n in merge([one]).nodes if n.type == "Enterprise") for one in two_keys()[:2]]
    path = tmp_path / "corrections.toml"
    path.write_text("".join(f'[[rename]]\nentity = "{id_}"\nname = "{id_[-1]}号"\n' for id_ in ids), encoding="utf-8")
    graph, outcome = merge_corrected(two_keys(), read_corrections(path))
    assert [note.line for note in outcome.unmatched] == [1, 4]
    assert outcome.applied == 0
    assert not any(row.corrected for row in graph.nodes)


def test_ids_that_turn_out_to_contradict_stop_the_build(correct: Correct, plain: Graph) -> None:
    company = node(plain, COMPANY).id
    entry = '[[rename]]\nentity = {type = "Enterprise", name = "白鹭"}\nname = "甲"\n'
    with pytest.raises(SetupError, match=r"corrections.toml, line 4: .*in line 1 named 甲"):
        correct(f'{entry}[[rename]]\nentity = "{company}"\nname = "乙"\n')


FAULTS = [
    ("[[rename]]\nentity = a\n", 2, "no TOML"),
    ("[[rename]\n", 1, "no TOML"),
    ('entity = "region:99"\n', 1, "there is no section entity. Use one of [[merge]]"),
    ('# [[rename]]\n[[renam]]\nentity = "region:99"\n', 2, "there is no section renam"),
    ('[rename]\nentity = "region:99"\nname = "a"\n', 1, "[[rename]], in two brackets"),
    ('[[rename]]\nentity = "region:99"\n', 1, "lacks name. Add name"),
    ('[[rename]]\nentity = "region:99"\nname = ""\n', 3, "name must be"),
    ('[[rename]]\nentity = "region:99"\nname = 3\n', 3, "name must be"),
    ('[[rename]]\nentity = "firm:99"\nname = "a"\n', 2, "entity must be the id of an entity"),
    ('[[rename]]\nentity = "region:99"\nname = "a"\nnmae = "b"\n', 4, "has no field nmae. Its fields are entity, name"),
    ('[[rename]]\nname = "a"\nentity = {type = "Region"}\n', 3, "lacks name in entity"),
    ('[[rename]]\nname = "a"\nentity = {type = "Region", name = "a", on = "b"}\n', 3, "Its fields are type, name, in"),
    ('[[rename]]\nname = "a"\nentity = {type = "Firm", name = "a"}\n', 3, "type must be one of Region, Party"),
    ('[[retype]]\nentity = "region:99"\ntype = "Firm"\n', 3, "type must be one of Region, PartyOrganisation"),
    ('[[retype]]\nentity = "region:99"\ntype = "Region"\nkind = "Initiative"\n', 1, "which is none of it"),
    ('[[merge]]\ninto = "region:99"\nentities = []\n', 3, "entities must be a list of entities"),
    ('[[merge]]\ninto = "region:99"\nentities = ["region:1", 2]\n', 3, "entities must be a list of entities"),
    ('[[merge]]\ninto = "region:99"\nentities = ["region:99"]\n', 1, "merges region:99 into itself"),
    ('[[merge]]\ninto = "region:99"\nentities = ["body:a"]\n', 1, "of type PublicOrganisation, into region:99"),
    ('[[keep_apart]]\nentities = ["region:99"]\n', 2, "entities must be a list of entities"),
    ('[[keep_apart]]\nentity = "region:99"\n', 1, "with documents = [one or more]"),
    ('[[keep_apart]]\nentities = ["region:9", "region:9"]\n', 1, "Name two different entities"),
    ("\n# a note\n[rename]\nname = 'a'\n", 3, "begins with [[rename]]"),
    ('[[drop_statement]]\nid = "a"\n', 2, "id must be the id of a statement"),
    ('[[drop_statement]]\nsubject = "region:99"\n', 1, "subject, predicate and object"),
    ('[[add_statement]]\nsubject = "region:9"\npredicate = "partOf"\nobject = "region:8"\n', 1, "lacks source"),
    (
        '[[add_statement]]\nsubject = "region:9"\npredicate = "owns"\nobject = "region:8"\nsource = "a"\n',
        3,
        "predicate must be one of partOf, jurisdiction",
    ),
    (
        '[[add_statement]]\nsubject = "region:9"\npredicate = "runs"\nobject = "region:8"\nsource = "a"\n',
        1,
        "runs does not lead to region:8, of type Region, only: Program",
    ),
    (
        '[[add_statement]]\nsubject = "region:9"\npredicate = "partOf"\nobject = "region:9"\nsource = "a"\n',
        1,
        "has region:9 at both ends",
    ),
    (
        '[[merge]]\ninto = "region:9"\nentities = ["region:8"]\n[[keep_apart]]\nentities = ["region:8", "region:9"]\n',
        4,
        "which line 1 merges",
    ),
    (
        '[[merge]]\ninto = "region:9"\nentities = ["region:8"]\n'
        '[[merge]]\ninto = "region:8"\nentities = ["region:9"]\n',
        4,
        "the merges of lines 1, 4 go in a circle",
    ),
    (
        '[[merge]]\ninto = "region:9"\nentities = ["region:8"]\n'
        '[[merge]]\ninto = "region:7"\nentities = ["region:8"]\n',
        4,
        "line 1 into region:9",
    ),
    (
        '[[rename]]\nentity = "region:9"\nname = "a"\n\n[[rename]]\nentity = "region:9"\nname = "b"\n',
        5,
        "is to be named b, in line 1 named a",
    ),
    (
        '[[drop_entity]]\nentity = "region:9"\n[[rename]]\nentity = "region:9"\nname = "b"\n',
        3,
        "speaks of region:9, which line 1 drops",
    ),
]


@pytest.mark.parametrize(("text", "line", "message"), FAULTS, ids=[message for _, _, message in FAULTS])
def test_faults_are_told_with_line_and_remedy(text: str, line: int, message: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError) as raised:
        read_corrections(path)
    assert any(
        told.startswith(f"{path}, line {line}: ") and message in told for told in str(raised.value).splitlines()
    ), raised.value


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text('[[rename]]\nname = "[[merge]]"\n\n[[merge]]\n', encoding="utf-8")
    with pytest.raises(SetupError) as raised:
        read_corrections(path)
    lines = str(raised.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{path}, line 1", f"{path}, line 4"]


def test_other_encodings_are_told_and_windows_files_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_bytes('[[rename]]\nentity = "region:9"\nname = "甲"\n'.encode("gb18030"))
    with pytest.raises(SetupError, match="Save it as UTF-8"):
        read_corrections(path)
    path.write_bytes('\r\n[[rename]]\r\nentity = "region:9"\r\nname = "甲"\r\n'.encode("utf-8-sig"))
    assert [one.line for one in read_corrections(path).placed] == [2]


def test_kinds_are_those_of_the_ontology() -> None:
    refined = {name for name in ontology.terms() if {"gg:Region", "gg:Program"} & set(ontology.ancestors(name)[1:])}
    assert refined == KINDS


def test_no_corrections_change_nothing(correct: Correct, plain: Graph) -> None:
    graph, outcome = correct("# nothing yet\n")
    assert graph == plain
    assert (outcome.applied, outcome.unmatched) == (0, ())
