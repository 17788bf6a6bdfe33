"""What a person can set, and where a value came from.

Invariant: the dataclasses below are the one declaration of every setting; the
loader, `gorilla config`, the environment overrides and the documentation all
derive from their fields. Reading never writes and loads no writing library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from gorilla_cli.environment import Environment
from gorilla_cli.errors import SettingsError, UsageError
from gorilla_cli.settings_value import (
    Key,
    Value,
    checked,
    nearest,
    parse,
    setting,
    variable_name,
    web_address,
)


def _known_backends(names: tuple[str, ...]) -> str:
    """Backends are files, so that adding one adds no line here."""
    folder = Path(__file__).parent / "backends"
    known = {entry.stem for entry in folder.iterdir() if entry.stem[0] not in "_."} - {"base"}
    known.update(DEFAULT_BACKENDS)
    unknown = [name for name in names if name not in known]
    if unknown:
        return f"names no backend: {unknown[0]!r}{nearest(unknown[0], sorted(known))}"
    if not names:
        return "must name at least one backend"
    return "names a backend twice" if len(set(names)) < len(names) else ""


DEFAULT_BACKENDS = ("recipes", "llama", "hosted")


@dataclass(frozen=True, slots=True)
class LlamaSettings:
    """The local model."""

    model: str = setting("", "path of a GGUF file or name of a known model")
    adapter: str = setting("", "path of a GGUF LoRA adapter")
    gpu_layers: int = setting(
        -1, "layers on the GPU; -1 is all when the build has one, else 0", least=-1, most=10_000
    )
    threads: int = setting(0, "CPU threads; 0 is the physical cores", least=0, most=1024)
    context_tokens: int = setting(2048, "context length in tokens", least=128, most=1_048_576)
    max_tokens: int = setting(96, "longest answer in tokens", least=1, most=8192)


@dataclass(frozen=True, slots=True)
class HostedSettings:
    """An OpenAI-compatible endpoint."""

    base_url: str = setting(
        "", "such as http://127.0.0.1:11434/v1; empty is off", check=web_address
    )
    model: str = setting("", "model name that the endpoint knows")
    api_key_cmd: str = setting("", "command that prints the API key")
    api_key_env: str = setting(
        "GORILLA_API_KEY", "environment variable with the API key", check=variable_name
    )
    connect_timeout: float = setting(5.0, "seconds to connect", least=0.001, most=3600)
    total_timeout: float = setting(30.0, "seconds for the whole answer", least=0.001, most=3600)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; nested dataclasses are TOML tables."""

    count: int = setting(3, "candidates to show, 1 to 20", least=1, most=20)
    backends: tuple[str, ...] = setting(
        DEFAULT_BACKENDS, "who answers, by name", check=_known_backends
    )
    shell: str = setting("", "shell that runs commands; empty is $SHELL")
    history: bool = setting(True, "remember requests and decisions")
    llama: LlamaSettings = field(default_factory=LlamaSettings)
    hosted: HostedSettings = field(default_factory=HostedSettings)


@cache
def keys() -> tuple[Key, ...]:
    """Every setting in the order declared."""
    return tuple(_keys_of(Settings, ""))


def key_named(name: str) -> Key:
    """The setting of that dotted name. Raises SettingsError with the nearest one."""
    for key in keys():
        if key.name == name:
            return key
    raise SettingsError(f"there is no setting {name!r}{nearest_key(name)}", _LIST_THEM)


_LIST_THEM = "`gorilla config list` shows all settings."


def nearest_key(name: str) -> str:
    """The words "; did you mean …?" for a name that is none, or an empty text."""
    known = {key.name.rpartition(".")[2]: key.name for key in reversed(keys())}
    known.update((key.name, key.name) for key in keys())
    known.update((table, table) for table in _tables())
    return nearest(name, known) or nearest(name.rpartition(".")[2], known)


@cache
def _tables() -> frozenset[str]:
    return frozenset(key.name.rpartition(".")[0] for key in keys()) - {""}


