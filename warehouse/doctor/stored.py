"""What an installation stores: folders, pointer, file under construction, locks, deliveries that wait."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warehouse.builds import verify_build, verify_pointer
from warehouse.doctor.finding import Finding
from warehouse.doctor.processes import lock_holder
from warehouse.errors import UserError
from warehouse.health import landed
from warehouse.japan import moment_ja
from warehouse.manifest import DamagedError, current_build_id
from warehouse.places import Places
from warehouse.state import LAYOUT, stored_layout
from warehouse.work_file import is_building, work_state

# A delivery that no build took in for so long was overlooked: the sensor looks every half minute, a build runs nightly.
WAITING_TOO_LONG = timedelta(hours=36)
_OTHERS = 0o077


def folders(places: Places) -> Finding:
    """Whether this user can write where the installation writes."""
    wanted = [places.var, places.landing, places.raw, places.ledger, places.builds, places.logs]
    wrong = [path for path in wanted if path.exists() and not _is_writable(path)]
    if not places.var.exists() and not _is_writable(places.var.parent):
        wrong = [places.var.parent]
    if wrong:
        return Finding(
            "folders",
            "書き込み",
            "fault",
            f"書き込めないフォルダー: {'、'.join(map(str, wrong))}。",
            "このフォルダーの持ち主を、サービスを動かす利用者にしてください(chown -R)。",
        )
    return Finding("folders", "書き込み", "ok", "必要なフォルダーに書き込めます。")


def privacy(places: Places) -> Finding:
    """Whether others on the machine can read the keys or the backups, or delivered values were left lying about."""
    secret = [places.keys, *places.keys.glob("*"), *places.backups.glob("*.tar.gz*")]
    readable = [path for path in secret if path.exists() and path.stat().st_mode & _OTHERS]
    if readable:
        return Finding(
            "privacy",
            "個人情報",
            "fault",
            f"ほかの利用者に読めるもの: {'、'.join(str(path) for path in readable[:3])}。",
            f"「chmod -R go= {readable[0]}」のようにして、持ち主だけが読めるようにしてください。",
        )
    left = list((places.candidate.parent / "ingest").glob("*"))
    if left and lock_holder(places.ledger / "ingest.lock") is None:
        return Finding(
            "privacy",
            "個人情報",
            "fault",
            f"途中で終わった取り込みの一時ファイルが残っています({len(left)}件)。納品データの値が入っています。",
            "「nenpo build」を実行してください。次の取り込みの始めに消えます。",
        )
    return Finding(
        "privacy", "個人情報", "ok", "鍵とバックアップは持ち主だけが読め、一時ファイルは残っていません。"
    )


def state(places: Places) -> Finding:
    """The layout of what is stored."""
    name = "保存形式"
    try:
        found = stored_layout(places)
    except UserError as error:
        return Finding(
            "state", name, "fault", str(error), "「nenpo restore」でバックアップから戻してください。"
        )
    if found is None:
        return Finding("state", name, "ok", "まだ何も保存していません。")
    if found > LAYOUT:
        return Finding(
            "state",
            name,
            "fault",
            f"形式{found}は、この版が扱える形式{LAYOUT}より新しいものです。",
            "新しい版のnenpoに戻してください。",
        )
    if found < LAYOUT:
        return Finding(
            "state",
            name,
            "notice",
            f"形式{found}です。",
            f"「nenpo build」を実行すると形式{LAYOUT}に移ります。",
        )
    return Finding("state", name, "ok", f"形式{found}です。")


def pointer(places: Places) -> Finding:
    """Whether CURRENT names a build that is as it was written."""
    name = "公開データ"
    faults = verify_pointer(places)
    if not faults:
        try:
            build_id = current_build_id(places)
            if build_id is None:
                return Finding(
                    "pointer",
                    name,
                    "notice",
                    "まだ何も公開していません。",
                    "「nenpo build」を実行してください。",
                )
            faults = verify_build(places, build_id)
        except (UserError, DamagedError) as error:
            faults = [str(error)]
    if faults:
        return Finding(
            "pointer",
            name,
            "fault",
            faults[0],
            "「nenpo builds list」で無事なビルドを選んで「nenpo builds rollback」で戻すか、"
            "「nenpo build --force」で作り直してください。",
        )
    return Finding("pointer", name, "ok", f"ビルド {build_id} は書いたときのままです。")


def work_file(places: Places) -> Finding:
    """How the last build ended."""
    name = "最後の作成"
    found = work_state(places)
    if found is None:
        return Finding("work_file", name, "ok", "作成中のファイルはありません。次の作成は初めから行います。")
    if found.stage == "building":
        if is_building(places):
            return Finding("work_file", name, "ok", "いま作成中です。")
        return Finding(
            "work_file",
            name,
            "notice",
            "途中で終わっています。公開中のデータはそのままです。",
            "「nenpo build」をもう一度実行してください。初めから作り直します。",
        )
    if found.stage == "refused":
        return Finding(
            "work_file",
            name,
            "fault",
            "検算に合わない数値があり、公開しませんでした。",
            "「nenpo check」で合わない箇所を確かめ、直してから「nenpo build」を実行してください。",
        )
    if found.stage == "stopped":
        return Finding(
            "work_file",
            name,
            "fault",
            "納品データの検査などに通らず、途中で止まりました。",
            "「取込」の画面か「nenpo build」の表示で理由を確かめ、直してからもう一度実行してください。",
        )
    return Finding("work_file", name, "ok", "終わっています。")


def locks(places: Places) -> Finding:
    """Who is at work; a lock ends with its process, so none is ever left over."""
    known = {
        "作成": places.lock,
        "取り込み": places.ledger / "ingest.lock",
        "発行": places.issue_lock,
        "バックアップ": places.backups / ".lock",
    }
    holders = {use: holder for use, path in known.items() if (holder := lock_holder(path)) is not None}
    if not holders:
        return Finding("locks", "排他", "ok", "動いている作業はありません。")
    said = "、".join(f"{use}(プロセス{holder.pid} {holder.name})" for use, holder in holders.items())
    return Finding("locks", "排他", "ok", f"動いている作業: {said}。終わるまで同じ作業は始められません。")


def leftovers(places: Places) -> Finding:
    """Passing files of work that was cut off."""
    roots = (places.builds, places.raw, places.backups, places.archive, places.closings)
    left = [path for root in roots for path in root.rglob("*.partial*")]
    if left and all(lock_holder(path) is None for path in (places.lock, places.backups / ".lock")):
        return Finding(
            "leftovers",
            "途中のファイル",
            "notice",
            f"途中で終わった作業のファイルが{len(left)}件残っています。数値には影響しません。",
            "次の「nenpo build」または「nenpo backup」が消します。",
        )
    return Finding("leftovers", "途中のファイル", "ok", "残っていません。")


def landing(places: Places, now: datetime) -> Finding:
    """Deliveries that no build has looked at yet."""
    known_good = places.current.stat().st_mtime if places.current.exists() else 0.0
    waiting = sorted(moment for moment in landed(places) if moment > known_good)
    if not waiting:
        return Finding("landing", "納品", "ok", "取り込みを待つ納品はありません。")
    said = f"取り込みを待つ納品が{len(waiting)}件あります。"
    if now.timestamp() - waiting[0] > WAITING_TOO_LONG.total_seconds():
        return Finding(
            "landing",
            "納品",
            "fault",
            f"{said}最も古いものは{moment_ja(datetime.fromtimestamp(waiting[0], UTC))}から待っています。",
            "「nenpo build」を実行し、夜間の作成(Dagsterまたはタイマー)が動いているか確かめてください。",
        )
    return Finding(
        "landing", "納品", "notice", said, "夜間の作成を待つか、「nenpo build」を実行してください。"
    )


def refused_mail(places: Places) -> Finding:
    """Mail whose address the server refused for good."""
    refused = len(list(places.refused_mail.glob("*")))
    if refused:
        return Finding(
            "mail",
            "メール",
            "notice",
            f"宛先が受け付けられず、送れなかったメールが{refused}通あります({places.refused_mail})。",
            "seeds/operation.yaml の recipients を直し、文書は「nenpo archive get」で渡して、このフォルダーの中を消してください。",
        )
    return Finding("mail", "メール", "ok", "受け付けられなかったメールはありません。")


def _is_writable(path: Path) -> bool:
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)
