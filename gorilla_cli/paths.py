"""Where gorilla keeps its files.

Invariant: pure; computes paths and creates nothing. A directory comes from a
GORILLA_*_DIR variable when that is set, else from the platform's convention.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gorilla_cli.environment import Environment


@dataclass(frozen=True, slots=True)
class Paths:
    """The three directories and the files in them."""

    config: Path
    data: Path
    cache: Path

    @classmethod
    def of(cls, environment: Environment) -> Paths:
        """The directories for this environment."""
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("gorilla", appauthor=False)
        return cls(
            config=Path(environment.get("GORILLA_CONFIG_DIR", dirs.user_config_dir)),
            data=Path(environment.get("GORILLA_DATA_DIR", dirs.user_data_dir)),
            cache=Path(environment.get("GORILLA_CACHE_DIR", dirs.user_cache_dir)),
        )

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "config.toml"

    @property
    def recipes(self) -> Path:
        """Folder of the person's own recipes."""
        return self.config / "recipes"

    @property
    def history(self) -> Path:
        """The SQLite file of records."""
        return self.data / "history.db"

    @property
    def models(self) -> Path:
        """Folder of downloaded models."""
        return self.data / "models"

    @property
    def notes(self) -> Path:
        """Folder of documentation that the person added."""
        return self.data / "docs"

    @property
    def index(self) -> Path:
        """The SQLite file of documentation passages."""
        return self.cache / "docs.db"

    @property
    def recipe_cache(self) -> Path:
        """The compiled form of the recipes."""
        return self.cache / "recipes.db"

    @property
    def keys(self) -> Path:
        """API keys in plain text, where the person asked for that."""
        return self.data / "keys.json"
