"""What people paste: thirty clips in the mark-up of the programs that they copy from, and what must become of each."""

from typing import NamedTuple


class Clip(NamedTuple):
    """The HTML of a clip, the prose that it becomes, and what the note says is left out."""

    html: str
    prose: str
    pictures: tuple = ()  # (alternative text, caption)
    struck: tuple = ()


def bullet(sign, level=1, words=""):
    """Return a paragraph of a Word list."""
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{sign}"
        f"<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; "
        f"</span></span></span><![endif]>{words}<o:p></o:p></p>"
    )


WORD = {
    "word: a letter with bold, indices and an empty line": Clip(
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm}</style></head>'
        "<body lang=EN-GB><!--StartFragment--><p class=MsoNormal>The <b style='mso-bidi-font-weight:normal'>harbour\n"
        "master</b> measured CO<sub>2</sub>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<p class=MsoNormal>&nbsp;&nbsp; Nobody <i>else</i> did.</p><!--EndFragment--></body></html>",
        "<p>The <strong>harbour master</strong> measured CO<sub>2</sub>.</p><p>Nobody <em>else</em> did.</p>",
    ),
    "word: tracked changes": Clip(
        '<p class=MsoNormal>The pier is <del cite="mailto:Ida" datetime="2026-01-05T09:00">sixty </del>'
        '<ins cite="mailto:Ida" datetime="2026-01-05T09:00">sixty-two </ins>metres long<span class=msoDel>'
        "<del>, they say</del></span>.</p><p class=MsoNormal><del>The whole paragraph went.</del></p>",
        "<p>The pier is sixty-two metres long.</p>",
        struck=("sixty", ", they say", "The whole paragraph went."),
    ),
    "word: comments": Clip(
        "<p class=MsoNormal><a style='mso-comment-reference:IK_1;mso-comment-date:20260105T0900'>The buoy</a>"
        "<span class=MsoCommentReference><span style='mso-special-character:comment'>&nbsp;<a class=msocomanchor "
        'id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[IK1]</a></span></span> was green.</p>'
        "<div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'>"
        '<div id="_com_1" class=msocomtxt><p class=MsoCommentText><span class=MsoCommentReference>'
        '<a href="#_msoanchor_1" class=msocomoff>[IK1]</a></span>Was it?</p></div></div></div>',
        "<p>The buoy was green.</p>",
    ),
    "word: bullets within bullets": Clip(
        "<p class=MsoNormal>Take along:</p>"
        + bullet("·", words="rope")
        + bullet("o", 2, "the long one")
        + bullet("o", 2, "the wet one")
        + bullet("·", words="tar")
        + "<p class=MsoNormal>Then sail.</p>",
        "<p>Take along:</p><ul><li><p>rope</p><ul><li><p>the long one</p></li><li><p>the wet one</p></li></ul></li>"
        "<li><p>tar</p></li></ul><p>Then sail.</p>",
    ),
    "word: numbers and letters": Clip(
        bullet("3.", words="Cast off")
        + bullet("a)", 2, "bow first")
        + bullet("b)", 2, "then stern")
        + bullet("4.", words="Steer")
        + "<h2>Reefs</h2>"
        + bullet("i.", words="shallow")
        + bullet("ii.", words="deep"),
        '<ol start="3"><li><p>Cast off</p><ol type="a"><li><p>bow first</p></li><li><p>then stern</p></li></ol></li>'
        '<li><p>Steer</p></li></ol><h2>Reefs</h2><ol type="i"><li><p>shallow</p></li><li><p>deep</p></li></ol>',
    ),
    "word: a list of which only the class is left": Clip(
        "<p class=MsoListParagraph style='margin-left:36pt'>·<span style='font-size:7pt'>&nbsp; &nbsp; &nbsp; "
        "</span>Salt</p>"
        "<p class=MsoListParagraph style='margin-left:72pt'>o<span>&nbsp; </span>coarse</p>"
        "<p class=MsoListParagraph>A remark without a bullet</p>",
        "<ul><li><p>Salt</p><ul><li><p>coarse</p></li></ul></li></ul><p>A remark without a bullet</p>",
    ),
    "word: a table, a footnote and a picture": Clip(
        "<h1>Catch</h1><table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>Year</b></p></td><td>"
        "<p class=MsoNormal>Boats</p></td></tr><tr><td><p class=MsoNormal>1911</p></td><td><p class=MsoNormal>Nine</p>"
        "<p class=MsoNormal>or ten</p></td></tr></table><p class=MsoNormal>Counted twice<a "
        "style='mso-footnote-id:ftn1' "
        'href="file:///C:/catch.htm#_ftn1" name="_ftnref1"><span '
        "class=MsoFootnoteReference><sup>[1]</sup></span></a>.</p>"
        '<p class=MsoNormal><img width=300 height=200 src="file:///C:/clip_image001.png" alt="Nets on a quay"></p>'
        "<p class=MsoCaption>Nets, 1911</p><div style='mso-element:footnote-list'><hr size=1><div id=ftn1>"
        '<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> By the bailiff.</p></div></div>',
        "<h2>Catch</h2><p><strong>Year</strong> | Boats<br>1911 | Nine / or ten</p><p>Counted twice<sup>[1]</sup>.</p>"
        "<p>Nets, 1911</p><p>[1] By the bailiff.</p>",
        pictures=(("Nets on a quay", "Nets, 1911"),),
    ),
    "word: hidden text, struck out text and headings of every level": Clip(
        "<h1>One</h1><h4>Four</h4><h6>Six</h6><h2>&nbsp;</h2><p class=MsoNormal>Open<span style='display:none;"
        "mso-hide:all'> not for readers</span> at <s>eight</s> nine.</p>",
        "<h2>One</h2><h3>Four</h3><h3>Six</h3><p>Open at nine.</p>",
        struck=("eight",),
    ),
}

