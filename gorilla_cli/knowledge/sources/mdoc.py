"""mdoc(7) calls within a line, as a reader sees them.

Invariant: total; a macro that is not known stands as its own name.
"""

from __future__ import annotations

import re

_ENCLOSING = {
    "Op": "[]", "Oo": "[]", "Bq": "[]", "Bo": "[]", "Pq": "()", "Po": "()", "Brq": "{}",
    "Bro": "{}", "Aq": "<>", "Ao": "<>", "Sq": "''", "Ql": "''", "Dq": '""', "Qq": '""',
}  # fmt: skip
_CLOSING = {"Oc": "]", "Pc": ")", "Brc": "}", "Ac": ">", "Bc": "]"}
_OPENING = frozenset({"Oo", "Po", "Bro", "Ao", "Bo"})
_PLAIN = frozenset(
    "It Ar Cm Nm Pa Xr Ic Li Em Sy Va Ev Ad An Cd Dv Er Fa Fn Ft In Lb Lk Ms Mt No St Tn Vt Xo Xc "
    "Nd Rv Ex Bx Fx Nx Ox Ux At Sx Ta Pf Ns Ap Fl D1 Dl Rs Re".split()
)
_PUNCTUATION = frozenset({".", ",", ":", ";", ")", "]", "?", "!"})


def inline(call: str) -> str:
    """The text of one macro line without its leading dot."""
    words = [
        quoted or plain for quoted, plain in re.findall(r'"((?:[^"]|"")*)"?|([^\s"]\S*)', call)
    ]
    pieces: list[str] = []
    closers: list[str] = []
    glue = False
    flag = False
    flag_done = True

    def put(text: str) -> None:
        nonlocal glue
        opened = bool(pieces) and pieces[-1].endswith(("[", "(", "{"))
        if pieces and not glue and not opened and text not in _PUNCTUATION:
            pieces.append(" ")
        pieces.append(text)
        glue = False

    for position, word in enumerate(words):
        if word in _ENCLOSING and position < len(words):
            flag = False
            put(_ENCLOSING[word][0])
            glue = True
            if word not in _OPENING:
                closers.append(_ENCLOSING[word][1])
        elif word in _CLOSING:
            flag = False
            pieces.append(_CLOSING[word])
            glue = False
        elif word in ("Ns", "Ap"):
            flag = False
            glue = True
            if word == "Ap":
                pieces.append("'")
        elif word == "Fl":
            if flag and not flag_done:
                put("-")
            flag, flag_done = True, False
        elif word == "Ta":
            flag = False
            put("\t")
        elif word in _PLAIN:
            if flag and not flag_done:
                put("-")
            flag = False
            glue = glue or word == "Pf"
        elif flag and word not in _PUNCTUATION and word != "|":
            put("-" + word)
            flag_done = True
        else:
            put(word)
    if flag and not flag_done:
        put("-")
    return "".join(pieces + closers[::-1]).strip()
