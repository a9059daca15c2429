"""Each kind of problem in a few words, for a list to choose from."""

from __future__ import annotations

WORDS = {
    "missing": "缺少内容", "formula_error": "公式错误", "not_a_number": "不是确定的数", "out_of_range": "超出合理范围",
    "not_a_date": "日期有误", "not_a_choice": "不在可选项中", "id_length": "身份证号位数不对", "id_checksum": "身份证号校验位不符",
    "id_birth": "身份证号出生日期有误", "id_precision_lost": "身份证号末几位丢失", "id_duplicate": "身份证号重复，本行暂缓",
    "id_repeated": "身份证号又出现一次", "id_upgraded": "15 位身份证号已升位", "id_characters": "身份证号有字母已按数字读",
    "account_precision_lost": "银行账号末几位丢失", "account_luhn": "银行账号未通过校验", "account_repeated": "银行账号重复",
    "holder_differs": "开户人不是本户的人", "phone_format": "联系电话有误", "name_format": "姓名写法有疑问", "sex_mismatch": "性别与身份证号不符",
    "date_without_day": "日期没有写明日", "consent_empty": "未填是否愿意拆旧复垦", "population_mismatch": "人口与成员数不符",
    "relocation_without_poverty": "易地搬迁但非建档立卡", "demolished_without_homestead": "已拆除但无宅基地面积",
    "area_unlikely": "面积与常情不符", "unit_doubtful": "面积单位有疑问", "member_without_household": "成员未归户",
    "total_mismatch": "合计不符", "homestead_repeated": "权属证号重复", "near_duplicate": "可能是同一人",
    "village_unknown": "行政村不在名录中", "region_differs": "身份证号不是本县的", "not_placed": "续行内容未归户"}
"""By code of linkdesk.survey.problems."""


def code_words(code: str) -> str:
    """A kind of problem in a few words."""
    return WORDS.get(code, "其他")
