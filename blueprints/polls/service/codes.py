"""开箱码: handing them out before a sealed vote, collecting them after its close."""

from ballots import sealing
from ballots.symbols import plain
from blueprints.meetings import service as meeting_service
from blueprints.polls import boxes, chain, queries
from blueprints.polls.desk import Ceremony, Desk, desk
from blueprints.polls.models import Poll
from blueprints.polls.service.counting import open_sealed
from blueprints.polls.service.moves import hold
from blueprints.polls.service.tellers import refuse_standing
from blueprints.shared.journal import Act, verb
from domain.lifecycle import PollState
from domain.words import Refusal

LOST_TOO_MANY = "剩下的开箱码不够开箱，本次表决只能作废，重新进行。"


def suggested(total: int) -> int:
    """How many of so many codes should open: all of two, two of three, else more than half."""
    return 2 if total <= 3 else total // 2 + 1


def hand_out(act: Act, poll_id: int, needed: int) -> None:
    """Make the vote's key and a code for each teller in the hall; whatever was handed out before is worth nothing.

    Refusal for candidates among the tellers, fewer than two, an impossible number, and once the vote is open.
    """
    poll, people = queries.poll(poll_id), queries.watching(queries.poll(poll_id).meeting_id)
    _refuse_not_draft(poll)
    refuse_standing(poll.meeting_id, people)
    if len(people) < boxes.LEAST_TELLERS:
        raise Refusal("到会的监票人不足2人，不能发放开箱码。请先推选并通过监票人，请他们签到。")
    if not boxes.LEAST_TELLERS <= needed <= len(people):
        raise Refusal(f"开箱需要的人数应当在2到{len(people)}之间。", "needed")
    codes = {one.attendee_id: sealing.new_code() for one in people}
    with desk(poll_id).turn:
        desk(poll_id).ceremony = Ceremony(sealing.new_key(), needed, codes)
    _handed_out(act, poll_id, len(codes), needed)


@verb("poll.codes_handed_out")
def _handed_out(act: Act, poll_id: int, total: int, needed: int) -> Poll:
    held = hold(poll_id)
    _refuse_not_draft(held.poll)
    held.poll.level, held.poll.lock, held.poll.codes_lost = boxes.SEALED, None, []
    chain.append(act, held.poll, "codes_handed_out", {"total": total, "needed": needed})
    meeting_service.bump(held.meeting)
    return held.poll


def code_for(poll_id: int, attendee_id: int) -> str:
    """The teller's code while it is handed out and not yet typed back, else ""."""
    ceremony = desk(poll_id).ceremony
    if ceremony is None or attendee_id in ceremony.confirmed:
        return ""
    return ceremony.codes.get(attendee_id, "")


def confirm_code(act: Act, poll_id: int, attendee_id: int, typed: str) -> int:
    """The teller typed the code back; with the last one the key is locked and forgotten. Refusal for another code."""
    own = desk(poll_id)
    with own.turn:
        if own.ceremony is None:
            return _already(poll_id)
        if plain(own.ceremony.codes.get(attendee_id, "")) != plain(typed):
            raise Refusal("与显示的开箱码不一致，请照着再输入一次。", "code")
        own.ceremony.confirmed.add(attendee_id)
        return _locked_if_complete(act, poll_id, own)


def _already(poll_id: int) -> int:
    if queries.poll(poll_id).lock is None:
        raise Refusal("开箱码已经失效（系统重新启动过，或者已经重新发放），请主持人重新发放。", "code")
    return poll_id


def _locked_if_complete(act: Act, poll_id: int, own: Desk) -> int:
    ceremony = own.ceremony
    if ceremony is None or not ceremony.complete:
        return _confirmed(act, poll_id)
    done = _locked(act, poll_id, sealing.lock(ceremony.key, list(ceremony.codes.values()), ceremony.needed))
    own.ceremony = None
    return done


@verb("poll.code_confirmed")
def _confirmed(act: Act, poll_id: int) -> Poll:
    held = hold(poll_id)
    meeting_service.bump(held.meeting)
    return held.poll


@verb("poll.locked")
def _locked(act: Act, poll_id: int, lock: sealing.Lock) -> Poll:
    held = hold(poll_id)
    _refuse_not_draft(held.poll)
    held.poll.lock = lock.to_json()
    said = {"public_key": lock.public, "total": lock.total, "needed": lock.needed}
    chain.append(act, held.poll, "locked", said)
    meeting_service.bump(held.meeting)
    return held.poll


def _refuse_not_draft(poll: Poll) -> None:
    if poll.state != PollState.draft:
        raise Refusal("表决已经开始，不能再发放开箱码。")
    if poll.method != "secret":
        raise Refusal("只有无记名投票需要开箱码。")


@verb("poll.code_lost")
def lose_code(act: Act, poll_id: int, attendee_id: int) -> Poll:
    """A teller has lost the code: within what is needed nothing changes, below it the pages say to vote again."""
    held = hold(poll_id)
    if held.poll.lock is None:
        raise Refusal("现在没有发出的开箱码。")
    if attendee_id not in held.poll.codes_lost:
        held.poll.codes_lost = [*held.poll.codes_lost, attendee_id]
        chain.append(act, held.poll, "code_lost", {"lost": len(held.poll.codes_lost)})
    meeting_service.bump(held.meeting)
    return held.poll


def codes_left(poll: Poll) -> int | None:
    """How many more codes may be lost; negative when the box cannot be opened any more; None without a lock."""
    lock = queries.lock_of(poll)
    return None if lock is None else lock.total - len(poll.codes_lost) - lock.needed


def give_code(act: Act, poll_id: int, typed: str, attendee_id: int | None = None) -> bool:
    """One code for the opening; True when it was the last one needed and the box was opened and counted.

    Refusal before the close, for a code that is none of this vote's, and once the box is open. Callers count failures.
    """
    poll = queries.poll(poll_id)
    lock = queries.lock_of(poll)
    if poll.state != PollState.closed or lock is None:
        raise Refusal("现在不能开箱。投票截止并显示封存码以后，才输入开箱码。", "code")
    share = sealing.share_of(lock, typed)
    if share is None:
        raise Refusal("开箱码不对，请看清楚后再输入。连续输错会暂时锁定。", "code")
    own = desk(poll_id)
    with own.turn:
        own.shares[share.check] = share
        own.given |= {attendee_id} if attendee_id is not None else set()
        if len(own.shares) < lock.needed:
            _code_given(act, poll_id, len(own.shares))
            return False
        open_sealed(act, poll_id, sealing.unlock(lock, own.shares.values()))
        return True


@verb("poll.code_given")
def _code_given(act: Act, poll_id: int, given: int) -> Poll:
    held = hold(poll_id)
    act.detail["given"] = given
    meeting_service.bump(held.meeting)
    return held.poll


def codes_given(poll_id: int) -> int:
    """How many of the codes needed are there."""
    return len(desk(poll_id).shares)