def _keys_of(declaration: type, prefix: str) -> Iterator[Key]:
    for one in fields(declaration):
        if one.default_factory is not MISSING:
            yield from _keys_of(type(one.default_factory()), f"{prefix}{one.name}.")
            continue
        name = prefix + one.name
        variable = "GORILLA_" + name.upper().replace(".", "_")
        default: Any = one.default
        yield Key(name, type(default), default, variable=variable, **one.metadata)


@dataclass(frozen=True)
class Loaded:
    """The settings in force, and where each of them came from."""

    settings: Settings
    path: Path
    text: str = field(repr=False)
    """The settings file as read; empty when there is none."""
    sources: Mapping[str, str] = field(repr=False)
    """Key to "file", variable name or "flag", for all that is not a default."""

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """Key to "default", "PATH:LINE", the variable's name, or "flag"."""
        from gorilla_cli.toml_lines import lines_of

        lines = lines_of(self.text) if "file" in self.sources.values() else {}
        found = {key.name: self.sources.get(key.name, "default") for key in keys()}
        return {
            name: f"{self.path}:{lines.get(name, 1)}" if source == "file" else source
            for name, source in found.items()
        }


def load(
    path: Path, environment: Environment, overrides: Mapping[str, object] | None = None
) -> Loaded:
    """The settings: defaults, then the file, then GORILLA_… variables, then flags.

    `overrides` maps dotted keys to values; one that is None was not given, and an
    empty variable counts as unset. A missing file is no error. Raises SettingsError
    for the file and the variables, UsageError for the overrides.
    """
    text = read_text(path)
    values: dict[str, Value] = {}
    sources: dict[str, str] = {}
    for name, value in _from_text(path, text):
        values[name], sources[name] = value, "file"
    for key in keys():
        written = environment.get(key.variable)
        if written:
            try:
                values[key.name] = parse(key, written)
            except ValueError as error:
                raise SettingsError(
                    f"the environment variable {key.variable} {error}", "Change or unset it."
                ) from None
            sources[key.name] = key.variable
    for name, given in (overrides or {}).items():
        if given is not None:
            try:
                values[name] = checked(key_named(name), given)
            except ValueError as error:
                raise UsageError(f"{name} {error}") from None
            sources[name] = "flag"
    return Loaded(_built(values), path, text, sources)


def read_text(path: Path) -> str:
    """The settings file's text; empty when there is none. Raises SettingsError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{path} is not UTF-8 text (byte {error.start})", "Save it as UTF-8."
        ) from None
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read: {error.strerror}", "Correct its permissions or remove it."
        ) from None


def parsed_text(path: Path, text: str) -> dict[str, object]:
    """The text's tables. Raises SettingsError with file and line when it is no TOML."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).partition(" (at ")
        line = "".join(filter(str.isdigit, where.partition(",")[0]))
        place = f"{path}:{line or text.count(chr(10)) + 1}"
        raise SettingsError(f"{place}: not valid TOML: {what}", _EDIT) from None


_EDIT = "`gorilla config edit` opens the file."


def _from_text(path: Path, text: str) -> Iterator[tuple[str, Value]]:
    known = {key.name: key for key in keys()}
    for name, value in _leaves(parsed_text(path, text) if text else {}):
        try:
            if name not in known:
                problem = "is no setting" if name not in _tables() else "must be a table"
                raise ValueError(problem + ("" if name in _tables() else nearest_key(name)))
            yield name, checked(known[name], value)
        except ValueError as error:
            from gorilla_cli.toml_lines import lines_of

            line = lines_of(text).get(name, 1)
            raise SettingsError(f"{path}:{line}: {name} {error}", _EDIT) from None


def _leaves(content: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Dotted names and values; a table that is none of ours is a leaf."""
    for key, value in content.items():
        name = prefix + (f'"{key}"' if "." in key else key)
        if isinstance(value, Mapping) and name in _tables():
            yield from _leaves(value, name + ".")
        else:
            yield name, value


def _built(values: Mapping[str, Value]) -> Settings:
    """The settings with these values in the place of defaults."""
    top: dict[str, Any] = {}
    tables: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        table, _, last = name.rpartition(".")
        (tables.setdefault(table, {}) if table else top)[last] = value
    for one in fields(Settings):
        if one.name in tables and one.default_factory is not MISSING:
            top[one.name] = type(one.default_factory())(**tables[one.name])
    return Settings(**top)
