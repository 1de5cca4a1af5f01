"""Asks a language model that the user runs about what the rules leave in doubt; imported only where that is asked for.

readings ─▶ doubts ─▶ prompts ─▶ endpoints ─▶ answers ─▶ checks
places      what to   the        HTTP         the form   what is said in the passage, of things found in it
            ask about question
"""

from govgraph.assist.endpoints import Endpoint
from govgraph.assist.memories import AnswerCache
from govgraph.assist.outcomes import Outcome
from govgraph.assist.sessions import Assistant

__all__ = ["AnswerCache", "Assistant", "Endpoint", "Outcome"]
