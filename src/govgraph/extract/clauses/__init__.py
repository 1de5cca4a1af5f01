"""Clauses: who acts in each, and which part each name has."""
