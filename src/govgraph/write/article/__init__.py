"""A document and its extraction as an article to be read: what was found stands where it was found.

    statements ─▶ marks ─▶ paragraphs ─▶ Article ─▶ terminal, or the page of ``write.html``

All offsets here count code points of the document as it was read.
"""

from govgraph.write.article.articles import Article, lay_out_article
from govgraph.write.article.terminal import render_text

__all__ = ["Article", "lay_out_article", "render_text"]
