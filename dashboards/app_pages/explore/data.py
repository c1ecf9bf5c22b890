"""What the page says about an answer."""

from dashboards.app_pages.explore.state import State
from dashboards.format import span
from dashboards.places import Municipality, fiscal_year_names


def absence_ja(municipality: Municipality) -> str:
    """Why there is nothing to explore."""
    if municipality.yearbooks:
        return f"{municipality.name_ja}の納品データはまだないため、数値は印刷された年報のものだけです。年報と表の画面で見られます。"
    return f"{municipality.name_ja}の納品データはまだありません。"


def title_ja(state: State) -> str:
    """What is shown, of which years, under which filters."""
    names = fiscal_year_names()
    years = state.request.asked_years
    words = "・".join(state.word_ja(dimension, key) for dimension, key in state.filters)
    return "　".join(filter(None, (state.measure.name_ja, words, span(names[years[0]], names[years[-1]]))))


def stock_ja(state: State) -> str:
    """What readers are told where of several ends of years only one is shown."""
    if len(state.request.asked_years) == len(state.request.fiscal_years):
        return ""
    newest = fiscal_year_names()[state.request.asked_years[-1]]
    return f"年度末などの時点の数は年度の間で足せないため、{newest}だけを示しています。年度を行か列に選ぶと、年度ごとに見られます。"
