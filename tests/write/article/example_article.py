"""An invented article that shows everything: noise, a byline, names inside names, a post, figures, markup in names."""

from govgraph.link import extract_document
from govgraph.write.article import Article, lay_out_article
from tests.extract.reading import read_text

HOSTILE = '<img src=x onerror="alert(1)">'
BREAKOUT = "</script><script>alert(2)</script>"

TEXT = f"""姜堰區推行“書(shu) 記項目”
来源：青渡日报 2021-11-19
江蘇省泰州市姜堰區委書(shu) 記陳望舒介紹,姜堰區大力實施“書(shu) 記項目”,今年以來解決(jue) 企業(ye) 難題128件。
姜堰区行政审批局推行“红石{HOSTILE}驿站”服务，帮助江苏云岫新材料股份有限公司落户&lt;园区&gt;。{BREAKOUT}
版权声明：本网站所有作品未经许可不得转载。
"""


def read_article(text: str = TEXT) -> Article:
    document = read_text(text)
    return lay_out_article(document, extract_document(document))
