"""A row of the list a bank gives back after paying out: read, weighed against the payments sent, never stored itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.fields import Private, about
from linkdesk.domain.quantities import Quantity

_DONE = ("成功", "交易成功", "处理成功", "代发成功", "发放成功", "入账成功", "已付", "已入账", "已发放", "已到账", "已支付", "转账成功", "支付成功",
         "汇款成功", "付款成功", "代付成功", "已成功", "成功入账", "入账", "完成", "已完成", "success")
_NOT_DONE = ("失败", "不成功", "未成功", "未付", "未入账", "未到账", "未发放", "退回", "退票", "退汇", "拒绝", "拒付", "错误", "不符", "作废",
             "撤销", "fail")

_NOTHING = ("无", "无误", "正常", "/", "-", "--", "—", "0000", "000000")


@dataclass(frozen=True, slots=True)
class BankResult:
    """What a bank says of one payment: whose account, how much, done or not and why, its own number and day."""

    remark: str | None = about("附言", aliases=("摘要", "附言摘要", "客户附言", "交易附言", "汇款附言", "交易摘要", "附加信息"))
    purpose: str | None = about("用途", aliases=("款项用途", "转账用途", "付款用途", "交易用途"))
    note: str | None = about("备注", aliases=("说明", "备注信息"))
    holder: str | None = about("户名", private=Private.NAME, aliases=(
        "收款人", "收款户名", "收款人名称", "收款人户名", "收款人姓名", "收款方", "收款方户名", "收款方名称", "收款账户名", "收款账户名称",
        "姓名", "账户名", "账户名称", "客户名称", "客户姓名", "持卡人", "持卡人姓名", "户主姓名", "户主", "对方户名"))
    account: str | None = about("账号", private=Private.ACCOUNT, aliases=(
        "收款账号", "收款人账号", "收款方账号", "收款账户", "收款卡号", "账户", "账户号", "卡号", "银行账号", "银行卡号", "一卡通账号",
        "一折通账号", "存折账号", "对方账号", "卡折号", "账号/卡号", "卡号/账号", "帐号", "收款帐号", "收款人帐号"))
    amount: Decimal | None = about("金额", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0, aliases=(
        "交易金额", "代发金额", "发放金额", "实发金额", "转账金额", "付款金额", "支付金额", "入账金额", "发生额", "应发金额", "汇款金额",
        "实付金额", "金额(元)"))
    outcome: str | None = about("结果", aliases=(
        "处理结果", "交易结果", "代发结果", "发放结果", "入账结果", "支付结果", "付款结果", "状态", "处理状态", "交易状态", "代发状态",
        "入账状态", "支付状态", "付款状态", "发放状态", "是否成功", "成功标志", "处理标志"))
    failure: str | None = about("失败原因", aliases=(
        "原因", "错误原因", "失败说明", "不成功原因", "退回原因", "退票原因", "返回信息", "处理信息", "错误信息", "应答信息", "错误描述",
        "返回描述", "失败描述", "未成功原因"))
    voucher: str | None = about("凭证号", aliases=("凭证编号", "凭证号码", "传票号", "回单号", "回单编号", "电子回单号"))
    serial: str | None = about("流水号", aliases=(
        "交易流水号", "银行流水号", "核心流水号", "业务流水号", "主机流水号", "交易流水", "流水", "交易编号", "平台流水号"))
    paid_on: date | None = about("日期", aliases=(
        "交易日期", "入账日期", "处理日期", "记账日期", "发放日期", "付款日期", "支付日期", "交易时间", "处理时间", "入账时间", "完成日期",
        "到账日期", "代发日期"))

    @property
    def told(self) -> str:
        """Everything in which the bank may repeat what was written on the payment."""
        return "　".join(filter(None, (self.remark, self.purpose, self.note)))

    @property
    def done(self) -> bool | None:
        """Whether the bank paid; None where its words do not say so plainly."""
        said = "".join((self.outcome or "").split()).lower()
        if any(word in said for word in _NOT_DONE):
            return False
        if said in _DONE or said == "是":
            return None if self._says_why_not else True
        return False if said == "否" else None

    @property
    def _says_why_not(self) -> bool:
        """Whether a reason of failure stands there; many banks write 交易成功 or 无 into that column of a payment made."""
        said = "".join((self.failure or "").split()).lower()
        return bool(said) and said not in _DONE and said not in _NOTHING

    @property
    def number(self) -> str:
        """The bank's own number of the payment."""
        return self.voucher or self.serial or ""
