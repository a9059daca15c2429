"""Made-up two-page agreements: the same words for LinkDesk and for its peer."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = "建国秀英桂兰玉珍志强海燕丽华永红春梅小平国庆德明金凤素芬文军淑珍少华成林雪梅桂花兴旺长贵翠萍福生有才银花䶮㛃𬱖垚犇堃"
_VILLAGES = ("大柳树", "上石盘", "下石盘", "王家坪", "李家塬", "赵家峁", "阳坡", "阴湾")
_THINGS = (("正房", "砖木", "㎡"), ("厢房", "土木", "㎡"), ("厨房", "砖木", "㎡"), ("圈舍", "简易", "㎡"), ("水窖", "砖砌", "口"),
           ("院墙", "土坯", "m"), ("果树", "盛果期", "株"))
TITLE = "城乡建设用地增减挂钩拆旧补偿安置协议"
HEADS = ("序号", "项目", "结构/规格", "单位", "数量", "单价（元）", "金额（元）")
DATE = "2018年　月　日"


@dataclass(frozen=True, slots=True)
class Words:
    """One agreement: headings (True) and clauses (False) before and after the table, its rows, the signers."""

    number: str
    token: str
    before: tuple[tuple[bool, str], ...]
    rows: tuple[tuple[str, ...], ...]
    after: tuple[tuple[bool, str], ...]
    signers: tuple[tuple[str, str, str], ...]


def words(number: int) -> Words:
    """The agreement of so many, always the same for the same number."""
    chance = Random(number)
    name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2, 2))))
    village = f"某某县某某镇{chance.choice(_VILLAGES)}村"
    rows = [_row(chance, at, thing) for at, thing in enumerate(_THINGS, 1)]
    total = f"{sum(float(row[-1]) for row in rows):.2f}"
    return Words(f"XZJ-2018-{number + 1:06d}", f"LD{number:010d}", _before(chance, name, village),
                 (*rows, ("合计", "", "", "", "", "", total)), _after(chance, total), (
                     ("甲方（盖章）：", "某某县某某镇人民政府", "法定代表人（签字）："),
                     ("乙方（签字按印）：", name, "配偶/共有人（签字按印）："),
                     ("见证方（盖章）：", f"{village}民委员会", "负责人（签字）：")))


def _row(chance: Random, at: int, thing: tuple[str, str, str]) -> tuple[str, ...]:
    count, price = chance.randint(200, 18000), chance.randint(20, 900)
    return str(at), *thing, f"{count / 100:.2f}", f"{price:.2f}", f"{count * price / 100:.2f}"


def _before(chance: Random, name: str, village: str) -> tuple[tuple[bool, str], ...]:
    area = chance.randint(120, 900)
    identity = f"140221{chance.randint(1938, 1999)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}{chance.randint(0, 9999):04d}"
    return (
        (True, "一、当事人"), (False, "甲方（拆迁补偿方）：某某县某某镇人民政府。"),
        (False, f"乙方（农户）：{name}，身份证号码{identity}，家庭户籍人口{chance.randint(1, 8)}人，住址：{village}"
                f"{chance.randint(1, 9)}组{chance.randint(1, 200)}号，联系电话1{chance.randint(3 * 10**9, 10**10 - 1)}。"),
        (False, "为落实易地扶贫搬迁和城乡建设用地增减挂钩政策，甲乙双方本着平等、自愿、公开的原则，就乙方旧宅基地腾退、旧房拆除及"
                "土地复垦事宜，经协商一致，签订本协议，双方共同遵守。"),
        (True, "二、旧房及宅基地基本情况"),
        (False, f"乙方旧宅基地位于{village}，宅基地批准面积{area}.10平方米，实测面积{area + chance.randint(0, 40)}.10平方米（折合"
                f"{area * 3 / 2000:.3f}亩），四至界线清楚，无权属争议。房屋建筑面积{chance.randint(6000, 32000) / 100:.2f}平方米，结构为"
                f"{chance.choice(('土木', '砖木', '砖混'))}，共{chance.randint(2, 9)}间。房屋及附属物评估明细见下表："))


def _after(chance: Random, total: str) -> tuple[tuple[bool, str], ...]:
    return (
        (True, "三、补偿标准与支付方式"),
        (False, f"1.甲方按照《某某县城乡建设用地增减挂钩项目拆旧补偿安置办法》规定的标准对乙方予以补偿，补偿总额为人民币{total}元，其中旧房"
                f"拆除奖补资金20000.00元，宅基地复垦奖补资金{chance.randint(1000, 9000)}.00元。"),
        (False, "2.协议签订后7个工作日内支付补偿总额的50%；乙方完成搬迁并将旧房交付拆除后15个工作日内支付40%；宅基地复垦经验收合格后"
                "30日内支付剩余10%。补偿资金一律通过“一卡通”账户直接拨付到户，不得以现金方式发放。"),
        (False, f"3.乙方选择的安置方式为：{chance.choice(('集中安置', '货币化安置', '分散自建安置'))}。乙方应于2018年"
                f"{chance.randint(6, 12)}月{chance.randint(1, 28)}日前完成搬迁、腾空旧房，并将房屋所有权证、宅基地使用权证原件交由甲方"
                "办理注销登记。"),
        (True, "四、双方权利义务"),
        (False, "1.甲方负责组织旧房拆除、建筑垃圾清运、土地平整和耕作层覆土，复垦标准应符合《土地复垦质量控制标准》的要求；复垦形成的"
                "耕地仍归原农村集体经济组织所有，原则上由乙方优先承包经营。"),
        (False, "2.乙方应当如实申报家庭人口、房屋及附属物情况，不得在拆旧范围内抢建、抢栽；搬迁后不得占用旧宅基地，不得再次申请宅基地。"),
        (False, "3.因不可抗力导致协议不能履行的，双方互不承担违约责任；因政策调整需变更协议内容的，由双方另行签订补充协议。"),
        (True, "五、违约责任"),
        (False, "甲方逾期支付补偿款的，按应付未付金额每日万分之三向乙方支付违约金；乙方逾期未搬迁的，每逾期一日按补偿总额的万分之三扣减"
                "奖补资金，逾期超过60日的，甲方有权解除本协议并收回已支付的补偿资金。"),
        (True, "六、其他事项"),
        (False, "1.本协议未尽事宜，双方可签订补充协议，补充协议与本协议具有同等法律效力。2.履行本协议发生争议的，由双方协商解决；协商不成"
                "的，可向有管辖权的人民法院起诉。3.本协议一式四份，甲乙双方各执一份，村民委员会、县自然资源主管部门各存一份，自签字（盖章、"
                "按印）之日起生效。"))
