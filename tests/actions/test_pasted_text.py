"""What is pasted from Word, WPS, Excel and web pages: words, headings and tables stay, everything else goes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkdesk.actions.pasted_text import cleaned, pasted
from linkdesk.domain.rich_text import RichBlock, RichHeading, RichParagraph, RichTable, Run, parse, spelled

WORD = """Version:0.9
StartHTML:0000000105
EndHTML:0000009999
SourceURL:file:///C:/Users/x/方案.docx
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:st1="urn:schemas-microsoft-com:office:smarttags">
<head><meta name=Generator content="Microsoft Word 15"><title>方案</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:TrackRevisions/></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; color:red} --></style><script>alert(1)</script></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<h2 style='mso-outline-level:2'><a name="_Toc1"></a>（一）<span lang=EN-US style='font-family:"Times New Roman"'>2018</span>年概况</h2>
<p class=MsoNormal style='text-indent:21.0pt'><st1:chsdate Year="2018"><span lang=EN-US>2018</span>年</st1:chsdate>项目区
涉及<b style='mso-bidi-font-weight:normal'>三个<span lang=EN-US>A</span>村</b><del cite="mailto:李" datetime="2018-01-01T10:00">，共删去</del><ins
cite="mailto:李">，共新增</ins>五户<span class=MsoCommentReference><span
lang=EN-US><a class=msocomanchor href="#_msocom_1">[U1]</a></span></span>。<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>复垦<span style='display:none;mso-hide:all'>隐藏</span></p>
<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Wingdings;mso-list:Ignore'>l<span>&nbsp;&nbsp;</span></span><![endif]>安置</p>
<p class=MsoNormal>见第<!--[if supportFields]><span style='mso-element:field-begin'></span> PAGEREF _Toc1 \\h
<span style='mso-element:field-separator'></span><![endif]-->7<!--[if supportFields]><span style='mso-element:field-end'></span><![endif]-->页</p>
<table class=MsoTableGrid border=1><thead><tr><td colspan=2><p class=MsoNormal><b>地类</b><o:p></o:p></p></td><td><p>面积</p></td></tr></thead>
<tr><td rowspan=2><p>耕地</p></td><td><p>旱地</p></td><td><p align=right>1,234.50</p></td></tr>
<tr><td><p>水田</p></td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/t/clip_image001.png"/></v:shape><![endif]--><![if !vml]><img
width=100 src="file:///C:/t/clip_image002.png"><![endif]></p>
<!--EndFragment--><div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>批注的话</p></div></div>
</body></html>"""

WPS = """<html><head><style>@font-face{font-family:"仿宋"}</style></head><body>
<h1><b><span style="mso-spacerun:'yes';font-family:黑体;font-size:22pt;">第一章&nbsp;</span></b><span>总则</span><o:p></o:p></h1>
<h3 style="mso-outline-level:3;"><span>1.1&nbsp;依据</span></h3>
<p class="MsoNormal" style="text-indent:32pt"><span style="font-family:仿宋;mso-ascii-font-family:Calibri;">　　项目区</span><b><span
style="font-weight:bold;">重点</span></b><span><font face="仿宋">面积</font></span><s><span>旧</span></s><a href="javascript:alert(1)">链接</a></p>
<ol><li><p>甲</p></li><li>乙</li></ol><ul><li>丙</li></ul></body></html>"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0 cellpadding=0 style='border-collapse:collapse'>
<col width=72><!--StartFragment--><tr height=19><td class=xl65 x:str>村名</td><td class=xl65>户数</td><td></td></tr>
<tr style='display:none'><td>隐</td><td>1</td><td></td></tr>
<tr><td>东岭<br>村</td><td class=xl66 align=right x:num="12">12</td><td></td></tr><tr><td></td><td></td><td></td></tr>
<!--EndFragment--></table></body></html>"""


def _said(blocks):
    words = {RichHeading: lambda b: "#" * b.level + "".join(p.text for p in b.parts), RichParagraph: lambda b: "".join(p.text for p in b.parts),
             RichTable: lambda b: [["".join(p.text for p in cell) for cell in row] for row in b.rows]}
    return [words[type(b)](b) for b in blocks]


def test_word_keeps_headings_lists_and_tables_and_loses_its_rubbish():
    found = pasted(WORD, is_html=True)
    assert _said(found.blocks) == [
        "##2018年概况", "2018年项目区涉及三个A村，共新增五户。", "1.复垦", "安置", "见第7页",
        [["地类", "", "面积"], ["耕地", "旱地", "1,234.50"], ["", "水田", "甲 乙"]]]
    assert found.pictures == 1
    assert [p.strong for p in found.blocks[1].parts] == [False, True, False]


def test_wps_headings_come_without_the_numbers_the_program_sets():
    assert _said(cleaned(WPS)) == ["##总则", "###依据", "项目区重点面积旧链接", "1.甲", "2.乙", "丙"]


def test_cells_of_excel_are_a_table_as_page_and_as_text():
    assert _said(cleaned(EXCEL)) == [[["村名", "户数"], ["东岭 村", "12"]]]
    assert _said(cleaned("村名\t户数\r\n东岭\t12\r\n")) == [[["村名", "户数"], ["东岭", "12"]]]


def test_lines_are_paragraphs_and_marks_are_only_characters():
    blocks = cleaned("　　第一段 {old_area}\n\n## 不是标题\n| 也不是表 |\x00\u200b")
    assert _said(blocks) == ["第一段 {old_area}", "## 不是标题", "| 也不是表 |"]
    assert parse(spelled(blocks)) == blocks


def test_a_table_of_one_cell_is_a_paragraph():
    assert _said(cleaned("<table><tr><td><table><tr><td>网页</td></tr></table></td></tr></table>")) == ["网页"]


@pytest.mark.parametrize("broken", [
    "<table><tr><td>甲", "<p>甲</div></span>", "<td>甲</td>", "<b><i>甲", "<li>甲", "<p><![<![甲", "<p><!-- 甲", "<p><? 甲",
    "<table><td>甲</table></table>"])
def test_broken_pages_lose_no_word(broken):
    assert "甲" in str(_said(cleaned(broken)))


def test_a_hundred_pages_are_read_at_once():
    page = "<p class=MsoNormal><span style='font-size:16pt'>" + "项目区实施方案" * 100 + "</span></p>"
    assert len(cleaned("<html><body>" + page * 1500)) == 1500


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("<>/=\"'! pbtdrhlisanoe:-?[甲乙 &;{}|*#\\\n\t0123")) | st.text())
def test_whatever_is_pasted_is_read_and_spelled_back(text):
    for is_html in (True, False):
        blocks: tuple[RichBlock, ...] = pasted(text, is_html).blocks
        assert parse(spelled(blocks)) == blocks


def test_strong_words_of_a_heading_are_the_heading():
    assert cleaned("<h1><b>一、总</b>则</h1>") == (RichHeading(2, (Run("总则"),)),)
