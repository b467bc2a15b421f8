"""The few words that the site itself says, in the languages it speaks; evidence stays as it was found."""

from collections.abc import Mapping

Language = str

NO_BADGE = "Each number counts claims; a formula that claims nothing, such as a lone symbol, has no badge."
_ZH: Mapping[str, str] = {
    "proved": "已证明",
    "supported": "有支持",
    "refuted": "不成立",
    "expected": "反例（有意为之）",
    "undecided": "未定",
    "assumed": "定义",
    "ran": "可运行",
    "agrees": "一致",
    "disagrees": "不一致",
    "failed": "出错",
    "not-run": "未运行",
    "with": "对照",
    "verdict": "结论",
    "reading": "理解为",
    "method": "方法",
    "reason": "原因",
    "witness": "反例",
    "expected from": "预期由此发现",
    "reproduce": "重现",
    "Report": "检验报告",
    "Rules": "检验规则",
    "Coverage": "覆盖",
    "Findings": "发现",
    "Undecided": "未定",
    "Counter-examples": "反例",
    "Versions": "版本",
    "None.": "无。",
    "chapter": "章",
    "note": "笔记",
    "formulas": "公式",
    "decided": "已定",
    "code fences": "代码块",
    "concept": "概念",
    "names": "名称",
    "Used in": "用于",
    "Reference": "参考实现",
    NO_BADGE: "每个数字统计论断的个数；没有徽标的公式只是一个记号，不主张任何事情。",
    "code": "编号",
    "name": "名字",
    "severity": "级别",
    "finds": "发现什么",
}
_EN: Mapping[str, str] = {"expected": "refuted on purpose", "assumed": "definition"}
_LANGUAGES: Mapping[Language, Mapping[str, str]] = {"zh": _ZH, "en": _EN}


def say(word: str, language: Language) -> str:
    """``word`` in a language; as it is where the language has no other."""
    return _LANGUAGES.get(language, _EN).get(word, word)
