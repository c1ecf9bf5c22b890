"""How an installation is run: read with defaults, refused with file and line, and no part of what a build is made from."""

from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.operation import operation_path, read_operation
from dagster_project.installation import Installation
from tests.seeds_tree import CODE, tiny_seeds


def written(seeds: Path, text: str) -> Path:
    seeds.mkdir(parents=True, exist_ok=True)
    operation_path(seeds).write_text(text, encoding="utf-8")
    return seeds


def test_the_bundled_file_mails_nothing(repository: Path) -> None:
    operation = read_operation(repository / "seeds")
    assert operation.mail is None
    assert not any(city.recipients for city in operation.municipalities)


def test_without_a_file_nothing_is_issued(tmp_path: Path) -> None:
    assert read_operation(tmp_path).municipalities == ()


def test_a_city_is_decided_for_once(tmp_path: Path) -> None:
    line = f'  - {{municipality_code: "{CODE}"}}\n'
    with pytest.raises(CatalogError, match=f"{CODE}.*二度"):
        read_operation(written(tmp_path / "seeds", "municipalities:\n" + line + line))


def test_an_address_gets_a_product_once(tmp_path: Path) -> None:
    seeds = written(
        tmp_path / "seeds",
        f'municipalities:\n  - municipality_code: "{CODE}"\n    recipients:\n'
        "      - {product: yearbook, addresses: [b@example.jp, a@example.jp]}\n"
        "      - {product: csv_set, addresses: [c@example.jp]}\n"
        "      - {product: yearbook, addresses: [a@example.jp]}\n",
    )
    (city,) = read_operation(seeds).municipalities
    assert city.addresses("yearbook") == ("b@example.jp", "a@example.jp")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('nightly_build: {at: "2:00"}\n', "1行目 nightly_build.at"),
        ("monthly_report: {open_day: 0}\n", "1以上"),
        ("yearbook: {month: 13}\n", "12以下"),
        ("mails: null\n", "使えるキー"),
        (
            "mail: {host: h, port: 25, tls: none, sender: a@example.jp}\n",
            "「none」は使えません",
        ),
        (
            'municipalities:\n  - {municipality_code: "99001", recipients:'
            ' [{product: yearbook, addresses: ["a@example.jp\\nBcc: b@example.jp"]}]}\n',
            "2行目",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogError, match="operation") as error:
        read_operation(written(tmp_path / "seeds", text))
    assert said in str(error.value)


def test_no_build_is_made_again_for_it(tmp_path: Path) -> None:
    seeds = tiny_seeds(tmp_path)
    installation = Installation(seeds=str(seeds), var=str(tmp_path / "var"))
    before = installation.made_by()
    written(seeds, "retention: {builds_kept: 9}\n")
    assert installation.made_by() == before
    assert installation.operation().retention.builds_kept == 9
