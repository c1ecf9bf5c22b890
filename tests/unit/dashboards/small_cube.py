"""A published file of a made-up city, small enough to be added up by hand."""

from pathlib import Path

import duckdb

from tests.resealed import reseal
from warehouse.intact import file_hash
from warehouse.manifest import write_manifest
from warehouse.places import Places

CODE = "99999"
_TABLES = """
create table dim_municipality as select '99999' as municipality_code, 'mihonshi' as slug, '見本市' as name_ja,
    '見本市立図書館' as library_system_name_ja;
create table dim_fiscal_year as select * from (values (2023, '令和5年度', 'R5'), (2024, '令和6年度', 'R6'))
    as t (fiscal_year, label_ja, short_ja);
create table dim_library as select '99999' as municipality_code, * from (values
    ('01', 1, '中央', '中央館', date '2000-04-01', null::date, '中央館'),
    ('02', 2, '丘', '丘の上分室', date '2000-04-01', date '2024-05-31', '分室/丘の上'),
    ('02', 2, '丘', '丘の上館', date '2024-06-01', null::date, '丘の上館'),
    ('03', 3, '浜', '浜分室', date '2000-04-01', null::date, '分室/浜')
) as t (library_code, position, label_ja, name_ja, valid_from, valid_to, yearbook_path);
create table dim_word as select * from (values
    ('residence', 1, 'resident', '市内'), ('residence', 2, 'non_resident', '市外'),
    ('audience', 1, 'general', '一般'), ('audience', 2, 'children', '児童')
) as t (dimension, position, code, name_ja);
create table dim_ndc as select * from (values ('9', 1, '文学'), ('91', 2, '日本文学'), ('4', 1, '自然科学'))
    as t (ndc_code, level, name_ja);
create table dim_age_band as select * from (values
    ('two', '子どもと大人', 'child', '子ども', 0, 12, 1), ('two', '子どもと大人', 'adult', '大人', 13, null, 2)
) as t (scheme_id, scheme_name_ja, band_code, band_name_ja, age_from, age_to, sort_order);
create table dim_age_group as select * from (values
    ('0_12', '0～12歳', 1), ('13_18', '13～18歳', 2), ('19_over', '19歳以上', 3), ('unknown', '不明', 0)
) as t (age_group_code, name_ja, group_key);
create table rpt_ingest__limits (
    municipality_code varchar, fiscal_year integer, quantity varchar, is_computable boolean, reason_ja varchar
);
create table dim_measure as select 'staff' as measure_id, '職員数' as name_ja, '人' as unit_ja, 0 as decimals,
    '職員の数。' as definition_ja, null as quantity;
create table fct_reported_figures as select '99999' as municipality_code, 't01' as table_id, 'staff' as measure,
    '全館|職員' as member, 'last' as over_months;
create table fct_daily (
    municipality_code varchar, fiscal_year integer, date_day date, library_code varchar, quantity varchar, value bigint,
    is_sample boolean
);
create table fct_cube (
    municipality_code varchar, fiscal_year integer, month_date date, quantity varchar, library_code varchar,
    library_path varchar, ndc_class varchar, ndc_division varchar, ndc_section varchar, audience_code varchar,
    material_code varchar, material_group varchar, genre_code varchar, section_code varchar, age_group_code varchar,
    age_from integer, age_to integer, residence_code varchar, borrower_code varchar, channel_code varchar, place varchar,
    place_kind varchar, way varchar, member varchar, value decimal(18, 4), is_sample boolean
);
insert into fct_cube by name select '99999' as municipality_code, 'loans' as quantity, false as is_sample, * from (values
    (2023, date '2023-04-01', '01', '中央館', '9', '91', '913', 'general', '13_18', 13, 'resident', 100),
    (2024, date '2024-04-01', '01', '中央館', '9', '91', '913', 'general', '13_18', 13, 'resident', 40),
    (2024, date '2024-04-01', '01', '中央館', '9', '91', '913', 'children', '0_12', 0, 'resident', 30),
    (2024, date '2024-05-01', '02', '分室/丘の上', '9', '91', '911', 'general', '19_over', 19, 'non_resident', 6),
    (2024, date '2024-06-01', '02', '丘の上館', '4', '41', '410', 'general', '19_over', 19, 'resident', 20),
    (2024, date '2025-03-01', '03', '分室/浜', null, null, null, 'general', null, null, 'resident', 5)
) as t (fiscal_year, month_date, library_code, library_path, ndc_class, ndc_division, ndc_section, audience_code,
        age_group_code, age_from, residence_code, value);
insert into fct_cube by name select '99999' as municipality_code, false as is_sample, * from (values
    ('held', 2023, date '2024-03-01', '01', '中央館', null, 1000), ('held', 2024, date '2025-03-01', '01', '中央館', null, 1100),
    ('open_days', 2024, date '2024-04-01', '01', '中央館', null, 20), ('open_days', 2024, date '2024-05-01', '02', '分室/丘の上', null, 3),
    ('open_days', 2024, date '2024-06-01', '02', '丘の上館', null, 5), ('open_days', 2024, date '2025-03-01', '03', '分室/浜', null, 10),
    ('staff', 2024, date '2024-04-01', null, null, '全館|職員', 27), ('staff', 2024, date '2025-03-01', null, null, '全館|職員', 28)
) as t (quantity, fiscal_year, month_date, library_code, library_path, member, value);
insert into fct_cube by name select '99999' as municipality_code, 2024 as fiscal_year, date '2024-04-01' as month_date,
    'visits' as quantity, '01' as library_code, '中央館' as library_path, 17 as value, true as is_sample;
insert into fct_daily values
    ('99999', 2024, date '2024-04-02', '01', 'visits', 7, true), ('99999', 2024, date '2024-04-09', '01', 'visits', 5, true),
    ('99999', 2024, date '2024-04-10', '02', 'visits', 4, true), ('99999', 2024, date '2024-06-05', '02', 'visits', 1, true),
    ('99999', 2024, date '2024-04-02', '01', 'open_days', 1, true), ('99999', 2024, date '2024-04-09', '01', 'open_days', 1, true);
"""


def make(var: Path) -> None:
    """Lay the file down as a published build."""
    places = Places(var)
    places.builds.mkdir(parents=True)
    build_id = f"small-{var.name}"
    file = _file(places, build_id)
    with duckdb.connect(str(file)) as connection:
        connection.execute(_TABLES)
    write_manifest(
        places,
        {
            "build_id": build_id,
            "built_at": "2026-01-01T00:00:00+00:00",
            "file": file.name,
            "sha256": file_hash(file),
            "inputs_hash": "0",
            "tables": {},
        },
    )
    places.current.write_text(build_id + "\n", encoding="utf-8")


def spoil(var: Path, fiscal_year: int, quantity: str, reason_ja: str) -> None:
    """Say of a year that a quantity cannot be counted."""
    with duckdb.connect(str(_file(Places(var), f"small-{var.name}"))) as connection:
        connection.execute(
            "insert into rpt_ingest__limits values (?, ?, ?, false, ?)",
            [CODE, fiscal_year, quantity, reason_ja],
        )
    reseal(var)


def _file(places: Places, build_id: str) -> Path:
    return places.builds / f"nenpo-{build_id}.duckdb"
