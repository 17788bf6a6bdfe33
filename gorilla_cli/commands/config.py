"""gorilla config: show and change the settings.

Invariant: whatever was typed into the settings file is kept; a text that is
not valid never becomes the file, and never gets lost either.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gorilla_cli.app import App
from gorilla_cli.errors import GorillaError, NotApprovedError, SettingsError, UsageError
from gorilla_cli.settings import HostedSettings, Loaded, key_named, keys, load, read_text
from gorilla_cli.settings_file import keep_beside, replace_text, set_value, unset_value
from gorilla_cli.settings_value import Value

if TYPE_CHECKING:
    from gorilla_cli.credentials import Credentials

app = typer.Typer(rich_markup_mode=None, no_args_is_help=False)

KeyName = Annotated[str, typer.Argument(metavar="KEY", help="A setting, such as llama.model.")]
KeyOwner = Annotated[str, typer.Argument(metavar="[NAME]", help="What the key is for.")]
_PLAIN_EDITORS = ("sensible-editor", "editor", "nano", "vim", "vi")


@dataclass(frozen=True, slots=True)
class Line:
    """One setting as it is in force."""

    key: str
    value: Value
    origin: str
    """default, PATH:LINE, the variable's name, or flag."""
    default: Value
    doc: str
    variable: str


@app.callback(invoke_without_command=True)
def config(ctx: typer.Context) -> None:
    """Show and change the settings."""
    if ctx.invoked_subcommand is None:
        _show(ctx.obj)


