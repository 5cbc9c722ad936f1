"""`yishi rules`: the law on the command line, and scenarios evaluated by it."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

from domain.rules import Rule, kinds, profiles, rule
from domain.rules.conflicts import conflicts
from domain.rules.telling import told
from domain.scenario import Impossible, evaluate_text


def install(main: click.Group) -> None:
    """Add the commands to the `yishi` command line."""
    main.add_command(rules)


@click.group()
def rules() -> None:
    """List, show and evaluate the rules of meetings."""


@rules.command("list")
@click.option("--profile", help="only the rules of this source")
@click.option("--json", "as_json", is_flag=True, help="as JSON, every field")
def list_rules(profile: str | None, as_json: bool) -> None:
    """Every rule, with the numbers that decide."""
    found = _of_profile(profile)
    if as_json:
        _print_json([one.to_json() for one in found])
        return
    for one in found:
        print("\t".join((one.id, one.name, *_numbers(one))))


def _of_profile(profile: str | None) -> list[Rule]:
    known = [each for each in profiles().values() if each.kind.value != "default"]
    if profile is not None and profile not in {each.id for each in known}:
        _refuse(f"没有“{profile}”这个依据，可用：{'、'.join(each.id for each in known)}")
    return [rule(one.id) for each in known if profile in (None, each.id) for one in each.rules]


def _numbers(one: Rule) -> Iterator[str]:
    values = {line.field: line.value for line in told(one)}
    for label, name in (("频次", "frequency"), ("通知", "notice_days"), ("法定人数", "quorum"), ("通过", "adoption")):
        yield f"{label}：{values[name] or '—'}"


@rules.command()
@click.argument("rule_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="as JSON, every field")
def show(rule_id: str, as_json: bool) -> None:
    """One rule whole: each value with the source it came from."""
    try:
        found = rule(rule_id)
    except KeyError:
        _refuse(f"没有“{rule_id}”这条规则，可用 yishi rules list 查看全部规则")
    if as_json:
        _print_json(found.to_json())
        return
    print(f"{found.name}（{found.id}）\n依据：{found.citation}（{found.verify.zh}）")
    for line in told(found):
        if line.value:
            print(f"{line.label}：{line.value}　〔{line.origin}〕")


@rules.command("conflicts")
def list_conflicts() -> None:
    """Where the sources disagree, side by side, and what is advised."""
    named = {kind.code: kind.name for kind in kinds()}
    titles = {each.id: each.name for each in profiles().values()}
    for one in conflicts():
        where = "、".join(named[kind] for kind in one.kinds) or "不限会议"
        print(f"{one.id} {one.topic}（{where}）")
        for option in one.options:
            print(f"    {'、'.join(titles[source] for source in option.sources)}：{option.says}")
        print(f"    建议：{one.advised}")


@rules.command()
@click.argument("file", metavar="FILE")
@click.option("--lines", is_flag=True, help="one scenario a line, one answer a line")
def evaluate(file: str, lines: bool) -> None:
    """Decide the JSON scenario in FILE ("-" for standard input)."""
    if lines:
        for line in _lines_of(file):
            print(_answer_or_error(line), flush=True)
        return
    try:
        answer = evaluate_text(_text_of(file))
    except Impossible as error:
        _refuse(str(error))
    print(json.dumps(answer, ensure_ascii=False))


def _answer_or_error(line: bytes) -> str:
    try:
        return json.dumps(evaluate_text(_decoded(line)), ensure_ascii=False)
    except Impossible as error:
        return json.dumps({"error": str(error)}, ensure_ascii=False)


def _lines_of(file: str) -> Iterable[bytes]:
    if file == "-":
        return sys.stdin.buffer
    return _bytes_of(file).splitlines()


def _text_of(file: str) -> str:
    return _decoded(sys.stdin.buffer.read() if file == "-" else _bytes_of(file))


def _bytes_of(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:
        _refuse(f"读不到文件“{file}”")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Impossible("不是UTF-8编码的文字", "") from None


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence.replace("\n", " "), err=True)
    raise SystemExit(2)