DOCS = {
    "docs: bold, italic, raised, and a link by way of Google": Clip(
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7"><p dir="ltr"><span style="font-'
        'weight:400;white-space:pre-wrap;">Rain fell, </span><span style="font-weight:700">hard</span><span '
        'style="font-'
        'weight:400"> and </span><span style="font-weight:400;font-style:italic">long</span><span>, '
        '10</span><span style="'
        'vertical-align:super">3</span><span> litres: </span><a '
        'href="https://www.google.com/url?q=https://rain.example/a'
        '?b%3D1&amp;sa=D&amp;source=editors"><span style="text-decoration:underline">the</span><span> '
        "</span><span>figures"
        "</span></a></p></b>",
        "<p>Rain fell, <strong>hard</strong> and <em>long</em>, 10<sup>3</sup> litres: "
        '<a href="https://rain.example/a?b=1">the figures</a></p>',
    ),
    "docs: a list in a list": Clip(
        '<b style="font-weight:normal"><ol><li dir="ltr" aria-level="1"><p dir="ltr" '
        'role="presentation"><span>Knock</span>'
        '</p></li><ol><li aria-level="2"><p><span>Twice</span></p></li></ol><li><p><span>Wait</span></p></li></'
        "ol><br></b>"
        '<br class="Apple-interchange-newline">',
        "<ol><li><p>Knock</p><ol><li><p>Twice</p></li></ol></li><li><p>Wait</p></li></ol>",
    ),
    "docs: struck out, comments and a footnote": Clip(
        '<p><span>The ferry </span><span style="text-decoration:line-through">sank</span><span>sailed'
        '</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><sup><a href="#ftnt1" '
        'id="ftnt_ref1">[1]</a></sup>.</p>'
        '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> At noon.</span></p></div>'
        '<div style="border:1px solid black"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Which '
        "one?</span></p></div>",
        "<p>The ferry sailed<sup>[1]</sup>.</p><p>[1] At noon.</p>",
        struck=("sank",),
    ),
    "docs: cells of a sheet": Clip(
        '<google-sheets-html-origin><table><colgroup><col width="100"></colgroup><tbody><tr><td>Port</td><td>Tons</td>'
        "<td>Remark</td></tr><tr><td>Brask</td><td></td><td>iced&nbsp;up</td></tr></tbody></table></google-shee"
        "ts-html-origin>",
        "<p>Port | Tons | Remark<br>Brask | – | iced up</p>",
    ),
    "docs: a picture alone in its paragraph": Clip(
        '<b style="font-weight:normal"><p><span><img src="https://lh7.example/x" width="602" height="400"></span></p>'
        "<p><span>After it.</span></p></b>",
        "<p>After it.</p>",
        pictures=(("", ""),),
    ),
}

