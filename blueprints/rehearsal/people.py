"""The people of the sample community, as a roster has them; all are invented."""

from datetime import date

from blueprints.members.roster import RosterValues

#: name, gender, birth, joined (or so many months ago), full member since, phone's end, group, office
FIRST = """
王建国 男 1958-03 1984-07 1985-07 0001 第一党小组 书记
李秀英 女 1966-11 1995-06 1996-06 0002 第一党小组 组织委员
欧阳明 男 1971-05 1999-07 2000-07 0003 第二党小组 宣传委员
陈桂兰 女 1949-08 1972-10 1973-10 0004 第三党小组 纪检委员
赵文 男 1938-12 1960-04 1961-04 0005 第一党小组 党小组长
孙丽华 女 1975-02 2004-12 2005-12 0006 第二党小组 党小组长
刘洋 男 1983-09 2008-06 2009-06 0007 第三党小组 党小组长
周强 男 1996-04 ~10 - 0008 第二党小组 -
吴淑珍 女 1945-01 1969-05 1970-05 0009 第一党小组 -
郑国庆 男 1959-10 1986-07 1987-07 0010 第一党小组 -
冯玉梅 女 1962-06 1993-11 1994-11 0011 第一党小组 -
蒋志远 男 1978-07 2003-06 2004-06 0012 第一党小组 -
沈静 女 1990-03 2014-05 2015-05 0013 第一党小组 -
韩德福 男 1952-02 1976-07 1977-07 0014 第二党小组 -
杨柳 女 1988-12 2012-06 2013-06 0015 第二党小组 -
朱海涛 男 1969-09 1997-07 1998-07 0016 第二党小组 -
秦晓燕 女 1981-05 2006-12 2007-12 0017 第二党小组 -
许振华 男 1947-11 1970-10 1971-10 0018 第二党小组 -
何美玲 女 1973-04 2002-06 2003-06 0019 第三党小组 -
吕卫东 男 1966-08 1990-07 1991-07 0020 第三党小组 -
施光辉 男 1955-06 1980-09 1981-09 0021 第三党小组 -
张桂芳 女 1960-01 1988-07 1989-07 0022 第三党小组 -
阿依古丽 女 1986-10 2010-06 2011-06 0023 第三党小组 -
曹阳 男 1993-08 2019-06 2020-06 0024 第三党小组 -
严冬梅 女 1999-02 ~8 - 0025 第三党小组 -
"""

SECOND = """
魏国平 男 1963-07 1992-06 1993-06 0101 第一党小组 书记
陶雪 女 1985-03 2011-12 2012-12 0102 第一党小组 副书记
姜涛 男 1977-09 2005-06 2006-06 0103 第二党小组 组织委员
戚秀兰 女 1951-04 1975-07 1976-07 0104 第一党小组 党小组长
谢天明 男 1968-12 1998-06 1999-06 0105 第二党小组 党小组长
邹敏 女 1991-06 2016-06 2017-06 0106 第一党小组 -
喻长河 男 1944-05 1966-02 1967-02 0107 第一党小组 -
柏青 女 1979-11 2007-06 2008-06 0108 第二党小组 -
水生 男 1957-08 1983-07 1984-07 0109 第二党小组 -
窦文静 女 1994-10 2020-12 2021-12 0110 第二党小组 -
章平 男 1972-01 2001-06 2002-06 0111 第一党小组 -
云飞 男 1998-05 ~9 - 0112 第二党小组 -
"""

#: Activists of the first branch: name, gender, birth.
ACTIVISTS = (("苏婷", "女", "1997-06"), ("潘磊", "男", "1992-03"))


def roster(text: str, today: date) -> list[RosterValues]:
    """The people of one of the lists above, as the roster would have them today."""
    return [_values(today, *line.split()) for line in text.strip().splitlines()]


def _months_ago(today: date, count: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - count, 12)
    return f"{year}-{month + 1:02}"


def _values(
    today: date, name: str, gender: str, birth: str, joined: str, full: str, phone: str, group: str, office: str
) -> RosterValues:
    return RosterValues(
        name=name,
        gender=gender,
        ethnicity="维吾尔族" if name == "阿依古丽" else "汉族",
        birth=birth,
        joined_on=_months_ago(today, int(joined[1:])) if joined.startswith("~") else joined,
        full_member_on=None if full == "-" else full,
        category="probationary" if full == "-" else "full",
        phone=f"1390000{phone}",
        group=group,
        office=None if office == "-" else office,
    )
