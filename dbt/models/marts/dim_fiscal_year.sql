-- One row per fiscal year. Its name is that of the era on its 1 May: so the year of an accession in May is the first
-- year of the new era, and one in winter still bears the old name, as cities print it.
select
    fiscal_year,
    era_name_ja || if(era_year = 1, '元', cast(era_year as varchar)) || '年度' as label_ja,
    era_initial || era_year as short_ja,
    make_date(fiscal_year, 4, 1) as start_date,
    make_date(fiscal_year + 1, 3, 31) as end_date
from {{ ref('dim_date') }}
where month_of_year = 5 and day(date_day) = 1
order by fiscal_year
