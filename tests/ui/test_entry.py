"""The question for the request; that it is asked on the terminal is tested with the key."""

from __future__ import annotations

import os
import subprocess
import sys

from gorilla_cli.exit_status import ExitStatus


def test_where_no_terminal_is_nobody_can_be_asked() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "gorilla_cli", "ask", "--choose", "--", ""],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        env=dict(os.environ),
        check=False,
    )
    assert ran.returncode == ExitStatus.USAGE
    assert "there is no request" in ran.stderr
    assert ran.stdout == ""
