"""施策体系: the policy trees of a municipality, opened level by level or searched."""

import streamlit as st

from dashboards import url_state
from dashboards.absent import say_absent
from dashboards.app_pages.policy_trees import data
from dashboards.app_pages.policy_trees.tree_html import doubt_box, render
from dashboards.format import plain
from dashboards.page_frame import choose_municipality, foot
from dashboards.url_state import UrlState, text_box

url = UrlState()
municipality = choose_municipality(url)
trees = data.trees(municipality.code)
if not trees:
    url.finish()
    st.title(plain(f"{municipality.name_ja}　施策体系"))
    say_absent("この自治体の施策体系は収録されていません。", "policy-trees", data.codes_with_trees())
    foot(None)
    st.stop()

tree = url.pick("tree", "体系", trees, lambda t: (t.tree_id,), trees[0])
nodes = data.nodes(municipality.code, tree.tree_id)
deepest = max(node.depth for node in nodes)
depths = list(range(1, deepest + 1))
open_to = url.pick("levels", "段", depths, lambda n: (str(n),), min(3, deepest))
query = url.parse("q", "検索語", lambda text: text[:40], "")
url.finish()

st.title(plain(f"{municipality.name_ja}　施策体系"))
with st.container(key="nenpo_controls"):
    url_state.select("tree", "体系", trees, tree, lambda t: t.tree_id, lambda t: t.name_ja)
    left, right = st.columns([2, 3])
    with left:
        url_state.select("levels", "開く段", depths, open_to, str, lambda n: f"{n}段目まで")
    with right:
        text_box("q", "検索語（見出しと要約。空白で区切るとすべてを含む節）", query)

st.header(plain(tree.name_ja))
counts = "・".join(f"{level}{count}" for level, count in data.levels(nodes).items())
period = f"期間：{tree.period_ja}　" if tree.period_ja else ""
st.caption(plain(f"{period}節の数：{counts}（計{len(nodes)}）"))
if query.strip():
    hits = data.hits(nodes, query)
    st.caption(plain(f"「{query}」を含む節：{len(hits)}件"))
    if hits:
        st.html(render(data.with_ancestors(nodes, hits), deepest, hits))
else:
    st.html(render(nodes, open_to))
box = doubt_box(tree.undecided_ja, tree.scope_ja)
if box:
    st.html(box)
foot(tree.source_ja)
