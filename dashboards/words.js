// Streamlit's own English words in Japanese, and what it cannot be told of the menu: that it is one,
// which page one is on, and where the landing page is; and drawings that fit on paper. Only whole texts that stand in
// the list are changed, never a part of a sentence, so that no figure or name of a page can be touched.
(() => {
  // The calendar of a date box is set in the language that the browser gives itself out for.
  Object.defineProperty(navigator, "language", { get: () => "ja-JP" });
  Object.defineProperty(navigator, "languages", { get: () => ["ja-JP", "ja"] });

  const WORDS = {
    "Skip to main content": "本文へ",
    "No results": "該当なし",
    "No options": "選択肢なし",
    "No options to select": "選択肢なし",
    "No options to select.": "選択肢なし",
    "Loading...": "読み込み中",
    "Running...": "処理中",
    "Stop": "中止",
    "Rerun": "再実行",
    "Upload": "ファイルを選ぶ",
    "Uploading...": "受け取り中",
    "Upload failed": "受け取れませんでした",
    "Clear all": "すべて消す",
    "Clear value": "消す",
    "Clear selection": "選択を消す",
    "Open": "開く",
    "Close": "閉じる",
    "Close popup": "閉じる",
    "Dismiss": "閉じる",
    "Suggestions": "候補",
    "Show suggestions": "候補を見る",
    "Increment": "増やす",
    "Decrement": "減らす",
    "Choose an option": "選んでください",
    "Choose date": "日付を選ぶ",
    "Previous month": "前の月",
    "Next month": "次の月",
    "Next": "次の月",
    "Previous": "前の月",
    "yyyy": "年",
    "mm": "月",
    "dd": "日",
    "year": "年",
    "month": "月",
    "file upload": "ファイルを選ぶ",
    "Connection error": "接続できません",
    "Streamlit server is not responding. Are you connected to the internet?":
      "サーバーが応答しません。つながると、この画面は自然に元に戻ります。",
    "Connection closed": "接続が切れました",
    "Page not found": "このページはありません",
    "Link to heading": "この見出しへのリンク",
  };
  const PARTS = { year: "年", month: "月", day: "日", hour: "時", minute: "分" };
  const PATTERNS = [
    [/^(year|month|day|hour|minute), (.+)$/, (_, part, box) => `${box}の${PARTS[part]}`],
    [/^Choose date, (.+)$/, "日付を選ぶ $1"],
    [/^Selected Date: (.+)$/, (_, day) => `選んだ日 ${new Date(day).toLocaleDateString("ja-JP", { dateStyle: "long" })}`],
    [/^Use arrow keys to navigate dates\..*$/, "矢印キーで日を移り、Enter キーで選び、Esc キーで閉じます。"],
    [/^Remove (.+)$/, "$1 を外す"],
    [/^Upload or drag and drop .+$/, "ファイルを選ぶか、ここへ置く"],
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  const MENU = ".st-key-nenpo_band";

  const translated = (text) => {
    const word = text.trim();
    if (Object.hasOwn(WORDS, word)) return WORDS[word];
    const [pattern, japanese] = PATTERNS.find(([found]) => found.test(word)) ?? [];
    return pattern ? word.replace(pattern, japanese) : null;
  };
  const mendText = (node) => {
    // What a page says itself stands in its own elements.
    if (node.parentElement?.closest(".stHtml")) return;
    const japanese = translated(node.data);
    if (japanese !== null) node.data = japanese;
  };
  const mendElement = (element) => {
    for (const name of ATTRIBUTES) {
      const japanese = element.hasAttribute(name) ? translated(element.getAttribute(name)) : null;
      if (japanese !== null) element.setAttribute(name, japanese);
    }
    // Once: setting an attribute calls the observer again.
    if (element.matches(MENU) && !element.hasAttribute("role")) {
      element.setAttribute("role", "navigation");
      element.setAttribute("aria-label", "画面の一覧");
    }
  };
  const mend = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return mendText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    mendElement(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      node.nodeType === Node.TEXT_NODE ? mendText(node) : mendElement(node);
    }
  };
  const mendMenu = () => {
    for (const link of document.querySelectorAll(`${MENU} a`)) {
      // The landing page is known by an empty address, which a new tab would take for the page one is on.
      const address = link.getAttribute("href") ?? "";
      if (address === "" || address.startsWith("?")) link.setAttribute("href", `./${address}`);
      const current = link.pathname === location.pathname;
      if (current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  new MutationObserver((changes) => {
    mendMenu();
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(mend);
      else if (change.type === "characterData") mendText(change.target);
      else mendElement(change.target);
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });

  // A drawing keeps the width of the window; with a view box style.css can shrink it to the sheet of paper.
  const drawings = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  addEventListener("beforeprint", () => {
    for (const drawing of drawings()) {
      drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`);
    }
  });
  addEventListener("afterprint", () => drawings().forEach((drawing) => drawing.removeAttribute("viewBox")));
})();
