"""Texts put together from the pieces that the rules look for, in orders that no writer would choose."""

from hypothesis import strategies as st

#: Cues, names, numbers and marks: what starts a rule, and what may cut it short.
_VISIBLE = """
江苏省 泰州市 姜堰区 雷甸镇 双桂村 云栖经济开发区 园区 全市 该镇 市 区 姜堰區 書記
区委 市委组织部 党工委 党支部 行政审批局 局 办 委 党组 党员先锋队 医院 学校
书记 局长 市长 副区长 总经理 董事长 贺岩 欧阳知夏 沈若川 工作人员
推行 打造 出台 服务 平台 行动 改革 驿站 基金 红石驿站 “红石驿站” 最多跑一次 拿地即开工
有限公司 江苏云岫新材料股份有限公司 岚谷电子 集团 该公司 公司 企业 （以下简称“云岫”） 云岫 电力
项目 产业园 众创城 投资 开工 落户 位于 在 的帮助下 为 帮助 与 签约 该项目
3000 2.3 二十三 1,280 亩 亿元 家 % 近 超 余 同比增长 第 从 到 至 —
今年以来 2021年5月 上半年 截至10月底 等 等27家企业 等“六项行动” 其中 说： 我们 他 表示，
， 。 ； ： 、 ！ ？ …… “ ” ‘ ’ 《 》 （ ） - · 的 了 和 及 a A.O. e Ⅳ 𠮷 😀 é ﹒
"""
_BLANK = ("\n", "\n\n", " ", "\t", "\u3000", "\u3000\u3000", "\u200b", "\ufeff", "\u2028")
PIECES = (*_VISIBLE.split(), *_BLANK)

#: What a file in UTF-8 can hold: everything but lone surrogates.
CHARACTERS = st.characters(codec="utf-8")

_pieces = st.sampled_from(PIECES)
ASSEMBLED = st.lists(_pieces, min_size=1, max_size=60).map("".join)
REPEATED = st.builds(
    lambda some, times: "".join(some) * times, st.lists(_pieces, min_size=1, max_size=4), st.integers(2, 60)
)
MARKS_ONLY = st.text(st.sampled_from("，。；：、！？…“”‘’《》（）—·-"), min_size=1, max_size=60)
MIXED = st.lists(st.one_of(_pieces, st.text(CHARACTERS, max_size=4)), min_size=1, max_size=40).map("".join)

TEXTS = st.one_of(ASSEMBLED, REPEATED, MARKS_ONLY, MIXED)
