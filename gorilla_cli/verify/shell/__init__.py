"""Shell text as a tree, and what the tree would start when the shell ran it.

Invariant: reading never fails and takes time proportional to the text's length.
"""
