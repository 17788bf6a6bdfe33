"""Going through a tree as the shell would, noting every program that it would start.

Invariant: nothing is started. Every branch is taken, every name is resolved as
far as the text allows, and repetition is bounded: where the bound is met the
model says so instead of passing over the rest in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.shell.builtins import BUILTINS, CODE_VARIABLES
from gorilla_cli.verify.shell.expand import fields, single
from gorilla_cli.verify.shell.files import filled
from gorilla_cli.verify.shell.model import (
    UNKNOWN,
    Arg,
    Feed,
    Frame,
    Model,
    Recursion,
    Redirection,
    Run,
)
from gorilla_cli.verify.shell.output import MAX_OUTPUT, printed
from gorilla_cli.verify.shell.paths import ELSEWHERE, absolute
from gorilla_cli.verify.shell.reader import Reading, read
from gorilla_cli.verify.shell.starts import Inner, started
from gorilla_cli.verify.shell.state import State, Values
from gorilla_cli.verify.shell.tree import (
    Assignment,
    Block,
    Command,
    Item,
    Pipeline,
    Redirect,
    Script,
    Simple,
    Word,
)

MAX_NESTING = 24
"""Programs that start programs that start programs …"""
MAX_REPEATED = 6_000
"""Commands looked at more than once: in loops, functions and strings read as scripts."""
MAX_REREAD = 600_000
"""Characters of strings read as scripts, all together."""
MAX_ROUNDS = 24
"""Rounds of one loop."""


def model_of(text: str, locations: Locations, user: str = "") -> Model:
    """Everything the text would start when run in the locations' directory."""
    text = text.replace(UNKNOWN, "?")
    reading = read(text)
    walk = Walk(State(locations.home, locations.cwd, user))
    walk.too_deep = reading.too_deep
    top = Shell(walk, walk.state, Frame(), None)
    top.script(reading.script)
    walk.call_the_uncalled()
    return Model(
        text,
        reading.script,
        tuple(_distinct(walk.runs)),
        reading.problem,
        walk.too_deep,
        tuple(walk.recursions.values()),
        tuple(walk.assigned),
        locations,
    )


