"""Every problem a boundary-point file can have: its code, how grave it is, what is said and how to put it right."""

from __future__ import annotations

from linkdesk.domain.words import Severity
from linkdesk.geometry.plot_file import PlotProblem

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
LONGEST = 80  # characters of a raw value that are shown
MOST = 1000  # a file that is something else altogether would otherwise give one problem for each of its lines

_WRITE = "补写{name}：坐标文件在地块行，表格和SHP、GeoJSON在相应的列，DXF在图层名或图内文字"

_KINDS: dict[str, tuple[Severity, str, str]] = {
    # the entries before [地块坐标]
    "header_line": (W, "文件头这一行不是“名称=内容”的形式，未采用", "核对这一行"),
    "header_repeated": (W, "文件头中“{name}”出现两次，采用第一次的内容", "删去重复的一行"),
    "datum": (E, "坐标系是“{value}”，不是2000国家大地坐标系，不能直接使用", "请测绘单位转换为2000国家大地坐标系后重新导出"),
    "datum_several": (E, "坐标系写作“{value}”，其中不止一种坐标系，不能确定", "请测绘单位确认，并按2000国家大地坐标系重新导出"),
    "datum_unknown": (W, "坐标系写作“{value}”，认不出来，按2000国家大地坐标系读取", "向测绘单位核实后改为“2000国家大地坐标系”"),
    "datum_missing": (W, "没有写明坐标系，按2000国家大地坐标系读取", "向测绘单位核实后在文件头补写坐标系"),
    "projection": (E, "投影类型是“{value}”，不是高斯-克吕格", "请测绘单位按高斯-克吕格投影重新导出"),
    "length_unit": (E, "计量单位是“{value}”，不是米", "请测绘单位以米为单位重新导出"),
    "zone_unreadable": (W, "带号“{value}”读不出数字", "在文件头填写两位带号（13至45），如 37"),
    "degrees_differ": (W, "几度分带写作“{value}”，与{zone}带不符", "核对几度分带和带号"),
    "converted": (N, "文件头的转换参数不为零，坐标可能经过转换", "向测绘单位核实坐标系"),
    "section_unread": (E, "[地块坐标]之后又出现“{value}”段，这一段没有读入", "一个文件只放一次测量成果，请拆成两个文件"),
    "section_missing": (W, "没有[地块坐标]一行，从第一个地块行读起", "补写[地块坐标]及它前面的坐标系、带号"),
    "no_plots": (E, "没有读到地块", "核对文件是否完整"),
    # lines
    "line_unread": (E, "这一行既不是地块行也不是界址点行，没有读入", "地块行以 @ 结尾；界址点行为“点号,圈号,X,Y”四项"),
    "not_a_number": (E, "“{value}”不是数字", "改为数字"),
    "point_without_plot": (E, "界址点之前没有可读的地块行，这个点没有读入", "补上或改正它前面的地块行"),
    "mark_missing": (W, "地块行末尾缺少 @", "在行末补上“,@”"),
    "tokens": (W, "地块行有{count}项，通常为9项，已按内容认出各项，请核对", "按“点数,面积,编号,名称,面,图幅号,用途,地类,@”填写"),
    "token_unused": (W, "地块行中“{value}”没有对应的项目，未采用", "核对这一行的各项"),
    # plots
    "missing": (E, "缺少{name}", _WRITE),
    "not_stated": (W, "没有写明{name}", _WRITE),
    "land_class": (W, "地类编码“{value}”不在土地利用现状分类中", "核对地类编码，如 0702 农村宅基地"),
    "code_repeated": (E, "地块编号“{value}”已在第{other}用过", "给两个地块不同的编号"),
    "use_unknown": (E, "地块用途“{value}”不是拆旧、安置或建新", "改为拆旧、安置或建新"),
    "shape_kind": (E, "图形属性是“{value}”，不是面", "地块须为面；点、线不能作为地块"),
    "shape_missing": (W, "没有写明图形属性，按面读取", "在地块行补写“面”"),
    "out_of_range": (E, "{name}“{value}”超出合理范围", "核对数字"),
    "point_count": (W, "写明界址点{stated}个，实际读到{found}个", "核对是否缺点、多点"),
    "point_repeated": (W, "界址点“{value}”与前一点坐标相同，只保留一个", "删去重复的点"),
    "closing_differs": (W, "“{value}”再次出现但坐标与圈首不同", "核对圈首、圈末同名界址点的坐标"),
    "ring_short": (E, "第{value}圈不足3个不同的界址点", "补全界址点"),
    "boundary": (E, "边界线有误：{reason}（{place}附近）", "核对界址点的顺序和坐标"),
    # coordinates
    "swapped": (W, "X、Y两列颠倒（X应为北坐标、Y应为东坐标），已对调后读取", "确认对调无误，或改正文件"),
    "coordinate_range": (E, "坐标“{value}”的位数不对", "X为7位整数的北坐标；Y为6位，或前加两位带号共8位"),
    "zone_prefix_missing": (W, "Y坐标没有带号前缀，按文件头的带号{zone}读取", "确认带号"),
    "zone_missing": (W, "Y坐标没有带号前缀，文件头也没有带号", "在文件头填写带号"),
    "zone_differs": (E, "Y坐标的带号是{found}，文件头写的是{zone}", "改正文件头的带号或坐标"),
    "zone_other": (E, "坐标在{found}带，前面的地块在{zone}带", "请测绘单位把全部地块换算到同一带"),
    "zone_mixed": (E, "同一地块的界址点带号不一致", "把全部界址点换算到同一带"),
    "zone_range": (W, "离中央子午线{km}公里，超出{degrees}度带的范围", "核对带号和Y坐标"),
    # drawings, layers and tables
    "use_from_name": (W, "没有写明地块用途，按名称“{value}”取为{use}", "核对地块用途"),
    "no_boundary": (E, "没有图形", "请测绘单位补画边界后重新导出"),
    "not_a_plot": (E, "图形是{value}，不是面，没有读入", "地块须为面；请测绘单位按面导出"),
    "degrees": (W, "坐标是经纬度，已按2000国家大地坐标系换算到第{zone}带（中央子午线{meridian}°）", "核对坐标系和带号"),
    "degrees_swapped": (W, "经度、纬度颠倒，已对调后换算", "确认对调无误"),
    "degrees_foreign": (E, "经纬度属于{value}，没有换算", "请测绘单位转换为2000国家大地坐标系后重新导出"),
    "layers_differ": (E, "各图层的坐标系不同：{value}", "请测绘单位统一坐标系后重新导出"),
    "records_differ": (E, "图形{shapes}个，属性记录{records}条，对不上", "请测绘单位重新导出完整的SHP文件"),
    "record_deleted": (W, "这个图形的属性记录已标为删除，没有读入", "核对是否误删"),
    "no_attributes": (W, "没有属性表（.dbf），编号、用途等无从读取", "把 .shp、.dbf、.shx、.prj 放在同一个文件夹里再选"),
    "drawing_parts": (W, "图中没有单独画出的闭合多段线，地块取自图块或填充的边界", "核对读到的地块，有误时请把边界画成闭合的多段线"),
    "drawing_unread": (W, "图中另有{value}，没有读入", "地块边界须为闭合的多段线"),
    "arcs": (W, "边界上有圆弧，已改为折线（偏差不超过1毫米）", "核对面积"),
    "headings_missing": (W, "表格没有列标题，按数的大小认出X（北）、Y（东）两列", "核对读到的坐标，或补写列标题：点号、圈号、X、Y"),
    "row_unread": (W, "这一行没有坐标，没有读入：{value}", "核对这一行"),
    "sheet_unread": (W, "工作表“{value}”里没有界址点，没有读入", "核对这张表"),
    # areas
    "stated_area": (W, "申报面积{stated}公顷，按坐标计算为{computed}公顷，相差{difference}公顷", "核对面积或界址点坐标"),
    "stated_unit": (W, "申报面积{stated}应以公顷计，按坐标计算为{computed}公顷，可能误以{unit}填写", "改以公顷填写"),
    "too_many": (E, "问题过多，第{line}行以后的问题未列出", "确认选对了文件"),
}


def problem(code: str, line: int, value: object = "", field: str = "", **facts: object) -> PlotProblem:
    """A problem of a known code; `facts` fill its sentence."""
    severity, message, fix = _KINDS[code]
    value = str(value) if len(str(value)) <= LONGEST else f"{str(value)[:LONGEST]}…"
    facts = {"value": value, "line": line} | facts
    said, remedy = message.format(**facts) + "。", fix.format(**facts) + "。"
    return PlotProblem(line, code, severity, value, said, remedy, field)


def listed(problems: list[PlotProblem]) -> tuple[PlotProblem, ...]:
    """Problems by line, at most MOST of them, the last then saying that the list is cut."""
    ordered = sorted(problems, key=lambda p: p.line)
    if len(ordered) <= MOST:
        return tuple(ordered)
    return (*ordered[:MOST], problem("too_many", ordered[MOST - 1].line))
