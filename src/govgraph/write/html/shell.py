"""What makes a page safe: its policy, its own scripts and style inside it, data and texts that cannot become markup."""

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from govgraph.model import EntityType
from govgraph.write.files import well_formed
from govgraph.write.html.columns import Encoded, encode

_HERE = files("govgraph.write.html")
#: Where files of an ending lie in this package; those of others lie beside the code.
_FOLDERS = {".js": "scripts", ".css": "styles", ".j2": "templates"}

_UNSEEN: dict[int, str | None] = {0: "�", **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}


def read_asset(name: str) -> str:
    """A text file of this package by its name, or by its path where that is given."""
    folder = "" if "/" in name else _FOLDERS.get(PurePosixPath(name).suffix, "")
    return _HERE.joinpath(folder, name).read_text(encoding="utf-8")


def render_shell(
    template: str,
    *,
    styles: Sequence[str],
    scripts: Sequence[Sequence[str]],
    connect: str | None = None,
    **values: object,
) -> bytes:
    """A page in UTF-8 that runs nothing but its own scripts and, unless told otherwise, fetches nothing.

    Args:
        template: a Jinja template of this package, which extends ``shell.html.j2``.
        styles: style sheets, put together into one element.
        scripts: for each script element the files put together in it.
        connect: what its scripts may fetch, as a source of a policy, such as ``'self'``.
        values: what the template shows; escaped unless it is Markup.
    """
    style = "".join(map(read_asset, styles)).replace("/* dark.css */", read_asset("dark.css"))
    texts = ["".join(map(read_asset, names)) for names in scripts]
    words = read_words()
    page = (
        _environment()
        .get_template(template)
        .render(
            policy=_policy(texts, style) + (f"; connect-src {connect}" if connect else ""),
            scripts=[Markup(text) for text in texts],  # noqa: S704 - files of this package
            style=Markup(style),  # noqa: S704
            words=words["zh"],
            texts=embed_json(words),
            **values,
        )
    )
    # NUL is no character of HTML: a browser would drop it, and every place behind it would shift.
    return page.replace("\0", "�").encode("utf-8", errors="replace")


def render_fragment(template: str, **values: object) -> str:
    """A piece of somebody else's page, such as a notebook: a template of this package with ``values`` escaped.

    Characters that turn the direction of writing are left out, since they might turn what stands beside the piece.
    """
    piece = _environment().get_template(template).render(words=read_words(), **values)
    return well_formed(piece.translate(_UNSEEN))


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(read_asset),
    )


def read_words() -> dict[str, dict[str, Any]]:
    """The words of the interface by language."""
    words: dict[str, dict[str, Any]] = json.loads(read_asset("words.json"))
    return words


def read_glyphs() -> dict[EntityType, str]:
    """The sign of each type of entity: a path in a box of 16 by 16."""
    glyphs: dict[EntityType, str] = json.loads(read_asset("glyphs.json"))
    return glyphs


def embed_json(value: object) -> Markup:
    r"""JSON that stays inside its ``<script type="application/json">`` whatever the texts hold.

    >>> print(embed_json("</script>&\u2028"))
    "\u003c/script\u003e\u0026\u2028"
    """
    text = value if isinstance(value, Encoded) else encode(value)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - the five characters that could end the element are gone


def _policy(scripts: Sequence[str], style: str) -> str:
    """The Content-Security-Policy: these scripts and this style run, nothing else, and nothing is fetched."""
    allowed = " ".join(map(_digest, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
