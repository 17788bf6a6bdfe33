"""Names of the remote things that commands would act on, read from their tools' own files.

Invariant: reads small files only, never the network; a file that is missing or
odd gives an empty name, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

MAX_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class Locations:
    """Where a person's tools keep their settings."""

    home: str
    cwd: str
    variables: Mapping[str, str] = field(default_factory=dict)
    """The environment as far as tools look at it (KUBECONFIG, AWS_PROFILE …)."""

    def exists(self, path: str) -> bool:
        """True when the file is there; False also when nobody can tell."""
        try:
            return Path(path).exists()
        except (OSError, ValueError):
            return False

    def is_directory(self, path: str) -> bool:
        """True when it is a directory."""
        try:
            return Path(path).is_dir()
        except (OSError, ValueError):
            return False

    def read(self, path: str) -> str:
        """The beginning of a file, or nothing."""
        try:
            with Path(path).open("rb") as file:
                return file.read(MAX_BYTES).decode("utf-8", "replace")
        except (OSError, ValueError):
            return ""

    def variable(self, *names: str) -> str:
        """The first of the variables that is set."""
        return next((value for name in names if (value := self.variables.get(name, ""))), "")

    def kube_context(self) -> tuple[str, str]:
        """Names of the current kube context and its namespace."""
        path = self.variable("KUBECONFIG").split(":")[0] or f"{self.home}/.kube/config"
        text = self.read(path)
        match = re.search(r"^[\"']?current-context[\"']?:[ \t]*[\"']?([^\"'\s,]+)", text, re.M)
        context = match[1] if match else ""
        return context, self.kube_namespace(text, context)

    @staticmethod
    def kube_namespace(text: str, context: str) -> str:
        """The namespace that a kubeconfig gives to a context."""
        listed = re.search(r"^contexts:[ \t]*\n((?:[ \t-].*\n?)*)", text, re.M)
        for entry in re.split(r"^-[ \t]", listed[1] if listed else "", flags=re.M):
            name = re.search(r"^[ \t]*name:[ \t]*[\"']?([^\"'\s]+)", entry, re.M)
            if name and name[1] == context:
                found = re.search(r"namespace:[ \t]*[\"']?([^\"'\s]+)", entry)
                return found[1] if found else ""
        return ""

    def aws(self) -> tuple[str, str]:
        """Names of the AWS profile and region."""
        profile = self.variable("AWS_PROFILE", "AWS_DEFAULT_PROFILE") or "default"
        region = self.variable("AWS_REGION", "AWS_DEFAULT_REGION")
        return profile, region or self.aws_region(profile)

    def aws_region(self, profile: str) -> str:
        """The region that the AWS configuration gives to a profile."""
        path = self.variable("AWS_CONFIG_FILE") or f"{self.home}/.aws/config"
        section = profile if profile == "default" else f"profile {profile}"
        return self._ini(self.read(path), section, "region")

    def gcloud_project(self) -> str:
        """The current gcloud project."""
        if project := self.variable("CLOUDSDK_CORE_PROJECT", "GOOGLE_CLOUD_PROJECT"):
            return project
        folder = self.variable("CLOUDSDK_CONFIG") or f"{self.home}/.config/gcloud"
        name = self.variable("CLOUDSDK_ACTIVE_CONFIG_NAME") or self.read(f"{folder}/active_config")
        text = self.read(f"{folder}/configurations/config_{name.strip() or 'default'}")
        return self._ini(text, "core", "project")

    def az_subscription(self) -> str:
        """The name of the current Azure subscription."""
        import json

        folder = self.variable("AZURE_CONFIG_DIR") or f"{self.home}/.azure"
        try:
            profile = json.loads(self.read(f"{folder}/azureProfile.json").lstrip("\ufeff") or "{}")
            subscriptions = profile.get("subscriptions", [])
            return next((str(one["name"]) for one in subscriptions if one.get("isDefault")), "")
        except (ValueError, AttributeError, KeyError, TypeError):
            return ""

    def docker_context(self) -> str:
        """The docker host or context; empty for the local default."""
        import json

        if host := self.variable("DOCKER_HOST", "DOCKER_CONTEXT"):
            return host
        folder = self.variable("DOCKER_CONFIG") or f"{self.home}/.docker"
        try:
            context = json.loads(self.read(f"{folder}/config.json") or "{}").get("currentContext")
        except (ValueError, AttributeError):
            return ""
        return context if isinstance(context, str) and context != "default" else ""

    def git_branch(self, directory: str) -> str:
        """The branch that is checked out in the repository around a directory."""
        head = self.read(f"{self._git_folder(directory)}/HEAD")
        match = re.match(r"ref: refs/heads/(\S+)", head)
        return match[1] if match else ""

    def git_remote(self, directory: str, name: str = "origin") -> str:
        """The address of a remote, without any user or password in it."""
        text = self.read(f"{self._git_folder(directory)}/config")
        section = re.search(rf'\[remote "{re.escape(name)}"\]([^\[]*)', text)
        address = re.search(r"^\s*url\s*=\s*(\S+)", section[1], re.M) if section else None
        return re.sub(r"//[^/@]*@", "//", address[1]) if address else ""

    def _git_folder(self, directory: str) -> str:
        folder = Path(directory)
        for parent in (folder, *list(folder.parents)[:20]):
            if self.exists(f"{parent}/.git"):
                return f"{parent}/.git"
        return "/nonexistent"

    def terraform_workspace(self, directory: str) -> str:
        """The selected terraform workspace."""
        return (
            self.variable("TF_WORKSPACE")
            or self.read(f"{directory}/.terraform/environment").strip()
        )

    @staticmethod
    def _ini(text: str, section: str, option: str) -> str:
        from configparser import ConfigParser, Error

        parser = ConfigParser(interpolation=None, strict=False)
        try:
            parser.read_string(text)
        except Error:
            return ""
        return parser.get(section, option, fallback="").strip()
