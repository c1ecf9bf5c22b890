{#- One row per month of a feed that this model has to hold: municipality_code, month_date, fiscal_year, stamp. The stamp
    changes with the deliveries that win in the month, with what the catalog says of its days, and with the model's own
    text; rows that bear another one are stale. -#}
{% macro stamped_months(feed) -%}
    select
        municipality_code,
        month_date,
        fiscal_year,
        md5(stamp || '{{ local_md5(model.raw_code) }}') as stamp
    from {{ ref('int_months__stamped') }}
    where layout = '{{ feed }}'
{%- endmacro %}

{#- The same where a month depends on the months of its fiscal year before it. -#}
{% macro months_stamped_with_earlier(feed) -%}
    select
        municipality_code,
        month_date,
        fiscal_year,
        md5(string_agg(stamp, '') over (
            partition by municipality_code, fiscal_year order by month_date
        )) as stamp
    from ({{ stamped_months(feed) }})
{%- endmacro %}

{#- One row per fiscal year of a feed, under its first month, where all of a year depends on all of it. -#}
{% macro stamped_years(feed) -%}
    select
        municipality_code,
        make_date(fiscal_year, 4, 1) as month_date,
        fiscal_year,
        md5(string_agg(stamp, '' order by month_date)) as stamp
    from ({{ stamped_months(feed) }})
    group by municipality_code, fiscal_year
{%- endmacro %}

{#- The months of `stamped` that the rows of an incremental model do not stand for. -#}
{% macro stale_months(stamped) -%}
    select * from ({{ stamped }})
    {% if is_incremental() -%}
    where (municipality_code, month_date, stamp) not in (
        select distinct municipality_code, state_month, stamp from {{ this }}
    )
    {%- endif %}
{%- endmacro %}

{#- Before the new rows: away with those of months that changed or vanished. -#}
{% macro forget_stale_months(stamped) -%}
    {% if is_incremental() -%}
    delete from {{ this }}
    where (municipality_code, state_month, stamp) not in (select municipality_code, month_date, stamp from ({{ stamped }}))
    {%- endif %}
{%- endmacro %}

{#- A condition on a day that holds for all stale months, written out so that files of other months are not opened. With
    `whole_year` all days of their fiscal years are let in. -#}
{% macro between_stale_days(column, stamped, whole_year=false) -%}
    {%- if execute and is_incremental() -%}
        {%- set span = run_query(
            "select coalesce(min(" ~ ("make_date(fiscal_year, 4, 1)" if whole_year else "month_date") ~ "), date '9999-01-01'),"
            " coalesce(max(" ~ ("make_date(fiscal_year + 1, 3, 31)" if whole_year else "last_day(month_date)") ~ "),"
            " date '0001-01-01') from (" ~ stale_months(stamped) ~ ")"
        ).rows[0] -%}
        {{ column }} between date '{{ span[0] }}' and date '{{ span[1] }}'
    {%- else -%}
        {{ column }} is not null
    {%- endif -%}
{%- endmacro %}
