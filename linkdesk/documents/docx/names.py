"""Names that writer and reader of Word files agree on, without the libraries of either."""

MARK = "linkdesk-"       # before the id of a copy, in the file's properties
TABLE_TITLE = "表题"      # the style of what stands above a table
