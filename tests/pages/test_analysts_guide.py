"""The Python of the guide for analysts runs as it stands there."""

import contextlib
import io
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_the_snippets_run(
    published_var: Path, repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "var").symlink_to(published_var)
    monkeypatch.chdir(tmp_path)
    text = (repository / "docs" / "analysts.md").read_text(encoding="utf-8")
    snippets = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(snippets) == 2
    said = io.StringIO()
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(said):
        for snippet in snippets:
            exec(snippet, names)
    assert "年齢区分" in said.getvalue() and "3009606.0000" in said.getvalue()
