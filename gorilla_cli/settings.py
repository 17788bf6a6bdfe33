"""What a person can set, and where a value came from.

Invariant: the dataclasses below are the one declaration of every setting; the
loader, `gorilla config`, the environment overrides and the documentation all
derive from their fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LlamaSettings:
    """The local model."""

    model: str = field(default="", metadata={"doc": "path of a GGUF file or name of a known model"})
    adapter: str = field(default="", metadata={"doc": "path of a GGUF LoRA adapter"})
    gpu_layers: int = field(
        default=-1, metadata={"doc": "layers on the GPU; -1 is all when the build has one, else 0"}
    )
    threads: int = field(default=0, metadata={"doc": "CPU threads; 0 is the physical cores"})
    context_tokens: int = field(default=2048, metadata={"doc": "context length in tokens"})
    max_tokens: int = field(default=96, metadata={"doc": "longest answer in tokens"})


@dataclass(frozen=True, slots=True)
class HostedSettings:
    """An OpenAI-compatible endpoint."""

    base_url: str = field(
        default="", metadata={"doc": "such as http://127.0.0.1:11434/v1; empty is off"}
    )
    model: str = field(default="", metadata={"doc": "model name that the endpoint knows"})
    api_key_cmd: str = field(default="", metadata={"doc": "command that prints the API key"})
    api_key_env: str = field(
        default="GORILLA_API_KEY", metadata={"doc": "environment variable with the API key"}
    )
    connect_timeout: float = field(default=5.0, metadata={"doc": "seconds to connect"})
    total_timeout: float = field(default=30.0, metadata={"doc": "seconds for the whole answer"})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; nested dataclasses are TOML tables."""

    count: int = field(default=3, metadata={"doc": "candidates to show, 1 to 20"})
    backends: tuple[str, ...] = field(
        default=("recipes", "llama", "hosted"), metadata={"doc": "who answers, by name"}
    )
    shell: str = field(default="", metadata={"doc": "shell that runs commands; empty is $SHELL"})
    history: bool = field(default=True, metadata={"doc": "remember requests and decisions"})
    llama: LlamaSettings = field(default_factory=LlamaSettings)
    hosted: HostedSettings = field(default_factory=HostedSettings)
