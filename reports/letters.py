"""What recipients are told: an issue with its files, or in one sentence that something could not be made."""

from reports.issue import NAMES_JA, STATUS_JA, Issued, Wanted, about_ja
from reports.outbox import Attachment, Letter

MEGABYTE = 1_000_000


def issue_letter(issued: Issued, attached_megabytes: int) -> Letter:
    """The letter that brings an issue; files that are too large stay where they are kept.

    Args:
        issued: what was issued.
        attached_megabytes: largest sum of the files of a letter (1 MB = 1,000,000 bytes).
    """
    manifest = issued.kept.manifest
    fits = sum(map(len, issued.files.values())) <= attached_megabytes * MEGABYTE
    lines = [
        f"{issued.title_ja}をお送りします。" if fits else f"{issued.title_ja}を発行しました。",
        "",
        f"数値の状態: {STATUS_JA[manifest['status']]}",
        f"データ版: {manifest['build_id']}",
    ]
    if manifest["replaces_ja"]:
        lines += [f"版: 第{manifest['revision']}版。{manifest['replaces_ja']}"]
    if not fits:
        wanted = issued.wanted
        lines += [
            "",
            f"ファイルが大きいため添付していません。保管庫の {_kept_at(wanted, issued.kept.folder.name)} にあります。",
        ]
    lines += [
        "",
        "ファイル:",
        *(f"  {name}({len(content):,}バイト)" for name, content in issued.files.items()),
    ]
    attachments = tuple(Attachment(*file) for file in issued.files.items()) if fits else ()
    return Letter(issued.title_ja, "\n".join(lines) + "\n", attachments)


def failure_letter(wanted: Wanted, system_ja: str) -> Letter:
    """The notice that an issue could not be made."""
    title = f"{system_ja} {NAMES_JA[wanted.product]} {about_ja(wanted)}"
    return Letter(
        f"{title}: 作成できませんでした",
        f"{title}は作成できなかったため、まだお送りできません。直りしだい改めてお送りします。\n",
    )


def build_failure_letter() -> Letter:
    """The notice that a build failed."""
    return Letter(
        "図書館統計: 数値を新しくできませんでした",
        "数値を新しくできなかったため、公開している数値は前回のままです。\n",
    )


def _kept_at(wanted: Wanted, folder: str) -> str:
    return f"{wanted.municipality_code}/{wanted.product}/{folder}"
