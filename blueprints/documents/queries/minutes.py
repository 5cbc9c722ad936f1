"""The minutes to print, from the record alone: a confirmed version prints the same for ever."""

from datetime import datetime

from blueprints.documents.kinds import Page
from blueprints.documents.kinds import minutes as kind
from blueprints.documents.kinds.proof import Proof
from blueprints.documents.press import Enclosure
from blueprints.documents.queries.life import life_minutes_page
from blueprints.documents.queries.proofs import proof_of
from blueprints.minutes import queries as minutes
from blueprints.minutes.models import CONFIRMED
from blueprints.minutes.record.shape import ItemPart, PersonPart, QuorumPart, Record, RollPart, TextPart
from blueprints.minutes.record.vote_parts import ElectionPart, OpinionPart, PapersPart, ReviewPart, VotePart
from domain.minutes import Stance, canonical
from domain.rules import Method
from domain.settled import PRIMARY

#: Kinds of meeting that are held to elect.
ELECTING = ("party_election", "committee_election", "resident_election")

#: Figures that count papers, not votes.
PAPERS = ("发出", "收回", "有效", "无效")


def record_page(meeting_id: int, version: int | None, now: datetime) -> tuple[str, Page]:
    """The kind of document that prints the version's record, and its page; Refusal as for `minutes_page`."""
    told = minutes.told(meeting_id, version)
    if told.life is None:
        return "minutes", minutes_page(meeting_id, version, now)
    confirmed_at = told.minutes.confirmed_at if told.minutes.state == CONFIRMED else None
    return "life_minutes", life_minutes_page(told, told.life, confirmed_at or now)


def minutes_page(meeting_id: int, version: int | None, now: datetime) -> kind.MinutesPage:
    """The version's page, of the newest for None; Refusal where there is nothing yet or it was tampered with."""
    told = minutes.told(meeting_id, version)
    edition = told.minutes
    confirmed_at = edition.confirmed_at if edition.state == CONFIRMED else None
    return kind.MinutesPage(
        organisation=told.meeting.organisation,
        meeting_name=told.meeting.title,
        meeting_kind=told.meeting.kind_name,
        elects=told.rule.kind in ELECTING,
        begins_at=told.meeting.opened_at or told.meeting.starts_at,
        ends_at=told.meeting.ended_at,
        place=told.meeting.place,
        chair=told.meeting.chair,
        recorder=told.meeting.recorder,
        attendance=_attendance(told),
        quorum=_quorum(told.quorum, told.roll),
        present=tuple(person.name for person in told.attendees if person.came and not person.observer),
        absentees=tuple(_absentee(person) for person in told.absentees),
        left_out=tuple(kind.Absentee(name=one.name, word="不计入", reason=one.no_vote_reason) for one in told.left_out),
        observers=tuple(_observer(person) for person in told.attendees if person.came and person.observer),
        movements=tuple(move for person in told.attendees for move in _movements(person)),
        items=tuple(_item(item, told) for item in told.items),
        summary=_passages(told.closing),
        reviewers=told.dissenters,
        attachments=tuple(material.filename for item in told.items for material in item.materials),
        version=max(edition.version, 1),
        correction_reason=edition.reason or None,
        confirmed_at=confirmed_at,
        chair_confirmed_at=edition.chair_confirmed_at if confirmed_at else None,
        recorder_confirmed_at=edition.recorder_confirmed_at if confirmed_at else None,
        sha256=edition.sha256 or None,
        made_at=confirmed_at or now,
    )


def minutes_proof(meeting_id: int, version: int | None) -> Proof | None:
    """How the version's print can be checked; None for what is not confirmed."""
    edition = minutes.told(meeting_id, version).minutes
    return proof_of(edition.sha256, edition.version) if edition.state == CONFIRMED else None


def enclosures(meeting_id: int, version: int | None) -> tuple[Enclosure, ...]:
    """The record as data inside the PDF of a confirmed version, so that it can be checked without us."""
    data = minutes.told_json(meeting_id, version)
    if data["minutes"]["state"] != CONFIRMED:
        return ()
    return (Enclosure("record.json", canonical(data), "会议记录数据", "Source"),)


def _attendance(told: Record) -> kind.Attendance:
    return kind.Attendance(
        expected=told.roll.expected,
        present=told.roll.present,
        excused=told.roll.excused,
        absent=told.roll.absent,
        observers=told.roll.observers,
        entitled_expected=told.roll.entitled,
        entitled_present=told.roll.present_entitled,
    )


def _quorum(found: QuorumPart | None, roll: RollPart) -> kind.Finding | None:
    """The finding at the opening; where the roll has changed since, it says of when it speaks."""
    if found is None:
        return None
    word = "达到法定人数" if found.met else "未达到法定人数"
    same = found.base in (roll.expected, roll.entitled)
    return kind.Finding(
        word=word, sentence=found.sentence if same else f"开会时，{found.sentence}", clause=found.clause
    )