class Walk:
    """What one pass over a text collects."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.runs: list[Run] = []
        self.assigned: list[tuple[str, Arg]] = []
        self.files: dict[str, Arg] = {}
        """What the text itself has put into files: known text, or UNKNOWN with sources."""
        self.recursions: dict[str, Recursion] = {}
        self.uncalled: dict[str, tuple[Block, State]] = {}
        self.too_deep = False
        self._repeated = 0
        self._reread = 0
        self._readings: dict[str, Reading] = {}

    def repeat(self) -> bool:
        """Count one more repeated command; False when it is enough."""
        self._repeated += 1
        if self._repeated > MAX_REPEATED:
            self.too_deep = True
            return False
        return True

    def read(self, text: str) -> Script:
        """Read a string as a script."""
        reading = self._readings.get(text)
        if reading is None:
            self._reread += len(text) + 10
            if self._reread > MAX_REREAD:
                self.too_deep = True
                return Script()
            reading = self._readings[text] = read(text)
        self.too_deep |= reading.too_deep
        return reading.script

    def recur(self, name: str, frame: Frame) -> None:
        """Note that a function calls itself."""
        known = self.recursions.get(name, Recursion(name, 0, False))
        parallel = known.parallel or frame.piped or frame.background
        self.recursions[name] = Recursion(name, known.times + 1, parallel)

    def call_the_uncalled(self) -> None:
        """Go through functions that the text defines for later."""
        while self.uncalled:
            name, (body, state) = self.uncalled.popitem()
            inner = Shell(self, state.child(), Frame(calls=(name,)), None)
            inner.state.positional = None
            inner.body(body)


class Shell:
    """One shell, or subshell, at one place of the text."""

    def __init__(
        self,
        walk: Walk,
        state: State,
        frame: Frame,
        feed: Feed | None,
        origin: tuple[Run, ...] = (),
        perhaps: bool = False,
    ) -> None:
        self.walk = walk
        self.state = state
        self.frame = frame
        self.feed = feed
        self.origin = origin
        """Where the unknown pieces of the text come from, when it was put together."""
        self.perhaps = perhaps
        """True where the text may or may not come by."""
        self.lines: list[str] | None = None
        """Lines of input not yet taken by `read`."""
        self._outward: list[tuple[Script, str]] = []

    def beside(
        self,
        *,
        state: State | None = None,
        frame: Frame | None = None,
        feed: Feed | None = None,
        perhaps: bool | None = None,
    ) -> Shell:
        """A shell that differs in some respect."""
        other = Shell(
            self.walk,
            state or self.state,
            frame or self.frame,
            feed or self.feed,
            self.origin,
            self.perhaps if perhaps is None else perhaps,
        )
        if feed is None:
            other.lines = self.lines
        return other

    # -- lists ---------------------------------------------------------------

    def script(self, script: Script) -> str | None:
        """Go through commands; what they print together, or None."""
        texts: list[str | None] = []
        before = ""
        for item in script.items:
            texts.append(self._item(item, before))
            before = item.ending
        return _together(texts)

    def _item(self, item: Item, before: str) -> str | None:
        shell = self
        if item.ending == "&":
            shell = self.beside(
                state=self.state.child(), frame=replace(self.frame, background=True)
            )
        elif before == "||" and not self.perhaps:
            shell = self.beside(perhaps=True)
        return shell.pipeline(item.pipeline)

    def pipeline(self, pipeline: Pipeline) -> str | None:
        """Go through the stages, each fed by the one before."""
        if len(pipeline.stages) == 1:
            return self.command(pipeline.stages[0])
        feed, text = self.feed, self.feed.text if self.feed else None
        last = len(pipeline.stages) - 1
        piped = replace(self.frame, piped=True)
        for position, stage in enumerate(pipeline.stages):
            frame = self.frame if position == last else piped
            begun = len(self.walk.runs)
            stage_shell = self.beside(state=self.state.child(), frame=frame, feed=feed)
            text = stage_shell.command(stage)
            feed = Feed(text, tuple(self.walk.runs[begun : begun + 50]), feed)
        return text

    def command(self, command: Command) -> str | None:
        """Go through one command."""
        if isinstance(command, Simple):
            return self._simple(command)
        return self._block(command)

    # -- simple commands -----------------------------------------------------

    def _simple(self, node: Simple) -> str | None:
        if self._repeats and not self.walk.repeat():
            return None
        begun = len(self.walk.runs)
        environment: list[tuple[str, Arg]] = []
        for assignment in node.assignments:
            values = self._assigned(assignment)
            environment.append((assignment.name, values[0] if values else Arg("")))
            if not node.words or isinstance(assignment.value, tuple):
                self.assign(assignment.name, values)
        args: list[Arg] = []
        for word in node.words:
            args += fields(word, self)
        if self.origin:
            args = [self._sourced(arg) for arg in args]
        redirects, feed = self._redirects(node.redirects)
        if not args:
            if redirects or environment:
                self._record(Run(Arg(":"), (), redirects, tuple(environment), self.frame), begun)
            self._keep_output(redirects, "", ())
            return ""
        inner = self if feed is None else self.beside(feed=feed)
        text = inner.start(tuple(args), redirects, tuple(environment), begun)
        if inner is not self:
            self._outward += inner._outward
        runs = tuple(self.walk.runs[begun : begun + 50])
        self._flow_outward(text, runs)
        return self._keep_output(redirects, text, runs)

    @property
    def _repeats(self) -> bool:
        return bool(self.frame.looped or self.frame.calls or self.frame.depth)

    def _sourced(self, arg: Arg) -> Arg:
        return arg if arg.known or arg.sources else replace(arg, sources=self.origin)

    def _assigned(self, assignment: Assignment) -> Values:
        if isinstance(assignment.value, Word):
            values: Values = (single(assignment.value, self),)
        else:
            values = tuple(arg for word in assignment.value for arg in fields(word, self))
        if assignment.append:
            old = self.state.value(assignment.name)
            if isinstance(assignment.value, Word):
                head = old[0] if old and self.state.get(assignment.name) else Arg("")
                joined = head.text + values[0].text
                if len(joined) > MAX_OUTPUT:
                    joined = UNKNOWN
                return (Arg(joined, sources=head.sources + values[0].sources),)
            return (*old, *values) if self.state.get(assignment.name) else values
        if assignment.index.isdigit() and len(assignment.index) < 4:
            kept = list(self.state.get(assignment.name) or ())
            number = int(assignment.index)
            kept += [Arg("")] * (number + 1 - len(kept))
            kept[number] = values[0] if values else Arg("")
            return tuple(kept)
        return values

    def assign(self, name: str, values: Values) -> None:
        """Set a variable; one that holds code is read as such."""
        self.state.set(name, values, perhaps=self.perhaps)
        if len(self.walk.assigned) < 100_000:
            self.walk.assigned += [(name, value) for value in values[:20]]
        if name in CODE_VARIABLES and values:
            self.code(values[0], replace(self.frame, depth=self.frame.depth + 1))

    def _redirects(
        self, nodes: tuple[Redirect, ...]
    ) -> tuple[tuple[Redirection, ...], Feed | None]:
        found: list[Redirection] = []
        feed: Feed | None = None
        for node in nodes:
            target = single(node.target, self)
            if self.origin:
                target = self._sourced(target)
            if node.operator in ("<<", "<<-"):
                feed = Feed(target.text, target.sources)
            elif node.operator == "<<<":
                feed = Feed(target.text + "\n", target.sources)
            else:
                if node.operator == "<" and node.descriptor in ("", "0"):
                    written = self.written(target)
                    text = written.text if written else None
                    feed = Feed(
                        text, target.sources or (written.sources if written else ()), None, target
                    )
                found.append(Redirection(node.operator, target, node.descriptor))
        return tuple(found), feed

    def written(self, path: Arg) -> Arg | None:
        """What the text itself has put into the file, if it has."""
        if path.text in ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0") and self.feed:
            text = UNKNOWN if self.feed.text is None else self.feed.text
            return Arg(text, sources=self.feed.runs)
        return self.walk.files.get(absolute(path.text, self.state.cwd))

    def keep(self, path: Arg, content: Arg) -> None:
        """Remember what a file now holds."""
        self.walk.files[absolute(path.text, self.state.cwd)] = content

    def _keep_output(
        self, redirects: tuple[Redirection, ...], text: str | None, runs: tuple[Run, ...]
    ) -> str | None:
        away = False
        for redirect in redirects:
            if not redirect.writes or redirect.descriptor not in ("", "1"):
                continue
            away = True
            content = Arg(UNKNOWN if text is None else text, sources=runs)
            if redirect.operator in (">>", "&>>") and (old := self.written(redirect.target)):
                content = Arg(old.text + content.text, sources=old.sources + runs)
            self.keep(redirect.target, content)
        return "" if away else text

    def _record(self, run: Run, position: int) -> None:
        object.__setattr__(run, "cwd", self.state.cwd)
        object.__setattr__(run, "home", self.state.home)
        self.walk.runs.insert(position, run)

    def start(
        self,
        args: tuple[Arg, ...],
        redirects: tuple[Redirection, ...] = (),
        environment: tuple[tuple[str, Arg], ...] = (),
        position: int | None = None,
    ) -> str | None:
        """Start a program: note it, carry out a builtin, look into what it starts itself."""
        begun = len(self.walk.runs) if position is None else position
        if self.frame.depth > MAX_NESTING:
            self.walk.too_deep = True
            return None
        name = args[0].text
        alias = self.state.alias(name)
        if alias is not None and f"alias {name}" not in self.frame.calls:
            return self._alias(name, alias, args)
        body = self.state.function(name)
        run = Run(
            args[0],
            args[1:],
            redirects,
            environment,
            self.frame,
            self.state.cwd,
            self.state.home,
            self.feed,
            body is not None,
        )
        self.walk.runs.insert(begun, run)
        if body is not None:
            return self._call(name, body, args)
        builtin = BUILTINS.get(name)
        text = builtin(self, run) if builtin else printed(run, self.state.user)
        self.walk.files.update(filled(run, self.walk.files))
        script = self.walk.files.get(absolute(name, run.cwd)) if "/" in name else None
        if script is not None:
            self.code(script, replace(self.frame, depth=self.frame.depth + 1))
        for inner in started(run, self):
            text = self.enter(inner, run)
        return text

    def enter(self, inner: Inner, run: Run) -> str | None:
        """Go through what a program starts."""
        frame = replace(
            self.frame,
            wrappers=(*self.frame.wrappers, inner.via or run.name),
            root=self.frame.root or inner.root,
            remote=inner.remote or self.frame.remote,
            looped=self.frame.looped or inner.repeated,
            depth=self.frame.depth + 1,
            implied=inner.implied,
        )
        state = self.state if inner.same_shell else self.state.child()
        if inner.cwd is not None:
            state = state if state is not self.state else state.child()
            state.cwd = absolute(inner.cwd.text, state.cwd)
        if inner.remote and inner.remote != self.frame.remote:
            state.cwd = state.home if inner.remote.startswith("ssh ") else ELSEWHERE
        if inner.positional is not None:
            state.positional = inner.positional
        if inner.called is not None:
            state.set("0", (inner.called,))
        feed = inner.feed or self.feed
        shell = Shell(self.walk, state, frame, feed, self.origin, self.perhaps)
        if inner.words:
            return shell.start(inner.words, run.redirects, (*run.environment, *inner.environment))
        if inner.script is not None:
            return shell.code(inner.script, frame)
        return None

    def code(self, text: Arg, frame: Frame) -> str | None:
        """Go through text that a shell is given to run."""
        shell = Shell(self.walk, self.state, frame, self.feed, text.sources or self.origin)
        if frame.depth > MAX_NESTING:
            self.walk.too_deep = True
            return None
        return shell.script(self.walk.read(text.text))

    # -- functions and aliases -----------------------------------------------

    def _alias(self, name: str, value: str, args: tuple[Arg, ...]) -> str | None:
        frame = replace(
            self.frame,
            calls=(*self.frame.calls, f"alias {name}"),
            depth=self.frame.depth + 1,
        )
        shell = self.beside(frame=frame)
        script = self.walk.read(value)
        last = script.items[-1].pipeline.stages if script.items else ()
        if len(script.items) == 1 and len(last) == 1 and isinstance(last[0], Simple):
            words = [arg for word in last[0].words for arg in fields(word, shell)]
            if words:
                return shell.start((*words, *args[1:]))
        return shell.script(script)

    def _call(self, name: str, body: Block, args: tuple[Arg, ...]) -> str | None:
        self.walk.uncalled.pop(name, None)
        if name in self.frame.calls:
            self.walk.recur(name, self.frame)
            return None
        frame = replace(self.frame, calls=(*self.frame.calls, name), depth=self.frame.depth + 1)
        shell = self.beside(frame=frame)
        before, self.state.positional = self.state.positional, args[1:]
        try:
            return shell.body(body)
        finally:
            self.state.positional = before

    def body(self, function: Block) -> str | None:
        """Go through a function's body."""
        text: str | None = ""
        for piece in function.shape:
            if isinstance(piece, Script):
                text = self.script(piece)
        return text

    # -- compound commands ---------------------------------------------------

    def _block(self, block: Block) -> str | None:
        if block.kind == "function":
            self.state.define(block.name, block)
            self.walk.uncalled[block.name] = (block, self.state)
            return ""
        begun = len(self.walk.runs)
        redirects, feed = self._redirects(block.redirects)
        shell = self
        if feed is not None or block.kind == "(":
            state = self.state.child() if block.kind == "(" else None
            shell = self.beside(feed=feed, state=state)
        if redirects:
            self._record(Run(Arg(":"), (), redirects, (), self.frame), begun)
        if block.kind in ("for", "select"):
            text = shell._for(block)
        elif block.kind in ("while", "until"):
            text = shell._while(block)
        else:
            text = shell._all(block)
        runs = tuple(self.walk.runs[begun : begun + 50]) if redirects else ()
        return self._keep_output(redirects, text, runs)

    def _all(self, block: Block) -> str | None:
        """Every script of the block in order, as if all conditions held."""
        texts: list[str | None] = []
        sequence = block.kind in ("{", "(")
        branches = 0
        for piece in block.shape:
            if isinstance(piece, Word):
                single(piece, self)
            elif isinstance(piece, Script):
                branches += 1
                branch = self
                if not sequence and branches > 1 and not self.perhaps:
                    branch = self.beside(perhaps=True)
                texts.append(branch.script(piece))
        return _together(texts) if sequence else None

    def _for(self, block: Block) -> str | None:
        values: list[Arg] = []
        listed = False
        for piece in block.shape[2:]:
            if piece == "do":
                break
            listed = listed or piece == "in"
            if isinstance(piece, Word):
                values += fields(piece, self)
        if not listed:
            values = list(self.state.value("@")) if block.name else []
        looped = self.beside(frame=replace(self.frame, looped=True))
        texts: list[str] = []
        known = True
        for value in _telling(values) or [Arg("12345")]:
            if block.name:
                self.state.set(block.name, (value,))
            text = looped._bodies(block)
            known = known and text is not None
            texts.append(text or "")
        return "".join(texts) if known and len(values) <= MAX_ROUNDS else None

    def _bodies(self, block: Block) -> str | None:
        text: str | None = ""
        for piece in block.shape:
            if isinstance(piece, Script):
                text = self.script(piece)
        return text

    def _while(self, block: Block) -> str | None:
        looped = self.beside(frame=replace(self.frame, looped=True), perhaps=True)
        fed = self.feed.text if self.feed else None
        if fed is None or len(fed) > 50_000:
            looped._bodies(block)
            return None
        looped.lines = fed.split("\n")[: MAX_ROUNDS * 4]
        texts: list[str] = []
        known = True
        for _ in range(MAX_ROUNDS * 4):
            left = len(looped.lines)
            text = looped._bodies(block)
            known = known and text is not None
            texts.append(text or "")
            if not looped.lines or len(looped.lines) == left:
                break
        return "".join(texts) if known else None

    # -- substitutions -------------------------------------------------------

    def substitute(self, script: Script) -> tuple[str | None, tuple[Run, ...]]:
        """What the commands print, and what they start."""
        begun = len(self.walk.runs)
        frame = replace(self.frame, piped=True)
        text = self.beside(state=self.state.child(), frame=frame).script(script)
        return text, tuple(self.walk.runs[begun : begun + 50])

    def process(self, kind: str, script: Script) -> Arg:
        """The file name of a process substitution, whose content is remembered."""
        name = f"/dev/fd/{63 + len(self.walk.files)}"
        if kind == ">":
            self._outward.append((script, name))
            return Arg(name)
        text, runs = self.substitute(script)
        self.walk.files[name] = Arg(UNKNOWN if text is None else text, sources=runs)
        return Arg(name, sources=runs)

    def _flow_outward(self, text: str | None, runs: tuple[Run, ...]) -> None:
        """Feed `>(…)` with what the command printed."""
        waiting, self._outward = self._outward, []
        for script, _ in waiting:
            feed = Feed(text, runs, self.feed)
            self.beside(state=self.state.child(), feed=feed).script(script)


