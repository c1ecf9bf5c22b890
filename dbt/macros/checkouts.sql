-- Longer than 80 lines: the steps of one model, which read only together.
{#- The loans that bear on the checkouts of stale months: those of the months, and what was still out when the first of
    them began. `days` are the days of their fiscal years, with a stamp where the month is stale. -#}
{% macro loans_of_persons(days, first_days, stamped) -%}
    select
        days.place_key,
        days.stamp is not null as is_stale,
        days.fiscal_year,
        loans.municipality_code,
        loans.checkout_date,
        loans.checkout_at,
        loans.patron_key,
        case days.checkout_unit
            when 'transaction' then loans.checkout_key
            when 'person_day' then loans.patron_key
        end as checkout_key,
        ages.age_group_key,
        loans.channel_code,
        loans.borrower_code,
        loans.residence_code,
        {{ piece_of('loans.material_code') }} as piece,
        -- What bears no due date is never late.
        if(loans.due_date is null, date '9999-12-30', greatest(loans.due_date, loans.checkout_date)) as due_date,
        coalesce(loans.returned_date, date '9999-12-31') as returned_date,
        loans.is_sample
    from {{ source('raw', 'raw_loans__events') }} as loans
    inner join {{ days }} as days
        on
            loans.checkout_date = days.date_day
            and loans.library_code = days.library_code
            and loans.municipality_code = days.municipality_code
    inner join {{ first_days }} as first_days
        on days.municipality_code = first_days.municipality_code and days.fiscal_year = first_days.fiscal_year
    left join {{ ref('int_ages__grouped') }} as ages on loans.age_years = ages.age_years
    where
        {{ between_stale_days('loans.checkout_date', stamped, whole_year=true) }}
        and (days.stamp is not null or coalesce(loans.returned_date, date '9999-12-31') > first_days.first_day)
{%- endmacro %}

{#- Checkouts among loans of stale months: one row per day, place and key. `kept` are the items not back on the same day. -#}
{% macro checkouts_of(loans) -%}
    select
        municipality_code,
        fiscal_year,
        place_key,
        checkout_date as event_date,
        min(checkout_at) as event_at,
        checkout_key,
        min(patron_key) as patron_key,
        min(age_group_key) as age_group_key,
        min(channel_code) as channel_code,
        min(borrower_code) as borrower_code,
        min(residence_code) as residence_code,
        count(*) as items,
        count(*) filter (where returned_date > checkout_date) as kept,
        sum(piece) as asked_pieces,
        coalesce(sum(piece) filter (where returned_date > checkout_date), 0) as pieces,
        bool_or(is_sample) as is_sample
    from {{ loans }}
    where is_stale and checkout_key is not null
    group by municipality_code, fiscal_year, place_key, checkout_date, checkout_key
{%- endmacro %}

{#- The checkouts with what each person held before: along a person's days, items taken add, items back or due subtract
    or add at the beginning of their day, and a checkout adds what it kept after it has been looked at. -#}
{% macro events_of_persons(loans, checkouts) -%}
    select
        *,
        if(patron_key is null, null, coalesce(sum(held) over before, 0)) as held_before,
        if(patron_key is null, null, coalesce(sum(overdue) over before, 0)) as overdue_before,
        coalesce(sum(pieces) over before, 0) as pieces_before
    from (
        select
            *,
            kept as held,
            0 as overdue
        from {{ checkouts }}
        union all by name
        select
            municipality_code,
            fiscal_year,
            patron_key,
            event_date,
            sum(held) as held,
            sum(overdue) as overdue,
            sum(pieces) as pieces
        from (
            select municipality_code, fiscal_year, patron_key, returned_date as event_date, -piece as pieces, -1 as held,
                if(due_date + 1 < returned_date, -1, 0) as overdue
            from {{ loans }}
            where patron_key is not null and returned_date > checkout_date and returned_date < date '9999-12-31'
            union all
            select municipality_code, fiscal_year, patron_key, due_date + 1 as event_date, 0 as pieces, 0 as held,
                1 as overdue
            from {{ loans }}
            where patron_key is not null and due_date + 1 < returned_date
            union all
            select municipality_code, fiscal_year, patron_key, checkout_date as event_date, piece as pieces, 1 as held,
                0 as overdue
            from {{ loans }}
            where patron_key is not null and returned_date > checkout_date and (not is_stale or checkout_key is null)
        )
        group by all
    )
    window before as (
        partition by municipality_code, fiscal_year, patron_key is null, coalesce(patron_key, checkout_key)
        -- At the same moment what was taken decides; the keys, which differ from installation to installation, only
        -- where it cannot be told from the figures.
        order by
            event_date, items is not null, event_at, place_key, channel_code, items, kept, borrower_code,
            residence_code, age_group_key, checkout_key
        rows between unbounded preceding and 1 preceding
    )
    qualify items is not null
{%- endmacro %}

{#- Spans of days on which a person was late, each with the due date of the item that was late the longest: from the day
    after it, or from the return of what was late before it, until its own return. -#}
{% macro overdue_spans_of(loans) -%}
    select
        *,
        greatest(due_date + 1, coalesce(earlier_back, due_date + 1)) as overdue_from
    from (
        select
            municipality_code,
            fiscal_year,
            patron_key,
            place_key,
            age_group_key,
            borrower_code,
            due_date,
            returned_date as overdue_to,
            is_sample,
            max(returned_date) over (
                partition by municipality_code, fiscal_year, patron_key
                order by due_date, returned_date desc, place_key, age_group_key, checkout_at
                rows between unbounded preceding and 1 preceding
            ) as earlier_back
        from {{ loans }}
        where patron_key is not null and due_date + 1 < returned_date
    )
    where coalesce(earlier_back, due_date + 1) < overdue_to
{%- endmacro %}
