"""Every registry walked: what is declared is used, and what is used is declared and told."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from app import FEATURES, main
from blueprints.documents.kinds import KINDS
from blueprints.meetings import queries as meetings
from blueprints.meetings import service
from blueprints.meetings.models import Reply
from blueprints.members.models import OfficeTitle, SuspensionKind
from blueprints.polls.boxes import BOXES
from blueprints.polls.forms import METHOD_ZH
from blueprints.shared.permissions import ALLOWED, Permission, Role
from domain.lifecycle import MeetingState, PollState
from domain.minutes import Stance
from domain.roll import Category
from domain.rules import Method, kinds, load_profile, rule
from tests.features.meetings import make_meetings
from tests.make import NOON, Community, act

HOUSE = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def asked_by_routes(app: Flask) -> set[Permission]:
    accesses = {getattr(view, "access", None) for view in app.view_functions.values()}
    return {access for access in accesses if isinstance(access, Permission)}


def test_each_permission_is_asked_by_a_route_and_given_to_a_role(app: Flask) -> None:
    given = frozenset().union(*ALLOWED.values())
    assert set(Permission) == asked_by_routes(app) == given


def test_each_role_says_what_it_may(app: Flask) -> None:
    assert set(ALLOWED) == set(Role)
    assert all(ALLOWED.values())


def test_who_looks_on_from_above_may_only_see() -> None:
    assert {permission for permission in ALLOWED[Role.SUPERIOR] if not permission.startswith("see_")} == set()


def test_each_feature_is_a_package_that_can_be_installed(app: Flask) -> None:
    packages = {path.parent.name for path in (HOUSE / "blueprints").glob("*/__init__.py")}
    assert packages == {*FEATURES, "shared"}


def test_each_feature_that_has_addresses_registered_them(app: Flask) -> None:
    with_routes = {
        path.parent.name for path in (HOUSE / "blueprints").glob("*/routes*") if path.parent.name != "shared"
    }
    assert set(app.blueprints) == with_routes


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_each_kind_of_meeting_can_be_convened_noticed_and_opened(house: Community, kind: object) -> None:
    own = rule(kind.rule_id)  # type: ignore[attr-defined]
    place = house.group if kind.code == "party_group" else house.branch  # type: ignore[attr-defined]
    at = NOON - make_meetings.DAY * ((own.notice_days or 1) + 1)
    draft = make_meetings.draft(house, title=own.name)
    meeting = service.convene(act(house.secretary, at), place, own.id, draft)
    service.add_item(act(house.secretary, at), meeting, service.ItemDraft("学习文件", "组织委员"))
    service.send_notice(act(house.secretary, at), meeting)
    service.gather(act(house.secretary), meeting)
    for line in make_meetings.roll(meeting):
        service.check_in(act(house.secretary), line, "hand")
    service.open_meeting(act(house.secretary), meeting)
    found = meetings.meeting(meeting)
    assert (found.state, found.kind) == (MeetingState.in_session, own.kind)
    assert meetings.rule_of(found) == own


def test_each_kind_of_the_national_profile_is_offered() -> None:
    offered = {kind.rule_id for kind in kinds()}
    assert {found.id for found in load_profile("nat").rules} >= offered
    assert {kind.name for kind in kinds()} >= {"支部党员大会", "支部委员会会议", "党小组会", "党课"}


def test_each_document_has_its_template_and_its_address(app: Flask) -> None:
    folders = {path.name for path in (HOUSE / "templates/documents").iterdir() if path.is_dir()} - {"_base"}
    modules = {path.stem for path in (HOUSE / "blueprints/documents/kinds").glob("*.py")} - {"__init__", "kind"}
    assert folders == modules == set(KINDS)
    for code, kind in KINDS.items():
        assert (HOUSE / "templates/documents" / kind.template).is_file(), code
    addresses = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("documents.")]
    assert len(addresses) == len(KINDS)
    assert all(rule.rule.endswith(".pdf") for rule in addresses)


def test_each_document_is_printed_by_a_route() -> None:
    source = (HOUSE / "blueprints/documents/routes.py").read_text(encoding="utf-8")
    assert set(re.findall(r'_printed\(\s*"(\w+)"', source)) == set(KINDS)


def test_each_box_of_a_secret_vote_keeps_what_the_interface_promises() -> None:
    assert BOXES
    for level, box in BOXES.items():
        missing = [name for name in ("cast", "receipts", "opened", "scrub") if not callable(getattr(box, name, None))]
        assert not missing, level


def test_each_word_that_people_read_is_chinese() -> None:
    spoken = [*MeetingState, *PollState, *Category, *Stance, *OfficeTitle, *SuspensionKind, *Reply]
    assert not [word for word in spoken if not CHINESE.search(word.zh)]
    assert set(METHOD_ZH) == set(Method)


def test_each_template_is_used(app: Flask) -> None:
    named = re.compile(r"""["']([\w/.-]+\.html)["']""")
    sources = [*(HOUSE / "blueprints").rglob("*.py"), *(HOUSE / "templates").rglob("*.html")]
    used = {name for path in sources for name in named.findall(path.read_text(encoding="utf-8"))}
    own = {path.relative_to(HOUSE / "templates").as_posix() for path in (HOUSE / "templates").rglob("*.html")}
    pages = {name for name in own if not name.startswith("documents/")}
    assert not pages - used, "a template that nothing shows"
    assert not {name for name in used if "/" in name and name not in own and f"documents/{name}" not in own} - PRINTED


#: The press builds these names from the kinds.
PRINTED = {kind.template for kind in KINDS.values()}


def told() -> str:
    """What README and docs say together."""
    path = HOUSE / "README.md"
    if not path.exists():
        pytest.skip("there is no README yet")
    docs = sorted((HOUSE / "docs").glob("*.md"))
    return "\n".join(file.read_text(encoding="utf-8") for file in (path, *docs))


def test_readme_and_docs_name_each_kind_of_meeting_and_each_document() -> None:
    text = told()
    assert not [kind.name for kind in kinds() if kind.name not in text]
    assert not [kind.zh for kind in KINDS.values() if kind.zh not in text]


def test_readme_and_docs_name_each_folder_and_each_command() -> None:
    text = told()
    folders = [*FEATURES, "domain", "templates", "static", "migrations", "tests", "docs", "deploy"]
    assert not [folder for folder in folders if folder not in text]
    assert not [name for name in main.commands if not re.search(rf"\b(yishi|make) {name}\b", text)]


def test_each_command_tells_what_it_does() -> None:
    for name, command in main.commands.items():
        told = CliRunner().invoke(main, [name, "--help"])
        assert told.exit_code == 0, name
        assert command.help or getattr(command, "short_help", ""), name


def test_the_record_s_description_names_each_of_its_parts() -> None:
    from dataclasses import fields

    from blueprints.minutes.record import Record

    path = HOUSE / "docs/record.md"
    assert path.exists(), "docs/record.md describes what rehearse and record.json give"
    text = path.read_text(encoding="utf-8")
    assert not [part.name for part in fields(Record) if part.name not in text]
