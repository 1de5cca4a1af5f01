"""Every store of the comparison; the first one's answers are what the others' are compared with."""

from tests.stores.embedded import open_pyoxigraph, open_rdflib
from tests.stores.jena import TDB2, open_jena
from tests.stores.kinds import Kind
from tests.stores.servers import open_comunica, open_oxigraph, open_virtuoso

STORES = (
    Kind("pyoxigraph", (), open_pyoxigraph),
    Kind("rdflib", (), open_rdflib),
    Kind("Oxigraph server", ("oxigraph",), open_oxigraph),
    Kind("Virtuoso", ("virtuoso-t", "isql-vt"), open_virtuoso),
    Kind("Jena TDB2", ("java", TDB2), open_jena),
    Kind("Comunica", ("comunica-sparql-file-http",), open_comunica),
)
