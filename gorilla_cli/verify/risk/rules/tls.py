"""The other side's identity is not checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.NOTICE
REASON = "does not check who answers ({})"

_OPTIONS: dict[str, tuple[str, ...]] = {
    "curl": ("k", "insecure", "proxy-insecure"),
    "wget": ("no-check-certificate",),
    "wget2": ("no-check-certificate",),
    "pip": ("trusted-host",),
    "pip3": ("trusted-host",),
    "kubectl": ("insecure-skip-tls-verify",),
    "helm": ("insecure-skip-tls-verify", "kube-insecure-skip-tls-verify"),
    "aws": ("no-verify-ssl",),
    "lftp": (),
    "docker": ("insecure-registry", "tls-verify=false"),
    "skopeo": ("tls-verify=false",),
    "apt-get": ("allow-unauthenticated", "force-yes"),
    "apt": ("allow-unauthenticated",),
    "dnf": ("nogpgcheck",),
    "yum": ("nogpgcheck",),
    "zypper": ("no-gpg-checks",),
    "rpm": ("nosignature", "nodigest"),
}
_SETTING = Pattern(
    r"http\.sslverify=(?:false|0)|stricthostkeychecking[= ]no|userknownhostsfile=/dev/null|"
    r"strict-ssl[= ]false|ssl:verify-certificate no|\[trusted=yes\]|node_tls_reject_unauthorized=0|"
    r"verify=(?:no|false)",
    re.I,
)
_VARIABLES = {
    "NODE_TLS_REJECT_UNAUTHORIZED": "0",
    "PYTHONHTTPSVERIFY": "0",
    "GIT_SSL_NO_VERIFY": "true",
    "CURL_CA_BUNDLE": "",
}


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        options = _OPTIONS.get(run.name, ())
        found = next((option for option in options if run.given.has(option)), "")
        if found:
            yield Hit(f"{run.name} {'-' if len(found) == 1 else '--'}{found}")
        else:
            setting = _SETTING.search(run.line) if len(run.args) > 1 else None
            if setting and run.name not in ("echo", "grep", "rg", "printf"):
                yield Hit(setting.group())
            elif re.search(r"http\.sslverify (?:false|0)", run.line, re.I):
                yield Hit("git http.sslVerify false")
    for name, value in [
        *model.variables,
        *(pair for run in model.runs for pair in run.environment),
    ]:
        if name in _VARIABLES and value.text == _VARIABLES[name]:
            yield Hit(name)
