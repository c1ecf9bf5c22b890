"""The Python of the guide for analysts runs as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_the_snippets_run(published_var: Path, repository: Path, tmp_path: Path) -> None:
    (tmp_path / "var").symlink_to(published_var)
    text = (repository / "docs" / "analysts.md").read_text(encoding="utf-8")
    snippets = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(snippets) == 2
    ran = subprocess.run(
        [sys.executable, "-I", "-c", "\n".join(snippets)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "年齢区分" in ran.stdout and "3009606.0000" in ran.stdout and "fiscal_year" in ran.stdout
