"""The parts of an upload's page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request, url_for

from blueprints.accounts import queries as accounts
from blueprints.members import queries
from blueprints.members.forms import CommitForm
from blueprints.members.models import RosterUpload
from blueprints.members.pages import ChangeLine, HeldLine, IgnoredLine, PlanView, Result, RowsPart, UploadPage
from blueprints.members.roster import Preview, Row
from blueprints.members.service.plan import Plan, plan_of
from blueprints.members.service.uploads import is_dead
from blueprints.shared import clock
from blueprints.shared.paging import page_number, pager

#: How the reader's words for rows that are nobody read on the page.
SORTS = {
    "title": "标题",
    "header": "重复的表头",
    "blank": "空行",
    "footer": "合计、填表人等",
    "section": "分段标题",
    "example": "示例",
    "numbering": "只有序号",
    "continuation": "合并单元格的余行",
    "note": "说明",
}

#: So many rows of each part stand on one page.
SIZE = 50


def upload_page(upload: RosterUpload, form: CommitForm | None) -> UploadPage:
    """The page of an upload in whatever state it is."""
    stored = upload.preview or {}
    result = stored.get("result")
    view = UploadPage(
        organisation_id=upload.organisation_id,
        organisation=accounts.organisation(upload.organisation_id).name,
        id=upload.id,
        filename=upload.filename,
        state=upload.state,
        dead=is_dead(upload),
        done=upload.done,
        total=upload.total,
        failure=upload.failure,
        result=_result(result) if result else None,
        form=form,
    )
    return _with_preview(view, Preview.from_json(stored)) if upload.state == "read" else view


def _with_preview(view: UploadPage, preview: Preview) -> UploadPage:
    plan = plan_of(preview, view.organisation_id, clock.today())
    return replace(
        view,
        say=preview.say,
        sheet=preview.sheet,
        notes=preview.notes,
        counts=(preview.ok, preview.warn, preview.refuse),
        refused=_part(preview, "refuse", view.id),
        warned=_part(preview, "warn", view.id),
        fine=_part(preview, "ok", view.id),
        ignored=_ignored(preview),
        plan=_plan_view(plan, view.organisation_id),
    )


def _part(preview: Preview, status: str, upload_id: int) -> RowsPart:
    rows, number = [row for row in preview.rows if row.status == status], page_number(status)
    return RowsPart(tuple(_cut(rows, number)), pager(number, len(rows), lambda n: _address(upload_id, status, n), SIZE))


def _cut(rows: Sequence[Row], number: int) -> Sequence[Row]:
    return rows[(number - 1) * SIZE : number * SIZE]


def _address(upload_id: int, status: str, number: int) -> str:
    kept = {name: value for name in ("refuse", "warn", "ok") if (value := request.args.get(name))}
    pages: dict[str, Any] = kept | {status: str(number)}
    return url_for("members.preview", upload_id=upload_id, _anchor=status, **pages)


def _ignored(preview: Preview) -> tuple[IgnoredLine, ...]:
    by_sort: dict[str, list[int]] = {}
    for line in preview.ignored:
        by_sort.setdefault(SORTS.get(line.why, "其他"), []).append(line.row)
    return tuple(
        IgnoredLine(sort, "、".join(map(str, rows[:SIZE])) + ("等" if len(rows) > SIZE else ""), len(rows))
        for sort, rows in by_sort.items()
    )


def _plan_view(plan: Plan, organisation_id: int) -> PlanView:
    shown = plan.updates[: SIZE * 4]
    return PlanView(
        adds=len(plan.adds),
        same=len(plan.same),
        changes=tuple(ChangeLine(one.row.row, one.member.name, one.changes) for one in shown),
        changes_more=len(plan.updates) - len(shown),
        held=tuple(HeldLine(held.row.row, held.row.values.name or "", held.why) for held in plan.held),
        unlisted=tuple(member.name for member in plan.unlisted),
        elsewhere=tuple(queries.elsewhere(organisation_id, [row.values for row in plan.adds])),
    )


def _result(stored: Mapping[str, Any]) -> Result:
    return Result(
        added=stored["added"],
        updated=stored["updated"],
        unchanged=stored["unchanged"],
        groups=stored["groups"],
        skipped=tuple(HeldLine(line["row"], line["name"], line["why"]) for line in stored["skipped"]),
        unlisted=tuple(stored["unlisted"]),
        notes=tuple(stored["notes"]),
    )
