from pathlib import Path

import pyoxigraph as ox
import pytest

from govgraph.serve import QueryError, ask, open_store, read_prefixes
from tests.serve.made_up import write_build


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def store(build: Path) -> ox.Store:
    return open_store(build)


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o .SERVICE<http://127.0.0.1:9/>{?s ?p ?o} }",
    "ASK { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "ASK { ?s ?p trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a' # '\n SERVICE ?s { ?s ?p ?o } }",
    "SELECT * { ?s <http://x/\\u0041#b> ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX e: <urn:> SELECT * { ?s e:a\\'b ?o . SERVICE <http://127.0.0.1:9/> { ?s e:a\\'b ?o } }",
    'SELECT * { ?s ?p """a"\\"""" . SERVICE <http://127.0.0.1:9/> { ?s ?p """ """ } }',
    "SELECT * { FILTER(?a<?b)SERVICE<http://127.0.0.1:9/>{?s ?p ?o FILTER(?a>?b)} }",
    "SELECT * { { SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_other_servers_are_not_asked(query: str, store: ox.Store) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        ask(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a gg:Program } # SERVICE",
        "ASK { ?x rdfs:label 'SERVICE', \"SERVICE\", '''a ' SERVICE''', \"\"\"SERVICE\"\"\" }",
        "PREFIX service: <urn:SERVICE/> ASK { ?x a service:SERVICE, <urn:service> }",
        "ASK { ?x a gg:ServiceChannel }",
    ],
)
def test_the_word_service_is_no_service(query: str, store: ox.Store, build: Path) -> None:
    ask(store, query, read_prefixes(build))


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "# put in\nPREFIX e: <urn:> insert { ?s e:b e:c } WHERE { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL",
        "DROP DEFAULT",
    ],
)
def test_updates_are_refused(update: str, store: ox.Store) -> None:
    before = len(store)
    with pytest.raises(QueryError, match="is refused: a build is only read"):
        ask(store, update)
    assert len(store) == before


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x {\n ?x unknown:y ?z }", "line 2, column 1[0-9], .*prefix not found"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }", "line 1, .*at its end: the SELECT contains a variable"),
        ("SELECT ?x {\n\n ?x ?", "line 3, column "),
        ("", "line 1, column 1, at its end"),
        ("谁在开展书记项目", "line 1, column 9, at its end"),
        ("SELECT (<urn:f>(1) AS ?x) {}", "cannot be answered: .*urn:f"),
    ],
)
def test_what_is_no_sparql_is_said_in_one_sentence(query: str, message: str, store: ox.Store) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        list(ask(store, query))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_prefixes_of_the_build_need_no_declaration(store: ox.Store, build: Path) -> None:
    found = ask(store, "SELECT ?name { region:9901 skos:prefLabel ?name }", read_prefixes(build))
    assert isinstance(found, ox.QuerySolutions)
    assert [row["name"].value for row in found] == ["青渡市"]
