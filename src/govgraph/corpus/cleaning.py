"""Raw text to the canonical text that the rules read, with the way back."""

from govgraph.corpus.characters import unify_characters
from govgraph.corpus.pinyin import remove_pinyin
from govgraph.corpus.script import simplify
from govgraph.corpus.spaces import join_broken_lines, tidy_spaces
from govgraph.corpus.tracking import Tracked

#: In order: a bracket is known as pinyin, and a line as broken, only in clean characters.
STEPS = (unify_characters, remove_pinyin, simplify, tidy_spaces, join_broken_lines)

#: Articles need two or three; a file made of nested brackets could ask for one a bracket.
MOST_ROUNDS = 12


def clean(raw: str) -> Tracked:
    """The canonical text of ``raw``: cleaning it again changes nothing.

    A step may uncover work for an earlier one (joined lines complete a pair of quotes), so they run in turn until
    none of them changes the text.
    """
    text = Tracked.begin(raw)
    idle = 0
    for step in STEPS * MOST_ROUNDS:
        before, text = text, step(text)
        idle = idle + 1 if text.text == before.text else 0
        if idle == len(STEPS):
            break
    return text
