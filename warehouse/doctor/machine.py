"""The machine that an installation runs on: disk, clock, packages, fonts, ports."""

import re
import socket
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from warehouse.doctor.finding import Finding
from warehouse.doctor.processes import listener
from warehouse.japan import moment_ja

_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
_MEGABYTE = 2**20
# The file under construction, what is copied from it, and as much again for what a build passes through.
BUILDS_WANTED = 3
# Before there is a build, and for logs and exports.
SMALLEST_FREE = 500 * _MEGABYTE
# Clocks of two machines that share a disk may differ by that.
CLOCK_TOLERANCE = timedelta(minutes=5)
PINS_SHOWN = 3


def disk(free_bytes: int, build_bytes: int) -> Finding:
    """Free space against what the next build takes.

    Args:
        free_bytes: on the disk of `var`.
        build_bytes: size of the last published file; 0 before the first.
    """
    needed = max(SMALLEST_FREE, BUILDS_WANTED * build_bytes)
    said = f"空き {free_bytes // _MEGABYTE:,}MB、次の作成に必要な目安 {needed // _MEGABYTE:,}MB。"
    todo = (
        "不要なファイルを消すか、ディスクを増やしてください。古いバックアップは別の場所に移せます。"
        "公開中のデータはそのまま使えます。"
    )
    if free_bytes < needed:
        return Finding("disk", "ディスク", "fault", said, todo)
    if free_bytes < 2 * needed:
        return Finding("disk", "ディスク", "notice", said, todo)
    return Finding("disk", "ディスク", "ok", said)


def clock(now: datetime, newest: datetime | None) -> Finding:
    """The clock against the newest time that the installation itself wrote down.

    Args:
        now: the moment, with its time zone.
        newest: of what was written here.
    """
    said = f"時計は日本時間で {moment_ja(now)}。"
    if newest is not None and newest > now + CLOCK_TOLERANCE:
        return Finding(
            "clock",
            "時計",
            "fault",
            f"{said}最後の記録({moment_ja(newest)})より遅れています。",
            "サーバーの時刻合わせ(timedatectl)を確かめてください。直るまで予定の実行を止めてください。",
        )
    return Finding("clock", "時計", "ok", said)


def pins(lock: str, installed: Callable[[str], str]) -> Finding:
    """Installed packages against requirements.lock.

    Args:
        lock: the text of the file.
        installed: the version of a package; raises PackageNotFoundError.
    """
    wrong = []
    pinned = _PIN.findall(lock)
    for name, wanted in pinned:
        try:
            found = installed(name)
        except PackageNotFoundError:
            found = "なし"
        if found != wanted:
            wrong.append(f"{name} {found}(指定 {wanted})")
    if not pinned or wrong:
        more = f"ほか{len(wrong) - PINS_SHOWN}件" if len(wrong) > PINS_SHOWN else ""
        said = f"requirements.lock と違うもの: {'、'.join(wrong[:PINS_SHOWN])}{more}。" if wrong else ""
        return Finding(
            "pins",
            "パッケージ",
            "fault",
            said or "requirements.lock を読めません。",
            "プログラムのフォルダーで「make setup」を実行してください。",
        )
    return Finding("pins", "パッケージ", "ok", f"{len(pinned)}個すべて requirements.lock のとおりです。")


def font(missing_ja: str | None) -> Finding:
    """The font of the printed documents; `missing_ja` says what is wrong with it."""
    if missing_ja:
        return Finding("font", "フォント", "fault", missing_ja, "「make setup」を実行してください。")
    return Finding("font", "フォント", "ok", "PDFの日本語フォントがあります。")


def chromium(found: str | None) -> Finding:
    """Chromium, which only the tests need."""
    if found:
        return Finding("chromium", "Chromium", "ok", "あります(テストでだけ使います)。")
    return Finding("chromium", "Chromium", "ok", "ありません(テストをしないサーバーでは要りません)。")


def port(number: int, use_ja: str, proc: Path = Path("/proc")) -> Finding:
    """Whether a port of 127.0.0.1 is free or taken by us.

    Args:
        number: the port.
        use_ja: what it is for.
        proc: where the system shows its processes.
    """
    name = f"ポート{number}"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            holder = listener(number, proc)
        else:
            return Finding(f"port_{number}", name, "ok", f"空いています({use_ja}は動いていません)。")
    if holder is not None and holder.is_ours:
        return Finding(f"port_{number}", name, "ok", f"{use_ja}が動いています(プロセス{holder.pid})。")
    who = f"{holder.name}(プロセス{holder.pid})" if holder else "別の利用者のプロセス"
    return Finding(
        f"port_{number}",
        name,
        "notice",
        f"{who}が使っています。",
        f"{use_ja}の別のポートを「--port」または make の PORT・DAGSTER_PORT で指定してください。",
    )


def versions(stated: Mapping[str, str]) -> Finding:
    """Which versions run, for whoever is asked for help."""
    return Finding(
        "versions", "版", "ok", "、".join(f"{name} {version}" for name, version in stated.items()) + "。"
    )
