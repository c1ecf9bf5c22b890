"""Entry of the `nenpo` command: parsing, and one Japanese sentence for whatever goes wrong."""

import logging
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from catalog.errors import CatalogError
from cli.archive import archive
from cli.backup import backup, restore_backup
from cli.build import build
from cli.builds import builds, verify
from cli.calendar_command import calendar
from cli.cells import cells
from cli.check import check
from cli.close import close
from cli.dagster_command import dagster
from cli.decide import decide
from cli.docs import dbtdocs, docs
from cli.doctor import doctor, show_status
from cli.export import export
from cli.form import form
from cli.indicators import indicators
from cli.ingest import ingest
from cli.installed import installed_places
from cli.issue import issue
from cli.keys import keys
from cli.plan import plan
from cli.plan_sheet import read, sheet
from cli.restatements import restatements
from cli.rules import rules
from cli.run_due import run_due
from cli.sample import sample
from cli.serve import serve
from cli.survey import survey
from cli.what_if import what_if
from warehouse.disk import disk_full, has_no_room, is_disk_full
from warehouse.errors import UserError
from warehouse.records import COMMAND, log_file, record_to

REPOSITORY = Path(__file__).resolve().parent.parent


@click.group(
    help="図書館年報の統計システム「年報」。納品データを取り込み、年報の表を検算し、画面とPDFにします。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def nenpo() -> None:
    """Set the environment that every command shares."""
    _leave_a_closed_folder()
    for name, usual in (("NENPO_SEEDS", "seeds"), ("NENPO_VAR", "var")):
        os.environ[name] = str(Path(os.environ.get(name) or REPOSITORY / usual).resolve())
    record_to(installed_places(), f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}")


for command in (
    archive,
    backup,
    build,
    builds,
    calendar,
    cells,
    check,
    close,
    dbtdocs,
    dagster,
    decide,
    docs,
    doctor,
    export,
    form,
    indicators,
    ingest,
    issue,
    keys,
    plan,
    restore_backup,
    restatements,
    rules,
    run_due,
    sample,
    serve,
    show_status,
    survey,
    verify,
    what_if,
):
    nenpo.add_command(command)
for part in (sheet, read):
    plan.add_command(part)


def main() -> None:
    """Run the command; exit 0 when it did what was asked, 1 when it did not, 2 when it was not understood."""
    try:
        code = nenpo.main(prog_name="nenpo", standalone_mode=False)
    except (CatalogError, UserError) as error:
        _say(str(error))
        _leave(1)
    except click.UsageError as error:
        _say(f"{_usage_sentence(error)} 使い方は「{_command_path(error)} --help」で見られます。")
        _leave(2)
    except (click.Abort, KeyboardInterrupt):
        _say("中断しました。")
        _leave(130)
    except BrokenPipeError:
        _leave(0)  # the reader, such as `head`, has seen enough
    except Exception as error:
        if is_disk_full(error) or has_no_room(installed_places().var):
            _say(str(disk_full(_command_line())))
            _leave(1)
        _say(f"予期しない誤りが起きました。記録 {_log_trace()} を管理者に渡してください。")
        _leave(1)
    _leave(code if isinstance(code, int) else 0)


def _leave_a_closed_folder() -> None:
    """Who calls as another user may stand in a folder that is closed to it, such as root's own home.

    Nothing can be read there by a relative path, and programs that go away and come back fail.
    """
    if not os.access(".", os.X_OK):
        os.chdir("/")


def _leave(code: int) -> NoReturn:
    """Leave at once when all is written: taking the interpreter down makes DuckDB's binding print its own leaks."""
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _say(sentence: str) -> None:
    click.echo(f"エラー: {sentence}", err=True)


def _command_path(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "nenpo"


def _usage_sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"「{error.option_name}」という指定はありません。"
    if isinstance(error, click.MissingParameter) and error.param:
        return f"「{error.param.opts[0]}」の指定が必要です。"
    if isinstance(error, click.BadParameter) and error.param:
        allowed = getattr(error.param.type, "choices", None)
        among = (
            f"{'、'.join(map(str, allowed))}から選んでください。" if allowed else "値の形を確かめてください。"
        )
        return f"「{error.param.opts[0]}」の値が使えません。{among}"
    return "命令が分かりません。"


def _command_line() -> str:
    return " ".join(["nenpo", *sys.argv[1:]])


def _log_trace() -> Path:
    logging.getLogger(COMMAND).exception("予期しない誤り")
    return log_file(installed_places(), datetime.now(UTC))


if __name__ == "__main__":
    main()
