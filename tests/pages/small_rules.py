"""Pages of lending rules on an invented municipality."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import opened
from tests.unit.lending_rules.small_books import small_seeds


@pytest.fixture
def on_small_seeds(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., AppTest]:
    """Opens a page on an invented municipality; `limit` replaces one of its rule files."""

    def make(path: str, limit: str | None = None, **parameters: str) -> AppTest:
        root = tmp_path / "seeds"
        if not root.exists():
            small_seeds(root, **({} if limit is None else {"limit": limit}))
        monkeypatch.setenv("NENPO_SEEDS", str(root))
        return opened(published_var, monkeypatch, path, **parameters)

    return make
