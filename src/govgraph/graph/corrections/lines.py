"""Where the tables and keys of a TOML text stand; tomllib keeps no lines."""

import re

# Comments and strings are matched to be passed over: a header inside one is none.
_TOKENS = re.compile(
    r"""\#[^\n]* | \"{3}.*?\"{3} | '{3}.*?'{3} | "(?:\\.|[^"\\\n])*" | '[^'\n]*'
    | ^[ \t]*\[\[[ \t]*(?P<table>[\w-]+)[ \t]*\]\] | ^[ \t]*\[?[ \t]*(?P<key>[\w-]+)[ \t]*[=\]]""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


class Lines:
    """Line numbers by section and entry, counted from 1."""

    def __init__(self, text: str) -> None:
        self._tables: dict[str, list[int]] = {}
        self._keys: dict[tuple[int, str], int] = {}
        header = 0
        for token in _TOKENS.finditer(text):
            line = text.count("\n", 0, token.start(token.lastgroup) if token.lastgroup else token.start()) + 1
            if token["table"]:
                header = line
                self._tables.setdefault(token["table"], []).append(line)
            elif token["key"]:
                self._keys.setdefault((header, token["key"]), line)

    def of(self, section: str, number: int = 0, key: str = "") -> int:
        """The line of a key in the entry ``number`` of a section, of its header where the key is not found."""
        headers = self._tables.get(section, [])
        if number >= len(headers):
            return self._keys.get((0, section), headers[-1] if headers else 1)
        return self._keys.get((headers[number], key), headers[number])
