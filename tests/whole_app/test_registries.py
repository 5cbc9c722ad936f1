"""Every registry walked: what is declared is used, and what is used is declared and told."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask, current_app

import domain
from app import FEATURES, main
from blueprints.documents.kinds import HELPERS, KINDS
from blueprints.meetings import queries as meetings
from blueprints.meetings import service
from blueprints.meetings.models import Reply
from blueprints.members.models import Office, OfficeTitle, SuspensionKind
from blueprints.papers.drafts import DRAFTS
from blueprints.polls.forms import METHOD_ZH
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import ALLOWED, Permission, Role
from domain.lifecycle import MeetingState, PollState
from domain.minutes import Stance
from domain.roll import Category
from domain.rules import MeetingKind, Method, kinds, load_profile, rule, rules_of
from domain.scenario import evaluate
from tests.browse import Browser
from tests.features.meetings import make_meetings
from tests.make import NOON, Community, act, community
from tests.whole_app.world import empty_app

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
    beyond = {permission for permission in ALLOWED[Role.SUPERIOR] if not permission.startswith("see_")}
    # 对照检查材料 and 发言提纲 of a 民主生活会 are reviewed from above.
    assert beyond == {Permission.REVIEW_OUTLINE}


def test_each_feature_is_a_package_that_can_be_installed(app: Flask) -> None:
    packages = {path.parent.name for path in (HOUSE / "blueprints").glob("*/__init__.py")}
    assert packages == {*FEATURES, "shared"}


def test_each_feature_that_has_addresses_registered_them(app: Flask) -> None:
    with_routes = {
        path.parent.name for path in (HOUSE / "blueprints").glob("*/routes*") if path.parent.name != "shared"
    }
    assert set(app.blueprints) == with_routes


def convened() -> list[MeetingKind]:
    return [kind for kind in kinds() if kind.convened]


def place_of(house: Community, kind: MeetingKind) -> int:
    """An organisation of a level that holds the kind."""
    if kind.held_by == ("group",):
        return house.group
    return house.branch if "branch" in kind.held_by else house.organisation


@pytest.mark.parametrize("kind", convened(), ids=lambda kind: kind.code)
def test_each_kind_of_meeting_can_be_convened_noticed_and_opened(house: Community, kind: MeetingKind) -> None:
    own = rule(kind.usual)
    at = NOON - make_meetings.DAY * ((own.notice_days or 1) + 1)
    draft = make_meetings.draft(house, title=own.name)
    with writing():
        # The general branch has a committee of its own, from the members of its branches.
        seat = {"organisation_id": house.organisation, "title": "secretary", "started_on": "2024-01-01"}
        db.session.add(Office(member_id=house.members[0], **seat))
    meeting = service.convene(act(house.secretary, at), place_of(house, kind), own, draft)
    service.add_item(act(house.secretary, at), meeting, service.ItemDraft("学习文件", "组织委员"))
    if service.is_listed(meetings.meeting(meeting)):
        listed = service.Called(make_meetings.representatives(5))
        service.list_called(act(house.secretary, at), meeting, listed)
    service.send_notice(act(house.secretary, at), meeting)
    service.gather(act(house.secretary), meeting)
    for line in make_meetings.roll(meeting):
        service.check_in(act(house.secretary), line, "hand")
    service.open_meeting(act(house.secretary), meeting)
    found = meetings.meeting(meeting)
    assert (found.state, found.kind) == (MeetingState.in_session, own.kind)
    assert meetings.rule_of(found) == own


@pytest.mark.parametrize("kind", convened(), ids=lambda kind: kind.code)
def test_each_rule_of_each_kind_is_kept_with_its_meeting_as_it_is(house: Community, kind: MeetingKind) -> None:
    for own in rules_of(kind.code):
        draft = make_meetings.draft(house, title=own.name)
        meeting = service.convene(act(house.secretary), place_of(house, kind), own, draft)
        assert meetings.rule_of(meetings.meeting(meeting)) == own


def test_each_kind_has_the_partys_or_the_laws_rule_first_where_there_is_one() -> None:
    lawful = {found.kind for name in ("nat", "law2026") for found in load_profile(name).rules}
    assert not [
        kind.code for kind in kinds() if kind.code in lawful and rule(kind.usual).profile not in ("nat", "law2026")
    ]
    assert {kind.name for kind in kinds()} >= {"支部党员大会", "支部委员会会议", "党小组会", "党课", "居民代表会议"}


#: What somebody adds to the law: a kind of meeting with its rule, and one more source on a kind there is.
NEW_KIND = """
[yard_council]
name = "楼院党员议事会"
family = "party"
"""
NEW_RULE = """
[[rule]]
id = "yard_council.nat"
kind = "yard_council"
name = "楼院党员议事会"
source = "《楼院党员议事规定》"
clause = "第三条"
verify = "verified"
roll = "full_members_entitled"
methods = ["hands"]
frequency = { count = 2, period = "month" }
quorum = { share = ">=2/3", base = "full_members_entitled" }
adoption = { share = ">1/2", base = "full_members_entitled" }

