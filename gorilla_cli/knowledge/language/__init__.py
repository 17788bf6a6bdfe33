"""How people word a request: tokens, synonyms, quantities and the things they name.

Invariant: pure text analysis, without input or output and without knowledge of
any command; the same request always gives the same tokens and entities.
"""