def _absentee(person: PersonPart) -> kind.Absentee:
    return kind.Absentee(name=person.name, word=person.absence_zh, reason=person.absence_told or None)


def _observer(person: PersonPart) -> kind.Observer:
    return kind.Observer(name=person.name, office=person.capacity or person.category_name)


def _movements(person: PersonPart) -> list[kind.Movement]:
    moves = []
    if person.late and person.arrived_at:
        moves.append(kind.Movement(name=person.name, word="迟到到会", at=person.arrived_at))
    if person.left_early and person.left_at:
        moves.append(kind.Movement(name=person.name, word="中途离会", at=person.left_at))
    return moves


def _item(item: ItemPart, told: Record) -> kind.MinutesItem:
    return kind.MinutesItem(
        title=item.title,
        presenter=item.presenter or None,
        begins_at=item.started_at,
        ends_at=item.ended_at,
        report=_passages(item.text),
        speeches=tuple(
            kind.Speech(
                speaker=speaker.name,
                stance=None if speaker.stance == Stance.spoke else speaker.stance_name,
                passages=_passages((TextPart(speaker.gist, speaker.added_at),)) if speaker.gist else (),
            )
            for speaker in item.speakers
        ),
        votes=tuple(_vote(vote, told) for vote in told.votes_on(item.number)),
        decisions=tuple(
            kind.Decision(text=one.text, owner=one.owner or None, due_on=one.due_on, added_at=one.added_at)
            for one in item.decisions
        ),
    )


def _passages(texts: tuple[TextPart, ...]) -> tuple[kind.Passage, ...]:
    return tuple(kind.Passage(text=passage.text, added_at=passage.added_at) for passage in texts)


def _vote(vote: VotePart, told: Record) -> kind.VoteRecord:
    secret = vote.method == Method.secret
    return kind.VoteRecord(
        question=vote.motion,
        method=vote.method_name,
        entitled_expected=vote.entitled or 0,
        entitled_present=vote.present_entitled or 0,
        figures=_figures(vote, secret),
        finding=_finding(vote, told),
        recused=tuple(f"{one.name}（{one.reason}）" for one in vote.recused),
        tellers=vote.tellers,
        counters=vote.counters,
        closed_at=None if secret else vote.closed_at,
        race=_race(vote.election) if vote.election else None,
        review=_review(vote.review) if vote.review else None,
    )


def _race(found: ElectionPart) -> kind.RaceRecord:
    return kind.RaceRecord(
        seats=found.seats,
        primary=found.round == PRIMARY,
        people=tuple(
            kind.PersonVotes(
                name=one.name,
                in_favour=one.in_favour,
                against=one.against,
                abstain=one.abstain,
                written_in=one.written_in,
            )
            for one in found.standers
        ),
    )


def _review(found: ReviewPart) -> kind.ReviewRecord:
    people = (kind.PersonGrades(name=one.name, counts=one.counts, unmarked=one.unmarked) for one in found.people)
    return kind.ReviewRecord(
        filled_by=found.voters_name, grades=found.grades, people=tuple(people), listed=found.listed
    )


def _figures(vote: VotePart, secret: bool) -> tuple[kind.Figure, ...]:
    counted = {
        "赞成": vote.in_favour,
        "不赞成" if secret else "反对": vote.against,
        "弃权": vote.abstain,
        "未表决": vote.not_voting or None,
    }
    persons = vote.election is not None or vote.review is not None
    counted |= _papers(vote.papers, persons) if vote.papers else {}
    counted |= _written(vote.written) if vote.written else {}
    known = {} if vote.state == "void" else counted
    told = {label: count for label, count in known.items() if count is not None}
    return tuple(kind.Figure(label=label, count=count, unit=_unit(label)) for label, count in told.items())


def _papers(papers: PapersPart, persons: bool) -> dict[str, int | None]:
    """The ballots of an election or review; of a motion those that are void, where there are some."""
    if not persons:
        return {"无效": papers.invalid or None}
    valid = papers.returned - papers.invalid
    return {"发出": papers.issued, "收回": papers.returned, "有效": valid, "无效": papers.invalid}


def _written(opinions: OpinionPart) -> dict[str, int]:
    told = {"赞成": opinions.in_favour, "不赞成": opinions.against, "弃权": opinions.abstain}
    return {f"书面意见{label}": count for label, count in told.items()}


def _unit(label: str) -> str:
    return "人" if label == "未表决" else "张" if label in PAPERS else "票"


def _finding(vote: VotePart, told: Record) -> kind.Finding:
    clause = vote.clause or (told.rule.adoption.clause if told.rule.adoption else told.rule.source)
    if vote.state == "void":
        return kind.Finding(word="作废", sentence=f"本次表决作废，原因：{vote.void_reason}", clause=clause)
    # The table above holds everybody's votes; records of before there was a judgement have the whole sentence alone.
    judgement = vote.election.judgement if vote.election else ""
    return kind.Finding(word=vote.word, sentence=judgement or vote.sentence or "表决结果尚未宣布。", clause=clause)
