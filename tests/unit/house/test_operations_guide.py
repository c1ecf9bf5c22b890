"""The administrator's guide: each command in it exists with its options, and each file of deploy that it names."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from catalog.operation import Operation
from cli.main import nenpo
from tests.unit.house.test_commands import TARGETS

GUIDE = "docs/operations.md"
_SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
_IN_TEXT = re.compile(r"`((?:nenpo|make) [^`]+)`", re.DOTALL)
# Of Debian, git, buildah and systemd: not ours to check.
SYSTEM = {
    "adduser", "apt-get", "buildah", "cd", "cp", "diff", "git", "install", "journalctl", "ls", "mv", "rm", "systemctl",
    "tail",
}  # fmt: skip


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / GUIDE).read_text(encoding="utf-8")


def commands_of(guide: str) -> Iterator[list[str]]:
    """The words of each command, of blocks and of sentences."""
    lines = [line for block in _SHELL.findall(guide) for line in block.splitlines()]
    for line in [*lines, *(" ".join(text.split()) for text in _IN_TEXT.findall(guide))]:
        if words := shlex.split(line, comments=True):
            yield words


def fault_of(words: list[str], *, whole: bool) -> str | None:
    """What is wrong with a call of `nenpo`, if anything: its command, its options, or what it must be given."""
    command: click.Command = nenpo
    rest = words[1:]
    while isinstance(command, click.Group):
        # Options of a group stand before its sub-command.
        given = {name for parameter in command.params for name in parameter.opts}
        while rest and rest[0] in given:
            rest = rest[2:]
        if not rest:
            return None if command.invoke_without_command else f"{words}: no command"
        if rest[0] not in command.commands:
            return f"{words}: no command {rest[0]}"
        command, rest = command.commands[rest[0]], rest[1:]
    try:
        # A command keeps the names of its help from its first context; other tests ask for those of the group.
        command.make_context(words[0], list(rest), **nenpo.context_settings)
    except click.UsageError as error:
        # In a sentence a command may be named without all that it is given.
        return (
            None if isinstance(error, click.MissingParameter) and not whole else f"{words}: {error.message}"
        )
    return None


def test_each_command_of_the_guide_exists(guide: str) -> None:
    found = list(commands_of(guide))
    assert len(found) > 60
    unknown = {words[0] for words in found} - SYSTEM - {"nenpo", "make"}
    assert unknown == set()
    blocks = [
        shlex.split(line, comments=True) for block in _SHELL.findall(guide) for line in block.splitlines()
    ]
    faults = [fault_of(words, whole=words in blocks) for words in found if words[0] == "nenpo"]
    assert [fault for fault in faults if fault] == []
    targets = {words[-1] for words in found if words[0] == "make"}
    assert targets <= TARGETS and targets


@pytest.mark.parametrize(
    "command",
    [
        "nenpo bakup",
        "nenpo backup --too x",
        "nenpo close --month 2026-03",
        "nenpo builds",
        "nenpo doctor extra",
    ],
)
def test_a_command_that_does_not_exist_would_be_found(command: str) -> None:
    assert fault_of(shlex.split(command), whole=True)


def test_every_command_of_the_administrator_stands_in_it(guide: str) -> None:
    named = {words[1] for words in commands_of(guide) if words[0] == "nenpo"}
    assert named >= {
        "archive", "backup", "build", "builds", "check", "close", "dagster", "doctor", "ingest", "issue", "keys",
        "restatements", "restore", "run-due", "serve", "status", "verify",
    }  # fmt: skip


def test_the_files_that_it_installs_are_there(guide: str, repository: Path) -> None:
    named = set(re.findall(r"deploy/[\w./-]*\w", guide))
    assert named and all((repository / name).exists() for name in named)
    there = {
        path.relative_to(repository).as_posix()
        for path in (repository / "deploy").rglob("*")
        if path.is_file()
    }
    assert there <= named, "what lies there is said in the guide"


def test_what_the_units_run_exists(repository: Path) -> None:
    units = sorted((repository / "deploy/systemd").glob("*.service"))
    assert units
    for unit in units:
        (line,) = re.findall(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
        assert fault_of(["nenpo", *line.split()[1:]], whole=True) is None
    for timer in (repository / "deploy/systemd").glob("*.timer"):
        assert timer.with_suffix(".service") in units
    image = (repository / "deploy/Containerfile").read_text(encoding="utf-8")
    (entry,) = re.findall(r"^CMD \[(.*)\]$", image, re.MULTILINE)
    assert fault_of(["nenpo", *re.findall(r'"([^"]+)"', entry)], whole=True) is None


def test_its_example_of_mail_is_what_the_file_allows(guide: str) -> None:
    (example,) = _YAML.findall(guide)
    operation = Operation.model_validate(yaml.safe_load(example))
    assert operation.mail is not None
    assert operation.municipalities[0].addresses("monthly_report") == ("kanri@example.jp",)