PAGES = {
    "pages: struck out by a class": Clip(
        '<style type="text/css">p.p1 {margin: 0px} span.s1 {font-kerning: none} span.s2 {text-decoration: line-through}'
        '</style><p class="p1"><span class="s1">The kiln was </span><span class="s2">cold</span><span '
        'class="s1"> <b>hot'
        '</b>.</span></p><p class="p2"><span class="s1"></span><br></p>',
        "<p>The kiln was <strong>hot</strong>.</p>",
        struck=("cold",),
    ),
    "pages: a list and no-break spaces": Clip(
        '<ul class="ul1"><li class="li1"><span class="s1"></span>Clay</li><li class="li1">Sand<span '
        'class="Apple-converted-'
        'space">&nbsp; </span>and ash</li></ul>',
        "<ul><li>Clay</li><li>Sand and ash</li></ul>",
    ),
    "pages: a table of notes": Clip(
        '<table cellspacing="0" class="t1"><tbody><tr><td class="td1"><p class="p1">Glaze</p></td><td class="td1">'
        '<p class="p1">Heat</p></td></tr><tr><td><p class="p1">Celadon</p></td><td><p '
        'class="p1">1280&nbsp;°C</p></td></tr>'
        "</tbody></table>",
        "<p>Glaze | Heat<br>Celadon | 1280&nbsp;°C</p>",
    ),
}

MAIL = {
    "gmail: lines as blocks": Clip(
        '<div dir="ltr">Dear all,<div><br></div><div>The&nbsp;meeting&nbsp;is&nbsp;off.</div><div>Ask '
        '<a href="mailto:ida@quay.example" target="_blank">Ida</a>.<br></div></div>',
        '<p>Dear all,</p><p>The meeting is off.</p><p>Ask <a href="mailto:ida@quay.example">Ida</a>.</p>',
    ),
    "gmail: an answer with a quotation": Clip(
        '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Monday Ida wrote:<br></div><blockquote '
        'class="gmail_quote" style="margin:0 0 0 .8ex">We leave at six.<br><br>Bring oars.</blockquote></div>',
        "<p>On Monday Ida wrote:</p><blockquote><p>We leave at six.</p><p>Bring oars.</p></blockquote>",
    ),
    "gmail: a newsletter built of tables": Clip(
        '<div style="display:none">Read this before noon</div><table><tr><td width="20">&nbsp;</td><td><table><tr><td>'
        "<h1>Tide news</h1><p>Two storms.</p></td></tr></table></td></tr><tr><td><p>Left "
        "column.</p><ul><li>mud</li></ul>"
        '</td><td><p>Right column.</p></td></tr></table><img src="https://track.example/o.gif" width="1" height="1">',
        "<h2>Tide news</h2><p>Two storms.</p><p>Left column.</p><ul><li>mud</li></ul><p>Right column.</p>",
    ),
    "outlook: a safe link and a sign": Clip(
        '<div class="WordSection1"><p class="MsoNormal">Thanks <img alt="🎉" src="https://mail.example/e.png"> See '
        '<a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fquay.example%2Fplan&amp;dat'
        'a=05">the plan'
        "</a>.</p></div>",
        '<p>Thanks 🎉 See <a href="https://quay.example/plan">the plan</a>.</p>',
    ),
}