[[rule]]
id = "party_assembly.yard"
kind = "party_assembly"
name = "楼院党员大会"
source = "《楼院党员大会规定》"
verify = "verified"
"""
SIXTEEN = {"entitled": 16, "present": 11}
SCENARIO = {"rule": "yard_council.nat", "decision": "resolution", "roll": SIXTEEN, "votes": {"for": 8, "against": 3}}


def test_a_rule_added_to_a_file_is_offered_shown_evaluated_and_due_with_no_other_change(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "domain", tmp_path / "domain", ignore=shutil.ignore_patterns("__pycache__"))
    for file, added in (("kinds.toml", NEW_KIND), ("national.toml", NEW_RULE)):
        path = tmp_path / "domain/rules" / file
        path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    seen = seen_with(tmp_path)
    assert seen["law"] == str(tmp_path / "domain/__init__.py")
    assert seen["offered"] == ["party_assembly.yard", "yard_council.nat"]
    assert seen["button"] == "楼院党员议事会"
    assert seen["forms"] == ["召开楼院党员议事会", "召开楼院党员大会"]
    assert seen["copied"] == "yard_council.nat"
    assert seen["overview"]
    assert seen["sources"]
    assert seen["due"].startswith("每月2次：本月（")
    assert seen["due"].split("）")[1].startswith("已召开0次，还差2次")
    assert (seen["quorum"], seen["adopted"], seen["needed"]) == (11, False, 9)
    assert "yard_council.nat" in seen["told"]


def seen_with(folder: Path) -> dict[str, Any]:
    """What a fresh process sees whose law lies in that folder."""
    told = f"from {__name__} import look; look({str(folder / 'data')!r})"
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(HOUSE)]), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", told], cwd=folder, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout))


def look(folder: str) -> None:
    """In a process of its own: say as JSON where the added rules are seen."""
    Path(folder).mkdir()
    with empty_app(Path(folder)).app_context():
        seen = look_around(community())
    sys.stdout.write(json.dumps(seen))


def look_around(house: Community) -> dict[str, Any]:
    """Where a secretary of the branch meets the added rules."""
    tablet = Browser(current_app._get_current_object(), house.secretary)  # type: ignore[attr-defined]
    home = f"/organisations/{house.branch}"
    calendar = tablet.get(f"{home}/meetings")
    offered = sorted(link.split("rule=")[1] for link in set(calendar.links()) if "rule=" in link and "yard" in link)
    button = calendar.body.select_one('#convene .buttons a[href*="yard_council"]')
    line = calendar.body.select_one('#due li:has(a[href*="yard_council"])')
    forms = [tablet.get(f"{home}/meetings/new?rule={rule_id}") for rule_id in reversed(offered)]
    at, officers = f"{home}/meetings/new?rule=yard_council.nat", house.members[:2]
    values = {"place": "楼院", "chair_id": officers[0], "recorder_id": officers[1]}
    made = tablet.submit(forms[0].form(), 303, at=at, **values)
    verdict = evaluate(SCENARIO)
    return {
        "law": domain.__file__,
        "offered": offered,
        "button": button.get_text(strip=True) if button else "",
        "forms": [form.h1 for form in forms],
        "copied": meetings.meeting(int(made.location.rsplit("/", 1)[1])).rule["id"],
        "overview": tablet.get(f"{home}/rules").says("楼院党员议事会"),
        "sources": tablet.get(f"{home}/rules/party_assembly").says("《楼院党员大会规定》"),
        "due": next(text for text in line.stripped_strings if "每月2次" in text) if line else "",
        "quorum": verdict["quorum"]["needed"],
        "adopted": verdict["adoption"]["adopted"],
        "needed": verdict["adoption"]["needed"],
        "told": CliRunner().invoke(main, ["rules", "list"]).output,
    }


def test_each_document_has_its_template_and_its_address(app: Flask) -> None:
    folders = {path.name for path in (HOUSE / "templates/documents").iterdir() if path.is_dir()} - {"_base"}
    modules = {path.stem for path in (HOUSE / "blueprints/documents/kinds").glob("*.py")} - {"__init__"} - HELPERS
    assert folders == modules == set(KINDS)
    for code, kind in KINDS.items():
        assert (HOUSE / "templates/documents" / kind.template).is_file(), code


def test_each_document_is_printed_from_the_record_or_written_in_the_app() -> None:
    files = [path for path in (HOUSE / "blueprints").rglob("*.py") if "routes" in path.stem + path.parent.name]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    printed = re.findall(r"(?:printed|_of_meeting)\((.+)\)", source)
    from_the_record = {code for words in printed for code in re.findall(r'"(\w+)"', words)} & set(KINDS)
    assert from_the_record | set(DRAFTS) | BOUND | OF_RECORDS == set(KINDS)


OF_RECORDS = {"minutes", "life_minutes"}  #: `record_page` says which of the two prints a meeting's record
#: The press binds it in front of the records.
BOUND = {"book"}


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

    text = (HOUSE / "docs/record.md").read_text(encoding="utf-8")
    assert not [part.name for part in fields(Record) if part.name not in text]
