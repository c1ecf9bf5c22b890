"""Community centres and policy trees of the tiny municipality, as seed files."""

from pathlib import Path

from tests import seeds_tree as tree

FOLDER = f"municipalities/{tree.CODE}_{tree.SLUG}"
CENTRES = f"{FOLDER}/community_centres.yaml"
TREE = f"{FOLDER}/policy_trees/aims.yaml"
OTHER_TREE = f"{FOLDER}/policy_trees/steps.yaml"

TEXTS = {
    CENTRES: """\
as_of_date: 2024-04-01
as_of_basis_ja: 要覧の年度の初日。
source_ja: 要覧
centres:
  - {centre_no: "1", name_ja: 東公民館, ward_ja: 東区, address_ja: 砂丘市東区浜1番地, housed_in_ja: 区役所}
  - {name_ja: 浜分館, ward_ja: 東区, address_ja: 砂丘市東区浜2番地, parent_name_ja: 東公民館, reading_ja: すぐ下にある。}
  - {centre_no: "2", name_ja: 西公民館, ward_ja: 西区, address_ja: 砂丘市西区丘3番地}
""",
    TREE: """\
tree_id: aims
position: 2
name_ja: 体系図
period_ja: null
source_ja: 要覧
undecided_ja: 列がばらばら。
nodes:
  - {node_id: "0", parent: null, level_ja: 目的, number_ja: null, name_ja: 学ぶ町}
  - {node_id: "1", parent: "0", level_ja: 方針, number_ja: "1", name_ja: 場, text_ja: 場をつくる。}
  - {node_id: "1-a", parent: "1", level_ja: 施策, number_ja: "○", name_ja: 部屋}
  - {node_id: "1-b", parent: "1", level_ja: 施策, number_ja: "○", name_ja: 道具, undecided_ja: 付き先は内容による。}
  - {node_id: "2", parent: "0", level_ja: 方針, number_ja: "2", name_ja: 人}
  - {node_id: "2-a", parent: "2", level_ja: 施策, number_ja: null, name_ja: 養成}
""",
    OTHER_TREE: """\
tree_id: steps
position: 1
name_ja: 予定
period_ja: 2024年度
source_ja: 要覧
undecided_ja: null
nodes:
  - {node_id: "0", parent: null, level_ja: 章, number_ja: null, name_ja: 予定}
""",
}


def add_centres(seeds: Path) -> Path:
    """Write the files into a tiny seeds tree."""
    for name, text in TEXTS.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return seeds