WEB = {
    "web: an encyclopedia": Clip(
        '<p><b>Lighthouses</b> are <a href="https://pedia.example/wiki/Tower" title="Tower">towers</a>.<sup '
        'id="cite_ref-1" '
        'class="reference"><a href="https://pedia.example/wiki/Light#cite_note-1">[1]</a></sup></p><dl><dt>Lamp</dt>'
        "<dd>what shines</dd></dl><hr>Last line",
        '<p><strong>Lighthouses</strong> are <a href="https://pedia.example/wiki/Tower">towers</a>.<sup>[1]</sup></p>'
        "<p>Lamp</p><p>what shines</p><p>Last line</p>",
    ),
    "web: a news page with a captioned picture": Clip(
        "<article><header><h1>Bridge opens</h1><p>By Ida Kvist</p></header><figure><img src='/b.jpg' alt='A bridge'>"
        "<figcaption>The bridge at dawn. Photo: O. Lind</figcaption></figure><p>It opened.</p><aside>More</aside>"
        "<footer>End</footer></article><script>alert(1)</script>",
        "<h2>Bridge opens</h2><p>By Ida Kvist</p><p>The bridge at dawn. Photo: O. Lind</p><p>It opened.</p><p>More</p>"
        "<p>End</p>",
        pictures=(("A bridge", "The bridge at dawn. Photo: O. Lind"),),
    ),
    "web: questions that open": Clip(
        "<details open><summary>Is it deep?</summary>Very.</details><section><button>Copy</button><label>Name</label>"
        "<select><option>Brask</option><option>Orrin</option></select></section>",
        "<p>Is it deep?</p><p>Very.</p><p>Copy</p><p>Name</p><p>Brask</p><p>Orrin</p>",
    ),
    "web: French": Clip(
        "<p>«&nbsp;Combien&nbsp;?&nbsp;» dit-elle&nbsp;; 12&nbsp;500&nbsp;km, soit 40&nbsp;%&nbsp;: "
        "trop&nbsp;loin.</p>",
        "<p>«&nbsp;Combien&nbsp;?&nbsp;» dit-elle&nbsp;; 12&nbsp;500&nbsp;km, soit 40&nbsp;%&nbsp;: trop loin.</p>",
    ),
    "web: links that lead readers nowhere": Clip(
        '<p><a href="/admin/articles/article/">Desk</a> <a href="https://quay.example/admin/articles/article/1/'
        '#_ftn3">note'
        '</a> <a href="#top">Top</a> <a href="javascript:alert(1)">run</a> <a href="/culture/">ours</a> '
        '<a href="https://quay.example/administration/">board</a></p>',
        '<p>Desk note Top run <a href="/culture/">ours</a> <a '
        'href="https://quay.example/administration/">board</a></p>',
    ),
    "web: a page whose blocks are spans": Clip(
        '<span style="display: block;">First tide</span><a href="https://tide.example/" '
        'style="display:block">Second tide</a><ul><li>ebb</li>'
        "<li></li></ul><p>\u200b</p><p>A <q>fair</q> wind</p>",
        '<p>First tide</p><p><a href="https://tide.example/">Second tide</a></p><ul><li>ebb</li></ul><p>A '
        "“fair” wind</p>",
    ),
}

MARKDOWN = {
    "markdown: code, a rule and a task": Clip(
        "<h1 id='setup'>Setup</h1><pre><code class='language-sh'>make\nmake test\n</code></pre><hr /><ul class="
        "'contains-task-list'><li><input type='checkbox' disabled> paint</li></ul><p>Use <code>make</code>.</p>",
        "<h2>Setup</h2><p>make<br>make test</p><ul><li>paint</li></ul><p>Use make.</p>",
    ),
    "markdown: a footnote with a way back": Clip(
        '<p>Old.<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup></p><section class="footnotes"><ol>'
        '<li id="fn1"><p>Very. <a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>',
        "<p>Old.<sup>[1]</sup></p><ol><li><p>Very.</p></li></ol>",
    ),
    "markdown: struck out, and a table with a break in a cell": Clip(
        "<p>Free <del>beer</del> coffee.</p><table><thead><tr><th>Cup</th><th>Price</th></tr></thead><tbody><tr"
        "><td>small"
        "<br>or half</td><td align='right'>2&nbsp;€</td></tr></tbody></table>",
        "<p>Free coffee.</p><p>Cup | Price<br>small / or half | 2&nbsp;€</p>",
        struck=("beer",),
    ),
    "markdown: an editor of the same family as the desk's": Clip(
        '<h5 data-pm-slice="1 1 []">Small heading</h5><p>Kept <s>not kept</s> words<a class="headerlink" '
        'href="https://docs.example/#small">¶</a></p><p><br></p>',
        "<h3>Small heading</h3><p>Kept words</p>",
        struck=("not kept",),
    ),
}

CLIPS = WORD | DOCS | PAGES | MAIL | WEB | MARKDOWN
