"""Queries to begin with. They name no year: the newest is found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """A question in words and its SQL; `{municipality_code}` is that of the municipality chosen on the page."""

    title_ja: str
    sql: str

    def of(self, municipality_code: str) -> str:
        return self.sql.replace("{municipality_code}", municipality_code).strip()


EXAMPLES = (
    Example(
        "年報の表の一覧",
        """
select edition as 資料の年, table_no as 表番号, title_ja as 表の名前, unit_ja as 単位, table_id
from rpt_yearbook__tables
where municipality_code = '{municipality_code}'
order by edition desc, sort_order
""",
    ),
    Example(
        "貸出点数の推移(画面に示す値)",
        """
select l.fiscal_year as 年度, t.table_no as 表番号, t.title_ja as 表の名前, l.value as 点数, l.basis as 根拠
from rpt_yearbook__located as l
join rpt_yearbook__tables as t using (municipality_code, edition, table_id)
where l.municipality_code = '{municipality_code}' and l.measure_id = 'loans'
  and l.place_kind = 'all' and l.conditions = '' and l.is_shown
order by 1, 2
""",
    ),
    Example(
        "最も新しい年度の、年報の一つの表のすべての欄",
        """
select table_no as 表番号, fiscal_year as 年度, row_path as 行, column_path as 列, value as 値, unit as 単位
from rpt_yearbook__shown as s
where municipality_code = '{municipality_code}'
  and table_id = (
    select table_id from rpt_yearbook__tables
    where municipality_code = '{municipality_code}'
    order by edition desc, sort_order limit 1
  )
qualify rank() over (order by edition desc, fiscal_year desc) = 1
order by row_path, column_path
""",
    ),
    Example(
        "館ごとの貸出点数(納品から集計した最も新しい年度)",
        """
select c.fiscal_year as 年度, l.name_ja as 館, sum(c.value) as 貸出点数, bool_or(c.is_sample) as 見本を含む
from fct_cube as c
left join dim_library as l
  on l.municipality_code = c.municipality_code and l.library_code = c.library_code
  and c.month_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
where c.municipality_code = '{municipality_code}' and c.quantity = 'loans'
  and c.fiscal_year = (select max(fiscal_year) from fct_cube where quantity = 'loans')
group by all
order by 貸出点数 desc
""",
    ),
    Example(
        "分類(綱)ごとの貸出点数と蔵書1点あたりの貸出",
        """
select c.ndc_division as 分類, n.name_ja as 分類名,
       sum(c.value) filter (c.quantity = 'loans') as 貸出点数,
       sum(c.value) filter (c.quantity = 'held') as 蔵書点数,
       round(貸出点数 / nullif(蔵書点数, 0), 2) as 蔵書1点あたり
from fct_cube as c left join dim_ndc as n on n.ndc_code = c.ndc_division
where c.municipality_code = '{municipality_code}' and c.quantity in ('loans', 'held')
  and c.material_code = 'book' and c.ndc_division is not null
  and c.fiscal_year = (select max(fiscal_year) from fct_cube where quantity = 'loans')
group by 1, 2
order by 1
""",
    ),
    Example(
        "曜日ごとの、開館1日あたりの来館者数",
        """
select d.iso_weekday as 曜日, sum(f.value) filter (f.quantity = 'visits') as 来館者数,
       sum(f.value) filter (f.quantity = 'open_days') as 開館日数,
       round(来館者数 / nullif(開館日数, 0), 1) as 一日あたり
from fct_daily as f join dim_date as d using (date_day)
where f.municipality_code = '{municipality_code}' and f.quantity in ('visits', 'open_days')
group by 1
order by 1
""",
    ),
    Example(
        "自治体どうしで比べられる指標",
        """
select i.name_ja as 指標, c.fiscal_year as 年度, m.name_ja as 自治体, c.shown as 値, i.unit_ja as 単位, c.refused_ja as 並べられない理由
from rpt_indicator__comparable as c
join dim_municipality as m using (municipality_code)
join dim_indicator as i on i.indicator_id = c.indicator_id
  and make_date(c.fiscal_year, 4, 1) between i.valid_from and coalesce(i.valid_to, date '9999-12-31')
order by 1, 2, 3
""",
    ),
    Example(
        "集計値と公表値の突合で異なる欄",
        """
select table_no as 表番号, fiscal_year as 年度, row_path as 行, column_path as 列,
       computed_value as 集計値, published_value as 公表値, difference as 差, reason_ja as 理由
from rpt_yearbook__reconciliation
where municipality_code = '{municipality_code}' and status = 'different'
order by 1, 2, 3, 4
""",
    ),
    Example(
        "公開データの表と列の辞書",
        """
select t.layer_ja as 層, t.table_name, t.name_ja as 表の名前, c.column_name, c.column_type, c.name_ja as 列の名前, c.text_ja as 意味
from dim_table as t join dim_column as c using (table_name)
order by t.table_name, c.position
""",
    ),
)
