"""The judge of gorilla's answers: a sandbox, fixtures, checks and a report.

Invariant: nothing here knows a recipe, and no candidate runs outside the sandbox.
"""
