"""Programs that only read Turtle: each says how many triples it finds."""

import re
import subprocess
from pathlib import Path

from tests.stores.kinds import find_program

_COUNT_N3 = """
const {createReadStream} = require('fs'), {StreamParser} = require('n3');
let triples = 0;
createReadStream(process.argv[1]).pipe(new StreamParser()).on('data', () => triples++)
  .on('error', error => { console.error(error.message); process.exit(1); }).on('end', () => console.log(triples));
"""


def count_rapper(turtle: Path) -> int | None:
    """What raptor's command counts; None where it is not installed."""
    program = find_program("rapper")
    if program is None:
        return None
    done = subprocess.run([program, "-i", "turtle", "-c", str(turtle)], capture_output=True, text=True, check=True)
    found = re.search(r"returned (\d+) triples", done.stderr)
    assert found, done.stderr
    return int(found[1])


def count_n3(turtle: Path) -> int | None:
    """What N3.js counts; None without it. It is looked for where Comunica is installed, which brings it along."""
    comunica = find_program("comunica-sparql-file-http")
    if comunica is None:
        return None
    modules = next(folder for folder in Path(comunica).resolve().parents if folder.name == "node_modules")
    command = [find_program("node") or "node", "-e", _COUNT_N3, str(turtle)]
    done = subprocess.run(command, env={"NODE_PATH": str(modules)}, capture_output=True, text=True, check=True)
    return int(done.stdout)


PARSERS = {"rapper": count_rapper, "N3.js": count_n3}
