"""The overview offers the committee's pack, also of a city without tables, and says how to make one."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import opened
from tests.pages.test_app import fresh_caches

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow


def packs_of(app: AppTest) -> list[str]:
    """The packs among the downloads of the page."""
    labels = [button.proto.label for button in app.get("download_button")]
    return [label for label in labels if label.startswith("委員会資料")]


@pytest.mark.parametrize(
    ("slug", "year"), [("nishinomiya", 2024), ("minato", 2025), ("kumamoto", 2024), ("munakata", 2019)]
)
def test_the_newest_pack_of_a_city_is_offered(
    slug: str, year: int, published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, municipality=slug)
    assert not app.exception
    assert packs_of(app) == [f"委員会資料（{year}年度・PDF）"]


def test_without_a_pack_of_this_build_the_command_is_named(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "builds").symlink_to(published_var / "builds")
    app = opened(tmp_path, monkeypatch, municipality="minato")
    assert not app.exception
    assert packs_of(app) == []
    assert any("nenpo export committee --municipality minato" in caption.value for caption in app.caption)
