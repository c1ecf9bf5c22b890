"""Each house rule refuses what it is there for, and lets its harmless neighbour pass."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house_rules import imports, places, texts, years
from tests.house_rules.tree import Tree

Rule = Callable[[Tree], list[str]]

CITY = {
    "seeds/municipalities/99201_sunaba/municipality.yaml": "municipality_code: '99201'\nname_ja: 砂場市\n",
    "seeds/codes/municipalities.csv": "municipality_code,prefecture_ja,name_ja\n99202,砂県,隣町\n",
}

REFUSED: list[tuple[Rule, str, str]] = [
    (imports.wrong_imports, "catalog/load.py", "import warehouse.open\n"),
    (imports.wrong_imports, "catalog/load.py", "from ingestion import read\n"),
    (imports.wrong_imports, "dashboards/page.py", "def page():\n    from catalog.load import load\n"),
    (
        imports.wrong_imports,
        "reports/pdf.py",
        "import importlib\nimportlib.import_module('dashboards.app')\n",
    ),
    (imports.wrong_imports, "dagster_project/job.py", "from cli.main import main\n"),
    (imports.wrong_imports, "ingestion/read.py", "from tests.house_rules import tree\n"),
    (imports.wrong_imports, "toolbox/helper.py", "x = 1\n"),
    (places.files_named_after_a_place_or_year, "reports/sunaba.py", ""),
    (places.files_named_after_a_place_or_year, "dbt/models/stg_99201.sql", ""),
    (places.files_named_after_a_place_or_year, "dashboards/砂場/page.py", ""),
    (places.files_named_after_a_place_or_year, "reports/yearbook_2024.py", ""),
    (places.code_that_knows_a_place, "reports/pdf.py", "if slug == 'Sunaba':\n    pass\n"),
    (places.code_that_knows_a_place, "reports/pdf.py", "title = f'砂場市 {year}'\n"),
    (places.code_that_knows_a_place, "reports/pdf.py", "LOGOS = {99201: 'x'}\n"),
    (places.code_that_knows_a_place, "dashboards/app.py", "neighbour = '隣町'\n"),
    (places.code_that_knows_a_place, "dbt/models/a.sql", "select 1 where code = '99201'\n"),
    (places.code_that_knows_a_place, "dbt/models/a.yml", "values: ['99201']\n"),
    (years.code_that_compares_with_a_year, "reports/pdf.py", "if fiscal_year >= 2024:\n    pass\n"),
    (years.code_that_compares_with_a_year, "reports/pdf.py", "late = year in (2023, 2024)\n"),
    (years.code_that_compares_with_a_year, "reports/pdf.py", "late = day < '2024-04-01'\n"),
    (years.code_that_compares_with_a_year, "reports/pdf.py", "match y:\n    case 2024:\n        pass\n"),
    (years.code_that_compares_with_a_year, "dbt/models/a.sql", "select 1 where fiscal_year = 2024\n"),
    (years.code_that_compares_with_a_year, "dbt/models/a.sql", "select 1 where y in (7, 2024)\n"),
    (years.code_that_compares_with_a_year, "dbt/models/a.sql", "select 1 where d >= date '2024-04-01'\n"),
    (years.code_that_compares_with_a_year, "dbt/models/a.sql", "select case y when 2024 then 1 end\n"),
    (texts.machine_paths, "docs/operations.md", "cd /home" + "/someone/nenpo\n"),
    (texts.machine_paths, "Makefile", "DATA := /root" + "/data\n"),
    (texts.package_indexes, "requirements.lock", "--index" + "-url https://example.invalid/simple\n"),
    (texts.package_indexes, "docs/setup.md", "https://pypi." + "org/simple\n"),
    (texts.tests_that_read_shared, "tests/test_a.py", "path = '../" + "shared/x.txt'\n"),
    (texts.tests_that_read_shared, "tests/test_a.py", "path = root / 'sha" + "red'\n"),
    (texts.long_files, "reports/pdf.py", "x = 1\n" * 251),
    (texts.long_files, "dbt/models/a.sql", "-- a long one\n" + "select 1\n" * 80),
    (texts.code_in_seeds, "seeds/codes/make.py", "x = 1\n"),
]

ALLOWED: list[tuple[Rule, str, str]] = [
    (imports.wrong_imports, "cli/main.py", "from dagster_project.definitions import defs\nimport catalog\n"),
    (imports.wrong_imports, "reports/pdf.py", "from warehouse.open import open_published\nfrom . import x\n"),
    (imports.wrong_imports, "tests/unit/test_a.py", "import dashboards.app\n"),
    (places.files_named_after_a_place_or_year, "seeds/yearbook/published/99201/2025/t01.csv", ""),
    (places.files_named_after_a_place_or_year, "tests/pages/test_sunaba.py", ""),
    (
        places.code_that_knows_a_place,
        "reports/pdf.py",
        '"""For example 砂場市."""\n# or sunaba\nx = "199201"\n',
    ),
    (places.code_that_knows_a_place, "dbt/models/a.sql", "-- as in 99201\nselect 1 {# 砂場市 #}\n"),
    (years.code_that_compares_with_a_year, "reports/pdf.py", "first = 2024\nlate = year > first\n"),
    (years.code_that_compares_with_a_year, "dbt/models/a.sql", "select make_date(2024, 4, 1) -- y = 2024\n"),
    (texts.long_files, "reports/pdf.py", "# Longer than 250 lines: one table of marks.\n" + "x = 1\n" * 300),
    (texts.long_files, "docs/long.md", "x\n" * 500),
    (texts.tests_that_read_shared, "docs/a.md", "shared memory\n"),
]


@pytest.mark.parametrize(("rule", "file", "text"), REFUSED)
def test_refuses(rule: Rule, file: str, text: str, tmp_path: Path) -> None:
    found = rule(Tree.made_of(tmp_path, CITY | {file: text}))
    assert [sentence for sentence in found if sentence.startswith(file)]


@pytest.mark.parametrize(("rule", "file", "text"), ALLOWED)
def test_lets_pass(rule: Rule, file: str, text: str, tmp_path: Path) -> None:
    assert rule(Tree.made_of(tmp_path, CITY | {file: text})) == []