def _distinct(runs: list[Run]) -> Iterator[Run]:
    """The runs without those that are the same in every respect as one before."""
    seen: set[object] = set()
    for run in runs:
        plain = run.feed is None and not run.environment and not run.program.sources
        if plain and not any(arg.sources for arg in run.args):
            words = (run.program.text, *[arg.text for arg in run.args])
            marks = tuple(f"{one.operator}{one.target.text}" for one in run.redirects)
            key = (words, marks, run.frame, run.cwd)
            if key in seen:
                continue
            seen.add(key)
        yield run


def _together(texts: list[str | None]) -> str | None:
    """What several commands print one after another; None when nothing of it is known."""
    if all(text is None for text in texts):
        return None if texts else ""
    whole = "".join(f"{UNKNOWN}\n" if text is None else text for text in texts)
    return whole if len(whole) <= MAX_OUTPUT else None


def _telling(values: list[Arg]) -> list[Arg]:
    """The values worth a round of their own: all that are no plain names, some that are."""
    unique = list({value.text: value for value in values}.values())
    if len(unique) <= MAX_ROUNDS:
        return unique
    plain = [value for value in unique if value.text.replace("-", "").replace(".", "").isalnum()]
    others = [value for value in unique if value not in plain]
    if len(others) > MAX_ROUNDS * 10:
        return [*others[:MAX_ROUNDS], Arg(UNKNOWN)]
    return plain[:4] + others
