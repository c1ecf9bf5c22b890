"""Tables as HTML: what is printed, what a screen reader is told, and nothing that a label smuggles in."""

from decimal import Decimal
from html.parser import HTMLParser

from dashboards.simple_table import simple_table
from dashboards.table_html import render
from warehouse.printed_table import HeaderCell, PrintedCell, PrintedRow, PrintedTable, TableInfo

INFO = TableInfo("t", "4-(1)", "貸出<b>の状況", "4", "利用", "冊", "grid", "blocks", 0, (2024,), None)


def stub(text: str, rowspan: int = 1, colspan: int = 1) -> PrintedCell:
    return PrintedCell(text, is_stub=True, rowspan=rowspan, colspan=colspan)


def figure(text: str, row: str, column: str, status: str = "final") -> PrintedCell:
    return PrintedCell(text, is_stub=False, status=status, value=Decimal(1), row_path=row, column_path=column)


def table(library: str = "丘") -> PrintedTable:
    header = (
        (HeaderCell("館名", 2, 2, True), HeaderCell("貸出", 1, 2, False)),
        (HeaderCell("一般", 1, 1, False), HeaderCell("児童", 1, 1, False)),
    )
    rows = (
        PrintedRow("item", 2024, (stub("本館", colspan=2), figure("10", "本館", "一般"), figure("2", "本館", "児童"))),
        PrintedRow("item", 2024, (stub("分室", rowspan=2), stub(library), figure("3", "丘", "一般"), figure("", "丘", "児童", "closed"))),
        PrintedRow("item", 2024, (stub("川"), figure("4", "川", "一般"), figure("0", "川", "児童"))),
        PrintedRow("total", 2024, (stub("合計", colspan=2), figure("17", "合計", "一般"), figure("2", "合計", "児童"))),
    )  # fmt: skip
    return PrintedTable(INFO, 2024, header, rows, ("（注）丘は<休>室。",), "2025年3月31日現在", "年報")


class Cells(HTMLParser):
    """Counts the grid squares that each row of the body covers, and collects what stands in the table."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def test_it_has_a_caption_scoped_heads_and_spans() -> None:
    cells = Cells(render(table(), "令和6年度（2024）"))
    assert all(head.get("scope") for head in cells.named("th"))
    assert [head["scope"] for head in cells.named("th")][:2] == ["colgroup", "colgroup"]
    assert [head.get("rowspan") for head in cells.named("th") if head["scope"] == "rowgroup"] == ["2"]
    html = render(table(), "令和6年度（2024）")
    for text in ("4-(1)", "令和6年度（2024）", "（単位：冊）", "（2025年3月31日現在）"):
        assert text in html.split("</caption>")[0]


def test_every_row_covers_the_same_squares() -> None:
    cells = Cells(render(table(), "")).tags
    rows: list[int] = []
    hanging = 0
    for tag, attributes in cells[[tag for tag, _ in cells].index("tbody") :]:
        if tag == "tr":
            rows.append(hanging)
            hanging = 0
        elif tag in ("td", "th"):
            rows[-1] += int(attributes.get("colspan") or 1)
            hanging += int(attributes.get("rowspan") or 1) - 1
    assert rows == [4, 4, 4, 4]


def test_labels_and_notes_are_text() -> None:
    html = render(table("<img src=x onerror=alert(1)>"), "")
    assert "<b>" not in html and "<img" not in html and "<休>" not in html


def test_a_status_is_hatched_and_told() -> None:
    html = render(table(), "")
    assert '<td class="special" title="休館・閉室中"></td>' in html
    assert "網掛けの欄は休館・閉室中。" in html


def test_a_branch_is_marked_in_its_row_or_column() -> None:
    assert render(table(), "", {"丘"}).count("marked") == 2
    assert render(table(), "", {"児童"}).count("marked") == 4
    assert render(table(), "").count("marked") == 0


def test_heads_stay_in_sight_unless_they_would_fill_a_telephone() -> None:
    assert "position:sticky;left:0px" in render(table(), "")
    assert "position:sticky" not in render(table("とても長い名前の分室" * 3), "")


def test_a_plain_table_sets_figures_labels_and_prose() -> None:
    html = simple_table("題", ("名", "数", "所", "文"), [("甲", "1", "乙", "<丙>")], labels=(2,), prose=(3,))
    assert (
        '<th scope="row">甲</th><td>1</td><td class="label">乙</td><td class="prose">&lt;丙&gt;</td>' in html
    )
    assert "<caption>" in html
    assert '<caption class="nenpo-unseen">' in simple_table("題", ("名",), [("甲",)], caption=False)