@app.command(name="list")
def list_(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """List every setting with its value and where that comes from."""
    _show(ctx.obj, as_json)


def _show(parts: App, as_json: bool = False) -> None:
    lines = settings_in_force(parts.loaded)
    if as_json:
        parts.console.json([_as_json(line) for line in lines])
        return
    parts.console.table(
        [(line.key, _literal(line.value), line.origin) for line in lines],
        header=("setting", "value", "from"),
    )


def settings_in_force(loaded: Loaded) -> list[Line]:
    """Every setting in the order declared."""
    return [
        Line(
            key.name,
            value_of(loaded, key.name),
            loaded.origins[key.name],
            key.default,
            key.doc,
            key.variable,
        )
        for key in keys()
    ]


def value_of(loaded: Loaded, name: str) -> Value:
    """The value in force of a setting. Raises SettingsError for a name that is none."""
    found: object = loaded.settings
    for part in key_named(name).name.split("."):
        found = getattr(found, part)
    value: Value = found  # type: ignore[assignment]  # its declaration says so
    return value


def _as_json(line: Line) -> dict[str, object]:
    return {
        "key": line.key,
        "value": line.value,
        "origin": line.origin,
        "default": line.default,
        "doc": line.doc,
        "variable": line.variable,
    }


def _literal(value: Value) -> str:
    """The value as the settings file has it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    return str(value)


@app.command()
def get(ctx: typer.Context, key: KeyName) -> None:
    """Print the value of a setting; a list with commas, ready for `config set`."""
    parts: App = ctx.obj
    value = value_of(parts.loaded, key)
    if isinstance(value, tuple):
        parts.console.result(",".join(value))
    else:
        parts.console.result(value if isinstance(value, str) else _literal(value))


# A value may begin with a hyphen, as in `config set llama.gpu_layers -1`.
@app.command(name="set", context_settings={"ignore_unknown_options": True})
def set_(
    ctx: typer.Context,
    key: KeyName,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its value; lists with commas.")],
) -> None:
    """Change a setting in the settings file."""
    parts: App = ctx.obj
    set_value(parts.paths.settings, key, value)
    variable = key_named(key).variable
    if parts.environment.get(variable):
        parts.console.note(f"saved, but the environment variable {variable} overrides it")


@app.command()
def unset(ctx: typer.Context, key: KeyName) -> None:
    """Take a setting out of the settings file, so that its default holds."""
    parts: App = ctx.obj
    if not unset_value(parts.paths.settings, key):
        parts.console.note(f"{key} is not in {parts.paths.settings}, so nothing changed")


@app.command()
def path(ctx: typer.Context) -> None:
    """Print where the settings file is, or would be."""
    parts: App = ctx.obj
    parts.console.result(str(parts.paths.settings))


@app.command(name="set-key")
def set_key(
    ctx: typer.Context,
    name: KeyOwner = "hosted",
    plaintext: Annotated[
        bool, typer.Option("--plaintext", help="Keep it in a file that only you can read.")
    ] = False,
) -> None:
    """Keep an API key in the system keyring; it is typed at a prompt or piped in."""
    from gorilla_cli.credentials import read_key

    parts: App = ctx.obj
    kept = _credentials(parts, name)
    parts.console.note(f"kept in {kept.set_key(name, read_key(parts.environment), plaintext)}")


@app.command(name="forget-key")
def forget_key(ctx: typer.Context, name: KeyOwner = "hosted") -> None:
    """Delete an API key wherever it is kept."""
    parts: App = ctx.obj
    places = _credentials(parts, name).delete_key(name)
    parts.console.note(f"deleted from {' and '.join(places)}" if places else "no key was kept")


def _credentials(parts: App, name: str) -> Credentials:
    from gorilla_cli.credentials import HOSTED, Credentials

    if name != HOSTED:  # not repeated: it may be the key, typed in the wrong place
        raise UsageError(
            "there is no key of that name",
            f"The only one is {HOSTED}. The key itself is typed at a prompt or piped in.",
        )
    # Keeping a key needs no settings, so it works when the settings do not.
    return Credentials(HostedSettings(), parts.environment.variables, parts.paths.keys)


@app.command()
def edit(ctx: typer.Context) -> None:
    """Open the settings file in $VISUAL or $EDITOR, and check it afterwards."""
    from gorilla_cli.ui.question import ask_word

    parts: App = ctx.obj
    settings = parts.paths.settings
    old = read_text(settings)
    begun = text = old or _template()
    while True:
        new = _edited(parts, text)
        if new in (old, begun):
            parts.console.note("nothing was changed")
            return
        problem = _problem(parts, new)
        if problem is None:
            break
        parts.console.error(problem)
        try:
            answer = ask_word(
                parts.environment,
                parts.console,
                "Edit again, or keep the old settings?",
                ("edit", "keep"),
                "The old settings stay.",
            )
        except NotApprovedError:
            answer = "keep"
        if answer == "keep":
            kept = keep_beside(settings, new)
            raise SettingsError("the old settings stay", f"What you wrote is kept in {kept}.")
        text = new
    if not replace_text(settings, old, new):
        kept = keep_beside(settings, new)
        raise SettingsError(
            f"{settings} was changed by somebody else meanwhile",
            f"What you wrote is kept in {kept}.",
        )


def _problem(parts: App, text: str) -> GorillaError | None:
    """What is wrong with a text as settings. Variables are left out: they are not in it."""
    from dataclasses import replace

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / parts.paths.settings.name
        file.write_text(text, encoding="utf-8", newline="")
        try:
            load(file, replace(parts.environment, variables={}))
        except SettingsError as error:
            shown = error.message.replace(str(file), str(parts.paths.settings))
            return SettingsError(shown, "Correct it, or keep the old settings.")
    return None


def _edited(parts: App, text: str) -> str:
    """The text as the person leaves it in the editor. Raises SettingsError."""
    command = editor(parts)
    made, name = tempfile.mkstemp(prefix="gorilla-", suffix=".toml")  # 0600
    file = Path(name)
    try:
        with os.fdopen(made, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        # The variable may hold options and quotes, so a shell takes it apart, as git does it.
        ran = subprocess.run(
            ["sh", "-c", f'{command} "$@"', "sh", name], env=dict(parts.environment.variables)
        )
        written = read_text(file)
        if ran.returncode:
            remedy = "Set VISUAL or EDITOR to one that works."
            if written != text:
                kept = keep_beside(parts.paths.settings, written)
                remedy = f"What was written is kept in {kept}."
            raise SettingsError(
                f"the editor {command} ended with status {ran.returncode}, nothing was changed",
                remedy,
            )
        return written
    finally:
        file.unlink(missing_ok=True)


def editor(parts: App) -> str:
    """The person's editor as a shell command. Raises SettingsError when there is none."""
    chosen = parts.environment.get("VISUAL") or parts.environment.get("EDITOR")
    if chosen:
        return chosen
    search = parts.environment.get("PATH", os.defpath)
    for name in _PLAIN_EDITORS:
        if found := shutil.which(name, path=search):
            return shlex.quote(found)
    raise SettingsError("there is no editor", "Set VISUAL or EDITOR, or use `gorilla config set`.")


def _template() -> str:
    """What an empty settings file shows: every setting, commented out."""
    lines = ["# Settings of gorilla. Remove the # before a line to change it.", ""]
    table = ""
    for key in keys():
        before, _, last = key.name.rpartition(".")
        if before != table:
            table = before
            lines += ["", f"# [{table}]"]
        lines.append(f"# {last} = {_literal(key.default)}  # {key.doc}")
    return "\n".join(lines) + "\n"
