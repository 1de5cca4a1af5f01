"""A real server and real clients: what they get, what they are refused, and that one query cannot stop the others."""

import contextlib
import csv
import json
import re
import shutil
import subprocess
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
import SPARQLWrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from govgraph import ontology
from govgraph.serve.questions import read_questions
from govgraph.serve.stores import open_store
from tests.conftest import QUERY_LIMIT, Run, Serve
from tests.stores.kinds import find_program

GG = "https://w3id.org/govgraph/ontology#"
COUNT = f"SELECT (COUNT(?p) AS ?n) WHERE {{ ?p a <{GG}Program> }}"
NAMES = f"""PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?p ?name WHERE {{ ?p a <{GG}Program> ; skos:prefLabel ?name }} ORDER BY ?name ?p"""
CARTESIAN = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CONSTRUCT = f"CONSTRUCT {{ ?s a <{GG}Program> }} WHERE {{ ?s a <{GG}Program> }}"


class Reply(NamedTuple):
    status: int
    media_type: str
    text: str
    headers: dict[str, str]


def send(address: str, data: bytes | None = None, method: str | None = None, **headers: str) -> Reply:
    """Send a request; ``Content_Type`` is a header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(address, data, named, method=method), timeout=60) as answer:
            status, fields, body = answer.status, answer.headers, answer.read()
    except HTTPError as error:
        status, fields, body = error.code, error.headers, error.read()
    lower = {name.lower(): value for name, value in fields.items()}
    return Reply(status, lower.get("content-type", "").partition(";")[0], body.decode(), lower)


def get(server: str, query: str, accept: str = "*/*", **headers: str) -> Reply:
    return send(f"{server}/sparql?{urlencode({'query': query})}", None, "GET", Accept=accept, **headers)


def start(server: str, query: str) -> HTTPConnection:
    """Send a query without waiting for its answer."""
    connection = HTTPConnection(server.removeprefix("http://"), timeout=60)
    connection.request("GET", f"/sparql?{urlencode({'query': query})}")
    return connection


@pytest.fixture(scope="module")
def store(seed_build: Path) -> ox.Store:
    return open_store(seed_build)


@pytest.fixture(scope="module")
def programs(store: ox.Store) -> list[str]:
    found = store.query(NAMES)
    assert isinstance(found, ox.QuerySolutions)
    return [row["name"].value for row in found]


def test_a_query_is_sent_in_three_ways(server: str) -> None:
    replies = [
        get(server, COUNT),
        send(f"{server}/sparql", data=urlencode({"query": COUNT}).encode()),
        send(f"{server}/sparql", data=COUNT.encode(), Content_Type="application/sparql-query; charset=utf-8"),
    ]
    assert {reply.status for reply in replies} == {200}
    assert len({reply.text for reply in replies}) == 1
    assert int(json.loads(replies[0].text)["results"]["bindings"][0]["n"]["value"]) > 5


def test_results_come_in_the_form_asked_for(server: str, programs: list[str]) -> None:
    as_json = json.loads(get(server, NAMES, "application/sparql-results+json").text)
    assert [row["name"]["value"] for row in as_json["results"]["bindings"]] == programs
    as_xml = get(server, NAMES, "application/sparql-results+xml")
    assert as_xml.media_type == "application/sparql-results+xml"
    assert len(ElementTree.fromstring(as_xml.text).findall(".//{*}result")) == len(programs)  # noqa: S314 - our own
    as_csv = get(server, NAMES, "text/csv;q=0.9, application/sparql-results+xml;q=0.1")
    assert (as_csv.media_type, len(as_csv.text.splitlines())) == ("text/csv", len(programs) + 1)
    as_tsv = get(server, NAMES, "text/tab-separated-values")
    assert as_tsv.text.splitlines()[0] == "?p\t?name"


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/ld+json", "json-ld")],
)
def test_graphs_come_in_the_form_asked_for(server: str, accept: str, syntax: str, programs: list[str]) -> None:
    reply = get(server, CONSTRUCT, accept)
    assert (reply.status, reply.media_type) == (200, accept)
    assert len(rdflib.Graph().parse(data=reply.text, format=syntax)) == len(programs)


def test_what_nobody_can_read_is_not_sent(server: str) -> None:
    assert get(server, COUNT, "image/png").status == 406
    assert get(server, CONSTRUCT, "text/csv").status == 406
    assert "text/turtle" in get(server, CONSTRUCT, "text/csv").text


def test_every_ready_question_gives_what_the_store_gives(server: str, store: ox.Store) -> None:
    for question in read_questions():
        reply = get(server, question.text, "text/tab-separated-values, text/turtle")
        assert reply.status == 200, question.name
        found = store.query(question.text)
        if isinstance(found, ox.QuerySolutions):
            expected = found.serialize(format=ox.QueryResultsFormat.TSV)
            assert expected is not None
            assert reply.text == expected.decode(), question.name


def test_sparqlwrapper_asks(server: str, programs: list[str]) -> None:
    for method in (SPARQLWrapper.GET, SPARQLWrapper.POST):
        for form in (SPARQLWrapper.JSON, SPARQLWrapper.XML, SPARQLWrapper.CSV):
            client = SPARQLWrapper.SPARQLWrapper(f"{server}/sparql", returnFormat=form)
            client.setMethod(method)
            client.setQuery(NAMES)
            answer: Any = client.queryAndConvert()
            if form == SPARQLWrapper.JSON:
                assert [row["name"]["value"] for row in answer["results"]["bindings"]] == programs
        client.setQuery(CONSTRUCT)
        client.setReturnFormat(SPARQLWrapper.TURTLE)
        turtle: Any = client.queryAndConvert()
        assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(programs)


def test_rdflib_asks(server: str, programs: list[str]) -> None:
    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(f"{server}/sparql", method=method))
        assert [str(row[1]) for row in graph.query(NAMES)] == programs  # type: ignore[index]
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{GG}Program")))) == len(programs)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl_asks(server: str, programs: list[str]) -> None:
    command = ["curl", "-sS", f"{server}/sparql", "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv"]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert len(answer.stdout.splitlines()) == len(programs) + 1


@pytest.mark.skipif(not find_program("comunica-sparql-file"), reason="Comunica is not installed")
@pytest.mark.parametrize("name", ["program-runners", "figures-by-indicator", "enterprises-served"])
def test_comunica_asks(name: str, server: str, store: ox.Store) -> None:
    query = ontology.queries()[name].read_text(encoding="utf-8")
    command = [find_program("comunica-sparql-file") or "", f"sparql@{server}/sparql", "-q", query, "-t", "text/csv"]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    expected = store.query(query)
    assert isinstance(expected, ox.QuerySolutions)
    rows = [[cell.strip("<>") for cell in row] for row in csv.reader(answer.stdout.splitlines())]
    assert sorted(rows[1:]) == sorted([term.value if term else "" for term in row] for row in expected)
    assert rows[0] == [variable.value for variable in expected.variables]


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/>",
        "CLEAR ALL",
        "DROP ALL",
    ],
)
def test_updates_are_refused(server: str, update: str, seed_build: Path) -> None:
    before = len(open_store(seed_build))
    for reply in (
        get(server, update),
        send(f"{server}/sparql?{urlencode({'update': update})}"),
        send(f"{server}/sparql", data=urlencode({"update": update}).encode()),
        send(f"{server}/sparql", data=update.encode(), Content_Type="application/sparql-update"),
    ):
        assert 400 <= reply.status < 500
        assert "refused" in reply.text
    assert len(open_store(seed_build)) == before


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <{}> {{ ?s ?p ?o }}",
        "service silent<{}>{{ ?s ?p ?o }}",
        "SERVICE # a note\n SILENT # another {{\r<{}> #\n{{ ?s ?p ?o }}",
        "BIND(<{}> AS ?at) SERVICE ?at {{ ?s ?p ?o }}",
        "BIND(<{}> AS ?SERVICE) SERVICE ?SERVICE{{ ?s ?p ?o }}",
        # What reads `<'>` as an IRI takes the clause for a string.
        "FILTER(1<'> ') SERVICE <{}> {{ ?s ?p ?o }} #'\n",
        "?s ?p trueSERVICE <{}> {{ ?s ?p ?o }}",
        "?s ?p 1SERVICE <{}> {{ ?s ?p ?o }}",
    ],
)
def test_no_other_endpoint_is_asked(server: str, clause: str) -> None:
    reply = get(server, f"SELECT * WHERE {{ {clause.format(f'{server}/sparql')} }}")
    assert (reply.status, "SERVICE" in reply.text) == (400, True)


def test_the_word_service_is_no_clause(server: str) -> None:
    query = f"SELECT ?service WHERE {{ ?service a <{GG}ServiceChannel> OPTIONAL {{ ?service <{GG}runs> 'service' }} }}"
    assert get(server, query).status == 200


def test_a_long_query_ends_at_the_limit(server: str) -> None:
    ended = get(server, CARTESIAN)
    assert (ended.status, ended.media_type) == (503, "text/plain")
    assert f"after {QUERY_LIMIT} seconds" in ended.text
    assert get(server, COUNT).status == 200


def test_others_are_answered_beside_long_queries_until_it_stops(
    serve: Serve, capfd: pytest.CaptureFixture[str]
) -> None:
    with serve("--timeout", "300") as server:
        long = [start(server, CARTESIAN)]
        assert [get(server, COUNT).status for _ in range(5)] == [200] * 5
        long += [start(server, CARTESIAN) for _ in range(5)]  # more than there are workers
        assert send(f"{server}/query").status == 200
    for query in long:
        with contextlib.closing(query):
            ended = query.getresponse()
            assert (ended.status, ended.read()) == (503, b"The server has been stopped.\n")
    assert capfd.readouterr().err == ""


def test_a_query_that_nobody_waits_for_makes_way(serve: Serve) -> None:
    with serve("--timeout", "300") as server:
        for _ in range(6):  # more than there are workers
            with pytest.raises(TimeoutError):
                urlopen(f"{server}/sparql?{urlencode({'query': CARTESIAN})}", timeout=0.5)
        assert get(server, COUNT).status == 200


def test_an_answer_has_a_limit(server: str) -> None:
    for accept in ("application/sparql-results+json", "text/csv", "text/tab-separated-values", "application/xml"):
        reply = get(server, "SELECT * WHERE { ?s ?p ?o } LIMIT 5001", accept)
        assert (reply.status, "5,000 rows" in reply.text) == (422, True)
        assert get(server, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 5000", accept).status == 200
    assert get(server, "CONSTRUCT WHERE { ?s ?p ?o }").status == 422


def test_bad_requests_say_what_is_wrong(server: str) -> None:
    syntax = get(server, "SELECT WHERE")
    assert (syntax.status, "line 1" in syntax.text) == (400, True)
    assert send(f"{server}/sparql").status == 400
    assert send(f"{server}/sparql?query=ASK+%7B%7D&query=ASK+%7B%7D").status == 400
    assert send(f"{server}/sparql?query=ASK+%7B%7D&default-graph-uri=http://example.org/").status == 400
    assert send(f"{server}/sparql", data=b"ASK {}", Content_Type="text/plain").status == 415
    assert send(f"{server}/sparql", data=b"\xff", Content_Type="application/sparql-query").status == 400
    assert send(f"{server}/sparql", data=b"#" * (1 << 21), Content_Type="application/sparql-query").status == 413
    assert send(f"{server}/sparql", data=b"", method="PUT").status == 405
    assert send(f"{server}/elsewhere").status == 404


def test_another_host_is_refused(server: str, serve: Serve) -> None:
    port = server.rpartition(":")[2]
    for path in ("/", "/query", "/sparql?query=ASK+%7B%7D"):
        assert send(f"{server}{path}", Host=f"evil.example:{port}").status == 421
        assert send(f"{server}{path}", Host=f"127.0.0.1.evil.example:{port}").status == 421
        assert send(f"{server}{path}", Host=f"LOCALHOST:{port}").status == 200
    with serve("--allow-host", "graph.example") as named:
        assert send(f"{named}/query", Host="graph.example").status == 200


def test_other_sites_ask_only_if_they_are_named(server: str, serve: Serve) -> None:
    site = {"Origin": "https://news.example", "Sec_Fetch_Site": "cross-site"}
    refused = get(server, COUNT, **site)
    assert refused.status == 403
    assert not [name for name in refused.headers if name.startswith("access-control")]
    with serve("--cors", "https://news.example") as open_server:
        answered = get(open_server, COUNT, **site)
        assert (answered.status, answered.headers["access-control-allow-origin"]) == (200, "https://news.example")
        assert get(open_server, COUNT, **(site | {"Origin": "https://evil.example"})).status == 403
        preflight = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type"}
        assert send(f"{open_server}/sparql", None, "OPTIONS", **site, **preflight).status == 200


def test_every_answer_guards_the_browser(server: str) -> None:
    for path in ("/", "/query", "/sparql?query=ASK+%7B%7D", "/elsewhere"):
        headers = send(f"{server}{path}").headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "server" not in headers
    for path in ("/", "/query"):
        page = send(f"{server}{path}").text
        policy = re.search(r'Content-Security-Policy" content="([^"]+)', page)
        assert policy
        assert "default-src 'none'" in unescape(policy[1])
        assert "unsafe" not in policy[1]
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)


def test_the_graph_is_the_builds_page(server: str, seed_build: Path) -> None:
    assert send(f"{server}/").text == (seed_build / "graph.html").read_text(encoding="utf-8")


def test_a_question_is_filled_as_text(server: str) -> None:
    wanted = urlencode({"wanted": '红色" } #'})
    filled = send(f"{server}/questions/program-runners?{wanted}")
    assert '"红色\\" } #"' in filled.text
    assert send(f"{server}/questions/program-runners?other=1").status == 400
    assert send(f"{server}/questions/none").status == 404


def test_a_new_build_is_served_without_a_restart(serve: Serve, seed_build: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text("<a:a> <a:b> 1 .", encoding="utf-8")
    with serve(folder=tmp_path) as server:
        everything = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
        assert get(server, everything, "text/csv").text.split() == ["n", "1"]
        beside = tmp_path / "beside"
        beside.write_text("<a:a> <a:b> 1, 2, 3 .", encoding="utf-8")
        beside.replace(graph)
        assert {get(server, everything, "text/csv").text for _ in range(8)} == {"n\r\n3\r\n"}
        assert send(f"{server}/").status == 404


def test_it_starts_only_where_it_can(govgraph: Run, server: str, seed_build: Path, tmp_path: Path) -> None:
    taken = govgraph("serve", seed_build, "--port", server.rpartition(":")[2])
    assert (taken.returncode, "--port 0" in taken.stderr) == (1, True)
    nothing = govgraph("serve", tmp_path)
    assert (nothing.returncode, "govgraph build" in nothing.stderr) == (1, True)
    public = govgraph("serve", seed_build, "--host", "0.0.0.0", "--port", "0")  # noqa: S104 - that it is refused
    assert (public.returncode, "--allow-host" in public.stderr) == (1, True)
