"""Stage 2 of 7: Document -> Passage."""
