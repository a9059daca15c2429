"""Every problem a survey row can have, in one list: its code, how grave it is, what it says and how it is put right."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.notation import Remark as Remark
from linkdesk.domain.privacy import without_numbers
from linkdesk.domain.words import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem; `message` and `fix` may name {label}, {value} and {detail}."""

    severity: Severity
    message: str
    fix: str


KINDS = {
    "missing": Kind(ERROR, "缺少{label}。", "请照户口簿或实地核实后补填。"),
    "formula_error": Kind(ERROR, "{label}的单元格是公式错误值“{value}”，读不到内容。", "请在原表中改正公式，或直接填写数值。"),
    "not_a_number": Kind(ERROR, "“{value}”不能作为{label}，{detail}。", "请核实后只填数字，不写“约”“左右”。"),
    "out_of_range": Kind(ERROR, "{label}“{value}”超出合理范围（{detail}）。", "请核实后改正。"),
    "not_a_date": Kind(ERROR, "“{value}”不能作为{label}，{detail}。", "请按 2018-03-05 的样式填写年月日。"),
    "not_a_choice": Kind(ERROR, "{label}没有“{value}”这一项。", "请从“{detail}”中选填。"),
    "id_length": Kind(ERROR, "身份证号应为 18 位，现为 {detail} 位。", "请照户口簿核对，补齐或删去多余的位数。"),
    "id_checksum": Kind(ERROR, "身份证号的校验位不符，至少有一位抄错。", "请照户口簿逐位核对。"),
    "id_birth": Kind(ERROR, "身份证号中的出生日期有误{detail}。", "请照户口簿核对第 7 至 14 位。"),
    "id_precision_lost": Kind(ERROR, "身份证号按数字存放，末几位已经丢失，无法恢复。", "请把单元格设为文本格式，照户口簿重新填写。"),
    "id_duplicate": Kind(ERROR, "身份证号与{detail}相同，本行暂缓。",
                         "请核对是否同一人；同一户重复的，删去一行；一户有多处房屋的，续行不再编序号，或与上一行合并户主单元格。"),
    "id_repeated": Kind(WARNING, "身份证号在{detail}又出现一次。", "请核对是否同一人；重复的那一行已暂缓。"),
    "id_upgraded": Kind(WARNING, "15 位旧身份证号已升为 18 位。", "请照户口簿核对升位后的号码。"),
    "id_characters": Kind(WARNING, "身份证号中形似 0、1 的字母已按数字读取，校验位相符。", "请照户口簿核对，并在原表中改为数字。"),
    "account_precision_lost": Kind(ERROR, "银行账号按数字存放，末几位已经丢失，无法恢复。", "请把单元格设为文本格式，照存折或银行卡重新填写。"),
    "account_luhn": Kind(WARNING, "银行账号未通过银行卡号校验。", "银行卡请再核对；存折、一折通账号可不理会。"),
    "account_repeated": Kind(WARNING, "银行账号与{detail}相同。", "请核对存折或银行卡；两户共用一个账号的，请分别开户。"),
    "holder_differs": Kind(WARNING, "开户人不是户主，也不在所列家庭成员中。", "请核对开户人；确由他人代领的，请附委托手续。"),
    "phone_format": Kind(WARNING, "联系电话既不是手机号，也不是固定电话。", "请核对位数；固定电话请带区号。"),
    "name_format": Kind(WARNING, "姓名中{detail}。", "请照户口簿核对。"),
    "sex_mismatch": Kind(WARNING, "{label}填“{value}”，与身份证号第 17 位不符。", "请照户口簿核对性别和身份证号。"),
    "date_without_day": Kind(WARNING, "“{value}”没有写明日，暂按当月 1 日。", "请补填具体日期。"),
    "consent_empty": Kind(WARNING, "没有填写是否愿意拆旧复垦。", "请入户核实后填写；未填的不按愿意处理。"),
    "population_mismatch": Kind(WARNING, "家庭人口填 {value} 人，所列成员为 {detail} 人。", "请照户口簿核对。"),
    "relocation_without_poverty": Kind(WARNING, "搬迁类型为“{value}”，但不是建档立卡户。", "请与易地扶贫搬迁名单核对；随同搬迁的，应为“同步搬迁”。"),
    "demolished_without_homestead": Kind(WARNING, "旧房已拆除，但没有宅基地面积。", "请核实原宅基地的面积和四至后补填。"),
    "area_unlikely": Kind(WARNING, "{label}“{value}”{detail}。", "请核对数值和单位。"),
    "unit_doubtful": Kind(WARNING, "{label}一列按{value}读取，折算后每户多为 {detail} ㎡，与常情不符。", "请核对表头所写的单位。"),
    "member_without_household": Kind(WARNING, "本表中没有户主身份证号为这一号码的农户，该成员未能归户。", "请核对户主身份证号，或补报该户。"),
    "total_mismatch": Kind(WARNING, "{label}填 {value}，与上方各行之和 {detail} 不符。", "请核对合计，或核对是否有漏填、重复的行。"),
    "homestead_repeated": Kind(WARNING, "权属证号与{detail}相同，同一宅基地可能登记了两次。", "请核对权属证和四至；同一宅基地只能计入一户。"),
    "near_duplicate": Kind(WARNING, "与{detail}的姓名、身份证号十分相近，可能是同一人。", "请照户口簿核对；确是两人的，注明后不必改动。"),
    "village_unknown": Kind(WARNING, "“{value}”不在本项目乡镇的行政村名录中。", "请在名录中补充该村，或改正村名。"),
    "region_differs": Kind(WARNING, "身份证号前六位不是本县的行政区划代码{detail}。", "请核对身份证号；户口从外地迁入的，可不理会。"),
    "not_placed": Kind(WARNING, "同一户续行中的这一格未能归入该户。", "请核对这一格应填在哪一户；一户有多处房屋的，续行只填房屋、宅基地各栏。"),
}


def sentences(code: str, label: str, value: str, detail: str) -> tuple[Severity, str, str]:
    """How grave a problem is, what it says and how it is put right."""
    kind = KINDS[code]
    words = {"label": label, "value": without_numbers(value), "detail": detail}  # an account may stand in any column
    return kind.severity, kind.message.format(**words), kind.fix.format(**words)
