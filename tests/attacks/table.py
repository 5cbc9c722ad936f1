"""The table of attacks: who tries what, on which databases, and the protections that hold it off, by name."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.attacks import backups, copies, keepers, pages, rows, tellers, voters, watchers
from tests.attacks.sabotage import files as f
from tests.attacks.sabotage import pages as p
from tests.attacks.sabotage import rows as r
from tests.attacks.sabotage import rules as u
from tests.make import Community

#: Tries to learn who voted what, or to change the result; whether it succeeded.
Attack = Callable[[Community], bool]
Sabotage = Callable[[pytest.MonkeyPatch], None]

SQLITE = ("sqlite",)
BOTH = ("sqlite", "postgres")
POSTGRES = ("postgres",)


@dataclass(frozen=True)
class Row:
    """One attack; it is tried with each protection taken out on the first of its databases, where it must succeed."""

    who: str
    attack: Attack
    on: tuple[str, ...]
    without: tuple[Sabotage, ...]


TABLE = (
    # Who holds the files.
    Row(
        "later holder of the files", copies.reads_the_order_of_voting, BOTH, (f.hidden_numbers, f.scrub_without_vacuum)
    ),
    Row("later holder of the files", copies.replays_the_log, SQLITE, (f.scrub_left_out,)),
    Row("later holder of the files", copies.reads_on_while_told_that_nothing_is_left, SQLITE, (f.scrub_not_proven,)),
    Row("later holder of the files", copies.pairs_by_transaction, POSTGRES, (f.rows_not_renewed, f.scrub_left_out)),
    Row(
        "later holder of the files",
        copies.reads_erased_ballots,
        BOTH,
        (f.scrub_left_out, f.ballots_not_erased, f.lock_not_erased),
    ),
    Row("later holder of the files", copies.reads_erased_ballots_that_a_reader_kept, SQLITE, (f.scrub_not_proven,)),
    Row(
        "copy of the vote",
        copies.reads_ballots_in_a_copy_of_the_vote,
        BOTH,
        (f.ballots_not_sealed, f.choices_on_record),
    ),
    Row("copy of the vote", copies.finds_key_or_code_in_a_file, BOTH, (f.key_kept, f.codes_kept)),
    Row("copy of the vote", copies.measures_the_ballots, SQLITE, (f.padding_to_the_content,)),
    Row("copy of the vote", copies.measures_the_ballots_of_a_review, SQLITE, (f.marks_left_out, f.ballots_not_sealed)),
    Row("too few tellers and a copy", copies.opens_a_copy_with_one_code_too_few, SQLITE, (f.lock_for_one_code_fewer,)),
    # Who asks the database.
    Row(
        "later holder of the database",
        rows.joins_by_value,
        BOTH,
        (r.ballots_that_name_their_voters, r.receipts_in_the_journal),
    ),
    Row(
        "later holder of the database",
        rows.sees_what_a_vote_changes,
        BOTH,
        (r.times_on_the_roll, r.an_event_for_each_ballot, r.a_journal_line_for_each_ballot),
    ),
    Row("later holder of the database", rows.reads_choices_in_the_order_of_the_box, BOTH, (r.opened_unshuffled,)),
    Row("voter who sells", rows.finds_a_sold_pattern, SQLITE, (r.lines_shuffled_alike, r.whole_papers_laid_out)),
    Row("voter who sells", rows.buys_a_vote_by_its_receipt, SQLITE, (f.padding_of_zeros,)),
    Row("server's keeper", rows.drops_a_ballot_unseen, SQLITE, (r.receipts_left_out,)),
    # Who may write into the database.
    Row("server's keeper", keepers.changes_the_closed_box, BOTH, (r.seal_not_compared, r.marks_not_counted)),
    Row("server's keeper", keepers.slips_in_a_ballot_of_another_length, SQLITE, (r.lengths_not_compared,)),
    Row("server's keeper", keepers.opens_the_box_anew, BOTH, (r.opening_not_remembered,)),
    Row("server's keeper", keepers.edits_the_record, SQLITE, (u.chain_not_checked,)),
    Row("server's keeper", keepers.swaps_a_ballot_and_all_that_tells_of_it, SQLITE, (u.root_not_compared,)),
    Row("who restores", backups.puts_a_copy_of_the_vote_back, SQLITE, (r.no_count_beside_the_database,)),
    Row("who restores", backups.puts_a_copy_back_under_the_running_server, SQLITE, (r.no_count_beside_the_database,)),
    Row("who restores", backups.puts_a_copy_from_before_the_opening_back, SQLITE, (r.no_count_beside_the_database,)),
    Row("who restores", backups.puts_a_draft_back_under_the_running_server, SQLITE, (r.votes_known_for_ever,)),
    # Who votes.
    Row("member", voters.votes_twice, BOTH, (u.mark_without_guard, u.slip_without_guard)),
    Row("member", voters.votes_on_all_ways_at_once, BOTH, (u.mark_without_guard, u.slip_without_guard)),
    Row(
        "member",
        voters.sends_what_was_made_for_another,
        SQLITE,
        (u.mac_not_checked, u.mac_without_vote, u.mac_without_voter, u.mac_without_choice, u.mac_without_nonce),
    ),
    Row("member", voters.votes_after_the_close, BOTH, (u.close_not_asked,)),
    Row("crash", voters.loses_a_vote_when_the_server_dies, BOTH, (u.mark_and_ballot_apart,)),
    Row("crash", voters.is_left_with_half_an_opening, BOTH, (r.opened_in_two_transactions,)),
    # Who keeps codes and slips.
    Row("too few tellers", tellers.opens_with_one_code_too_few, BOTH, (f.lock_for_one_code_fewer,)),
    Row("too few tellers", tellers.guesses_codes, SQLITE, (u.codes_not_limited,)),
    Row("teller alone", tellers.enters_slips_alone, SQLITE, (u.one_teller_is_enough,)),
    Row("teller alone", tellers.enters_other_slips_than_the_other_teller, SQLITE, (u.heaps_not_compared,)),
    Row("teller alone", tellers.takes_a_slip_back_alone, SQLITE, (u.one_teller_takes_slips_back,)),
    Row("tellers together", tellers.enters_more_slips_than_were_given_out, SQLITE, (u.heaps_not_weighed,)),
    Row("paper batch", tellers.enters_one_slip_by_itself, SQLITE, (u.heaps_not_weighed,)),
    # Who looks on.
    Row("member, secretary", pages.reads_live_pages, SQLITE, (p.tally_on_the_screen, p.tags_that_count)),
    Row("member, secretary", pages.reads_live_pages_of_a_review, SQLITE, (p.grades_on_the_screen, p.tags_that_count)),
    Row("network", pages.measures_answers_to_phones, SQLITE, (p.choices_of_their_own_length, p.ballots_squeezed)),
    Row("network", pages.measures_answers_to_phones_that_elect, SQLITE, (p.choices_of_their_own_length,)),
    Row(
        "network",
        pages.measures_answers_to_phones_that_review,
        SQLITE,
        (p.groups_without_the_empty_ones, p.ballots_squeezed),
    ),
    Row("network", pages.measures_answers_to_the_booth, SQLITE, (p.choices_of_their_own_length, p.ballots_squeezed)),
    Row(
        "network",
        pages.measures_answers_to_passes,
        SQLITE,
        (p.groups_without_the_empty_ones, p.ballots_squeezed),
    ),
    Row(
        "log",
        watchers.reads_the_log,
        SQLITE,
        (p.parameters_in_the_log, p.rows_in_the_log, p.choices_in_the_log),
    ),
    Row("forged page", watchers.forges_a_page, SQLITE, (u.pages_not_guarded,)),
    Row("guest with a code", watchers.makes_a_pass_for_another, SQLITE, (u.passes_not_compared, u.passes_for_all)),
    Row("next in the booth", watchers.sends_again_what_the_last_voter_left, SQLITE, (u.tickets_not_compared,)),
    Row(
        "small group",
        watchers.learns_from_a_small_group_unwarned,
        SQLITE,
        (p.chair_not_warned_of_few, p.voters_not_warned, p.one_may_vote_alone),
    ),
)
