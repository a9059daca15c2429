"""What can be printed, by the key that window and command line ask for it with; light, for the command line's help names them all."""

KINDS = {"agreements": "双签协议", "proof": "协议核对单", "roster": "农户清册", "coverage": "摸底情况表", "plan": "实施方案",
         "annexes": "附表", "maps": "附图", "annex_list": "附件清单", "plan_changes": "变更对照表", "compliance": "逐条对照表",
         "ledgers": "双签台账", "notices": "公示", "complaints": "信访台账",
         "design": "复垦设计报告", "design_tables": "复垦预算", "design_drawings": "复垦设计图册", "quality": "土壤检测表",
         "design_papers": "复垦设计附件清单",
         "variations": "设计变更一览表", "completion": "竣工报告", "photos": "施工影像", "acceptance": "竣工验收明细表",
         "archive": "归档文件目录", "archive_volumes": "卷内目录和备考表", "archive_labels": "归档章",
         "settlement": "安置住房分配表", "after_use": "后续利用检查表", "priority": "优先入库依据表", "letters": "公文",
         "opinions": "征求意见汇总表", "resolutions": "村民决议和听证情况表", "inspections": "监督检查整改台账",
         "advance": "预支申请表", "advance_pledge": "预支承诺书",
         "obligations": "义务履行台账", "duties": "责任分工表",
         "sanctions": "考核奖惩登记表", "approvals": "报批办理登记表", "return_answers": "退回意见答复表",
         "money": "资金台账", "benefits": "农户受益表", "audit": "审计清单",
         "trade_agreements": "节余指标交易协议", "trade_facts": "交易信息表", "trade_payments": "交易付款台账",
         "trade_transfers": "指标划转单", "trade_register": "指标交易台账",
         "special_plan": "专项规划", "special_plan_tables": "专项规划附表"}
