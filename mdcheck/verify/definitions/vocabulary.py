"""The concepts that are known, found by the signs, names and topics that speak of them."""

import re
from collections.abc import Mapping
from functools import cached_property

from mdcheck.claims.definitions import GRADIENT, Sign
from mdcheck.concepts.definitions import Definition
from mdcheck.concepts.names import normalised
from mdcheck.patterns import regex
from mdcheck.records import dataclass
from mdcheck.verify.definitions.spotting import Names

BEFORE = regex(
    r"(?:\b(?:squared|smooth(?:ed)?|weighted|balanced|generali[sz]ed|modified|regulari[sz]ed|leak\w*|"
    r"parametric|noisy|hard|truncated|multi ?class|sparse|conditional|joint|relative|partial|adjusted|"
    r"normali[sz]ed|macro|micro|average|mean|approximate|differential|symmetric|reverse|forward|"
    r"label smoothed|soft|structured|ranking|pairwise|maximum|minimum|residual|quantum|fuzzy|"
    r"spectral|permutation|sample|continuous|discrete|multivariate|log|inverse|top|total|cumulative|expected|"
    r"excess|negative|scaled|shifted|stable|safe|double|deep|dueling|distributional|n step|multi step|"
    r"masked|sampled|hierarchical|variational|bayesian|kernel|robust|penali[sz]ed|constrained|"
    r"recursive|online) |"
    r"加权|平滑|平方|广义|修正|改进的?|多类|稀疏|平衡|微分|最大|最小|归一化|条件|联合|近似|逆|反向|对称|平均|宏|微|"
    r"局部|量子|模糊|渗漏|泄露|连续|多元|对数|渐进|改良的?|稳定的?)$"
)
AFTER = regex(
    r" ?(?:method|gradient|regulari[sz]ation|search|minimi[sz]ation|maximi[sz]ation|regression|estimat\w+|"
    r"matrix|process|family|prior|mixture|coding|curve|decay|rate|penalty|classifier|layer|that|weight|"
    r"(?:log[ -]?)?likelihood|variance)\b|(?<=recall) (?:the|from|our|how|what|we|in|again)\b|"
    r"的?时(?!间|刻|序|候)|(?:的?情[形况])?下(?!降|界|式|面|列|采样|游|溢|标)|(?=、[^，。]{0,6}=)|"
    r"的?(?:梯度|方法|最小化|最大化|模型|回归|正则化|矩阵|先验|混合|过程|编码|搜索|导数|上界|下界|期望|方差|均值|熵|(?:对数)?似然|权|族|层)"
)
STEP = regex(r"_(?:[kn][-+]1|t[-+]1)$")
"""A step counted by another letter, or the next one."""
LOSSES = frozenset(("L", "J", "E", "l", "ell", "ℓ", "C", "Loss", "loss", "cost", "R"))


