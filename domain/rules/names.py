"""The closed word lists of the rule files, each with the word the users read."""

from enum import StrEnum


class Named(StrEnum):
    """A code in a rule file; every list of them fills `_zh` below, and a test walks them all."""

    @property
    def zh(self) -> str:
        """The users' word for this code."""
        return _ZH[type(self).__name__][self.value]


class Base(Named):
    """What a share is taken of (计算基数)."""

    full_members_entitled = "full_members_entitled"
    full_members_expected = "full_members_expected"
    expected_attendees = "expected_attendees"
    committee_members_expected = "committee_members_expected"
    leadership_team_expected = "leadership_team_expected"
    representatives_expected = "representatives_expected"
    attendees_present = "attendees_present"
    electors_expected = "electors_expected"
    electors_present = "electors_present"
    residents18_or_households = "residents18_or_households"
    assembly_members = "assembly_members"
    all_deputies = "all_deputies"
    registered_voters_or_households = "registered_voters_or_households"
    voters_participating = "voters_participating"
    residents18_or_households_or_group_reps = "residents18_or_households_or_group_reps"
    registered_voters = "registered_voters"
    household_reps = "household_reps"
    resident_reps = "resident_reps"
    residents18 = "residents18"
    households = "households"
    resident_groups = "resident_groups"
    union_members = "union_members"


class Period(Named):
    """In which span a meeting is to be held (频次的周期)."""

    week = "week"
    half_month = "half_month"
    month = "month"
    two_months = "two_months"
    quarter = "quarter"
    half_year = "half_year"
    year = "year"
    term = "term"
    on_demand = "on_demand"


class Method(Named):
    """How votes are given (表决方式)."""

    voice = "voice"
    hands = "hands"
    secret = "secret"


class Verify(Named):
    """How sure the source is (核实程度)."""

    seed_text = "seed_text"
    verified = "verified"
    mostly_verified = "mostly_verified"
    secondary_source = "secondary_source"
    partial = "partial"
    unverified = "unverified"
    product = "product"
    local = "local"


class Duty(Named):
    """What a follow-up is, where the product knows the step (后续事项的种类)."""

    report = "report"
    briefing = "briefing"
    rectify = "rectify"
    posting = "posting"
    praise = "praise"
    disposal = "disposal"
    feedback = "feedback"
    filing = "filing"
    talk = "talk"


class Office(Named):
    """Who convenes or chairs; bodies outside this list stand in the files by their Chinese name."""

    secretary = "secretary"
    deputy_secretary = "deputy_secretary"
    committee_member = "committee_member"
    group_leader = "group_leader"


class Roll(Named):
    """Who is called; bodies outside this list stand in the files by their Chinese name."""

    all_party_members = "all_party_members"
    full_members_entitled = "full_members_entitled"
    full_members_expected = "full_members_expected"
    committee_members_expected = "committee_members_expected"
    leadership_team = "leadership_team"
    group_members = "group_members"
    representatives_expected = "representatives_expected"
    electors_expected = "electors_expected"
    residents = "residents"
    residents18_or_households = "residents18_or_households"
    residents18_or_households_or_group_reps = "residents18_or_households_or_group_reps"
    electors_residents_or_households_or_reps = "electors_residents_or_households_or_reps"
    assembly_members = "assembly_members"
    all_deputies = "all_deputies"
    group_households = "group_households"
    working_committee_members = "working_committee_members"
    same_as_election = "same_as_election"


class ProfileKind(Named):
    """What sort of source a profile is (依据类别)."""

    national = "national"
    law = "law"
    seed = "seed"
    local = "local"
    default = "default"


class Nomination(Named):
    """How many candidates there are for the seats (差额或者等额)."""

    more = "more"
    equal = "equal"


class Family(Named):
    """Whose meetings a kind belongs to, in the order in which pages list them."""

    party = "party"
    life = "life"
    residents = "residents"
    work = "work"
    mass = "mass"
    other = "other"


_ZH: dict[str, dict[str, str]] = {
    "Base": {
        "full_members_entitled": "应到会有表决权的正式党员",
        "full_members_expected": "应到会正式党员",
        "expected_attendees": "应到会人员",
        "committee_members_expected": "应到会委员",
        "leadership_team_expected": "应到会班子成员",
        "representatives_expected": "应到会社区成员代表",
        "attendees_present": "实到会有表决权的人员",
        "electors_expected": "应到会有选举权的党员",
        "electors_present": "实到会有选举权的党员",
        "residents18_or_households": "全体十八周岁以上居民或者户的代表",
        "assembly_members": "居民代表会议组成人员",
        "all_deputies": "全体代表",
        "registered_voters_or_households": "登记参加选举的居民或者户的代表",
        "voters_participating": "参加投票的人员",
        "residents18_or_households_or_group_reps": "十八周岁以上居民、户的代表或者居民小组代表",
        "registered_voters": "登记参加选举的居民",
        "household_reps": "户的代表",
        "resident_reps": "居民代表",
        "residents18": "十八周岁以上居民",
        "households": "户",
        "resident_groups": "居民小组",
        "union_members": "工会会员",
    },
    "Period": {
        "week": "每周",
        "half_month": "每半个月",
        "month": "每月",
        "two_months": "每两个月",
        "quarter": "每季度",
        "half_year": "每半年",
        "year": "每年",
        "term": "每届",
        "on_demand": "按需",
    },
    "Method": {"voice": "口头", "hands": "举手", "secret": "无记名投票"},
    "Verify": {
        "seed_text": "见于制度原文",
        "verified": "已核实",
        "mostly_verified": "主要数字已核实",
        "secondary_source": "据二手资料",
        "partial": "部分核实",
        "unverified": "未核实",
        "product": "产品默认",
        "local": "本地规定",
    },
    "Duty": {
        "report": "上报",
        "briefing": "通报",
        "rectify": "整改",
        "posting": "公示",
        "praise": "报请表扬",
        "disposal": "组织处置",
        "feedback": "反馈本人",
        "filing": "备案",
        "talk": "谈心谈话",
    },
    "Office": {
        "secretary": "书记",
        "deputy_secretary": "副书记",
        "committee_member": "委员",
        "group_leader": "党小组长",
    },
    "Roll": {
        "all_party_members": "全体党员",
        "full_members_entitled": "全体党员",
        "full_members_expected": "全体正式党员",
        "committee_members_expected": "全体委员",
        "leadership_team": "班子成员",
        "group_members": "党小组全体党员",
        "representatives_expected": "全体社区成员代表",
        "electors_expected": "全体有选举权的党员",
        "residents": "居民",
        "residents18_or_households": "十八周岁以上居民或者户的代表",
        "residents18_or_households_or_group_reps": "十八周岁以上居民、户的代表或者居民小组代表",
        "electors_residents_or_households_or_reps": "参加选举的居民、户的代表或者居民代表",
        "assembly_members": "居民代表会议组成人员",
        "all_deputies": "全体代表",
        "group_households": "居民小组各户",
        "working_committee_members": "工作委员会成员",
        "same_as_election": "与选举时相同的参加人员",
    },
    "ProfileKind": {
        "national": "现行党内法规",
        "law": "国家法律",
        "seed": "制度汇编",
        "local": "本地规定",
        "default": "产品默认",
    },
    "Nomination": {"more": "差额选举", "equal": "等额选举"},
    "Family": {
        "party": "党组织会议",
        "life": "组织生活和评议",
        "residents": "居民自治",
        "work": "议事和日常工作",
        "mass": "群团组织",
        "other": "其他会议和制度",
    },
}
