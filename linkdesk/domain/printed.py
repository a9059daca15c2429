"""What can be printed, by the key that window and command line ask for it with; light, for the command line's help names them all."""

KINDS = {"agreements": "双签协议", "proof": "协议核对单", "roster": "农户清册", "coverage": "摸底情况表", "plan": "实施方案",
         "annexes": "附表", "maps": "附图", "annex_list": "附件清单", "plan_changes": "变更对照表", "compliance": "逐条对照表",
         "ledgers": "双签台账", "notices": "公示", "complaints": "信访台账",
         "variations": "设计变更一览表", "completion": "竣工报告", "photos": "施工影像"}