@dataclass(frozen=True)
class Vocabulary:
    """Definitions by name.

    Attributes:
        definitions: Those of the catalogue, and what canonical packages document.
    """

    definitions: Mapping[str, Definition]

    def signed(self, sign: Sign) -> tuple[str, ...]:
        """What a left side names, by itself or by the word in its subscript: ``L_{hinge}``."""
        text = str(sign)
        spelled = f"{sign.head}({','.join(sign.args)})" if sign.args else text
        head, _, label = sign.head.partition("_")
        for spelling in (spelled, text, *([text.casefold()] if is_word(sign.head) else [])):
            if spelling in self._signs:
                return self._signs[spelling]
        if is_word(sign.head) and sign.marks is not None:
            for spelling in (sign.head, sign.head.casefold(), f"{sign.head}()", f"{sign.head.casefold()}()"):
                if spelling in self._signs:
                    return self._signs[spelling]
        if is_word(head) and len(label) == 1:
            return self.signed(Sign(head, sign.args, sign.marks))
        if head in LOSSES and len(label) > 1:
            return self._signs.get(label) or self._signs.get(label.casefold()) or self.by_name(label)
        if (dated := STEP.sub("_t", sign.head)) != sign.head:
            return self.signed(Sign(dated, sign.args, sign.marks))
        return self.by_name(sign.head) if len(sign.head) > 3 or not sign.head.isascii() else ()

    def by_name(self, name: str) -> tuple[str, ...]:
        """The definitions of a name, as it is spelled or with its letters alone."""
        return self._names.get(normalised(name.replace("_", " "))) or ()

    def mentioned(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The mentions in a text, in order, each with the definitions that bear the name.

        The longest name wins; one that is qualified (``squared ..``, 加权..) or goes on (``.. gradient``,
        ..矩阵) is another one's.
        """
        text = normalised(text)
        found: dict[tuple[str, ...], None] = {}
        for start, end in self._spotted.found(text):
            if BEFORE.search(text, 0, start) or AFTER.match(text, end):
                continue
            name = text[start:end]
            for spelling in (name, name.removesuffix("s"), name.removesuffix("es")):
                if spelling in self._names:
                    found.setdefault(self._names[spelling])
                    break
        return tuple(found)

    def qualified(self, text: str) -> frozenset[str]:
        """Definitions of which a text names only a kin: "weighted least squares"."""
        text = normalised(text)
        spotted = self._spotted.found(text)
        kin = (text[start:end] for start, end in spotted if BEFORE.search(text, 0, start))
        return frozenset(name for spelled in kin for name in self._names.get(spelled, ()))

    def touched(self, text: str, *, gradients: bool = False) -> tuple[str, ...]:
        """Definitions whose topic a text speaks of, gradients only where they are asked for."""
        text = normalised(text)
        return tuple(
            name
            for words, name in self._topics
            if words.search(text) and self.definitions[name].signs.startswith(GRADIENT) == gradients
        )

    def phrased(self, text: str, setting: str) -> tuple[str, ...]:
        """Definitions one of whose phrases a text ends with, under their topics."""
        text = normalised(text)
        touched = self.touched(setting) if any(text.endswith(phrase) for phrase, _ in self._phrases) else ()
        return tuple(name for phrase, name in self._phrases if text.endswith(phrase) and name in touched)

    @cached_property
    def _phrases(self) -> tuple[tuple[str, str], ...]:
        """Words right before a formula, with the definitions that they name under their topics."""
        return tuple(
            (normalised(phrase), name)
            for name, definition in self.definitions.items()
            for phrase in filter(None, definition.phrases.split(","))
        )

    @cached_property
    def _signs(self) -> dict[str, tuple[str, ...]]:
        """Names by the signs of left sides; those of several letters in lower case, too."""
        table: dict[str, list[str]] = {}
        for name, definition in self.definitions.items():
            for sign in definition.signs.split():
                for spelling in {sign, sign.casefold()} if is_word(sign.partition("(")[0]) else {sign}:
                    table.setdefault(spelling, []).append(name)
        return {sign: tuple(dict.fromkeys(names)) for sign, names in table.items()}

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """The definitions that bear each name."""
        table: dict[str, dict[str, None]] = {}
        for name, definition in self.definitions.items():
            signs = (sign for sign in definition.signs.split() if len(sign) > 2 and sign.isalpha())
            for spelled in (name, *filter(None, definition.names.split(",")), *signs):
                table.setdefault(normalised(spelled.strip()), {})[name] = None
        return {name: tuple(found) for name, found in table.items()}

    @cached_property
    def _spotted(self) -> Names:
        """All names, to be found in texts."""
        return Names(self._names)

    @cached_property
    def _topics(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Words under which a definition's formula stands without being called by its name."""
        return tuple(
            (regex("|".join(map(_together, definition.topics.split(",")))), name)
            for name, definition in self.definitions.items()
            if definition.topics
        )


def is_word(head: str) -> bool:
    """Whether a left side is so long that letter case does not count."""
    return sum(letter.isalpha() for letter in head) > 2


def _whole(name: str) -> str:
    """A pattern for a normalised name; one in Latin letters as a word of its own."""
    return rf"(?<![a-z]){re.escape(name)}(?![a-z])" if name.isascii() else re.escape(name)


def _together(topic: str) -> str:
    """A pattern for a topic; of one with ``+``, all words that must be there in any order."""
    words = [_whole(normalised(word)) for word in topic.split("+")]
    return words[0] if len(words) == 1 else "".join(f"(?=.*{word})" for word in words)
