"""Which concept an equation is about: by its left side, its sentence, its heading; silent when unsure."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from mdcheck.claims.definitions import (
    GRADIENT,
    OTHER_COLUMN,
    STYLES,
    Candidate,
    Sign,
    is_particular,
    speaks_of_others,
)
from mdcheck.concepts.definitions import Definition
from mdcheck.concepts.names import normalised
from mdcheck.patterns import regex
from mdcheck.records import dataclass
from mdcheck.verify.definitions.vocabulary import Vocabulary

Grade = Literal["strong", "fair", "weak"]
GRADES: tuple[Grade, ...] = ("strong", "fair", "weak")
LETTER = regex(
    r"(?:[A-Za-zℓ]|alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi|"
    r"varphi|psi|omega|Omega|Phi|Psi|ell|hat[a-zA-Z]|hatbeta|tilde[a-zA-Z]|bar[a-zA-Z])'*"
    r"(?:_[A-Za-z0-9,]|_[i-nt],?[i-nt]|_[a-z][-+]1|_theta|_beta|_phi|\^(?:[a-zA-Z0-9*]|pi|[A-Z]{2,4}|\([a-z0-9]\)|<t>))*'*$"
)
ORDINARY = regex(
    r"(?:Var|var|logp(?:_\w)?|(?:hat|tilde|bar)(?:alpha|beta|epsilon|mu|theta|sigma)(?:[_^].*)?)$"
)
"""Left sides of several letters that every field uses."""
NEUTRAL = frozenset(
    ("loss", "cost", "score", "out", "output", "y_i", "obj", "result", "objective", "Loss", "Cost")
)
UNSAID_HAN, BRIEF_WORDS, LONGEST_TITLE = 3, 9, 30
ANNOUNCING_HAN = regex(
    r"定义|公式|计算|表示|表达式?|形式|数学|方法|过程|步骤|如下|下式|下面|写作|写成|写|记为|记作|记|所示|可以|一般|具体|统一|标准|"
    r"通常|常用|常见|损失|函数|其|它|即|则|就|是|为|有|的|由|得到|得|也|可|称|叫|做|作|成|给出|以|用|那么|因此|所以|这里|其中|我们|"
    r"整个|全部|所有|每个?|样本|数据|求和|平均|对"
)
ANNOUNCING = regex(
    r"the|its?|this|formulas?|definition|equation|expression|is|are|be|can|define[ds]?|as|follow(?:s|ing)?|given|by|"
    r"compute[ds]?|calculated|written|write|mathematical(?:ly)?|formally|we|have|expressed|reads|in|symbols|that|"
    r"i|e|simply|usually|often|then|thus|so|an?|function|loss|general|form|notation|equals|of|which|one|now|here|"
    r"standard|common|let|where|and|with|over|all|samples?|summed|averaged|for|each|data|set"
)
NUMBERING = regex(
    r"^(?:\d+(?:\.\d+)*[.、)）]?\s+|\d+(?:\.\d+)+\s*|\d+[.、)）]\s*|[一二三四五六七八九十]+[、.．]\s*|"
    r"[(（][一二三四五六七八九十\d]+[)）]\s*)+|[#*`]+"
)
TRIMMINGS = regex(
    r"[（(][^（）()]*[）)]|的?(?:数学)?(?:激活函数|损失函数|定义|公式|计算公式|计算方法|计算|函数|介绍|概念|简介|原理|数学形式|表达式)$|^什么是|"
    r"^(?:definition|the|what is|formula)\b|"
    r"\b(?:definition|formula|function)$|[?？:：]",
    re.IGNORECASE,
)

CLOSING = regex(
    r"\s*(?:[:：=]|"
    r"\b(?:is|equals|reads|(?:defined (?:as|by|to be)|given by|computed as|calculated as|written as))\s*:?|"
    r"(?:可以?)?(?:被)?(?:的?(?:公式|表达式|计算公式|定义|值))?"
    r"(?:为|是|等于|定义为|写成|写作|写为|记为|记作|表示为|计算为|如下)\s*[:：]?)\s*$"
)
OPTIMISING = r"(?:最[小大]化(?:其|了)?|\b(?:mini|maxi)mi\w+ (?:the |its |an? )?)?"
POSSESSIVE = regex(r"\s*(?:its\b|whose\b|their\b|其|它的|它们的|该分布)", re.IGNORECASE)
GAUSSIAN = regex(r"\\mathcal\s*\{?\s*N\}?\s*(?:\\left)?\(|(?<![A-Za-z])N\(\s*\\mu")
CLAUSE = regex(r"[,，、]")
DENSITIES = ("distribution", "density")
LIKELIHOODS = frozenset(("l", "ell", "ℓ", "logl", "lnl", "j", "nll", "ll"))
MARKS = " *_`-|"
KINDS = (
    "损失", " loss", "核", " kernel", "距离", " distance", "相似度", " similarity", "分布", " distribution",
    "打分", " score", "注意力", " attention", "归一化", " normalisation",
)  # fmt: skip
"""What a row leaves to its table: under "losses" the hinge is the hinge loss."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A concept that an equation is about.

    Attributes:
        definition: The concept.
        why: What names it: ``left side`` or only its ``letter``, ``sentence, heading, topic``; ``behind`` or
            ``beside`` it; ``column``.
        grade: ``strong``: a deviation is an error; ``fair``: it is where the formula itself is nearly the
            concept's; ``weak``: only agreement counts.
    """

    definition: Definition
    why: str
    grade: Grade

    @property
    def strong(self) -> bool:
        """Whether a deviation may be called an error whatever the formula looks like."""
        return self.grade == "strong"


def recognised(candidate: Candidate, known: Vocabulary) -> tuple[Recognised, ...]:
    """The concepts that an equation may be about, the likeliest first; empty when unsure.

    A left side that is a word decides alone; a letter leaves it to the sentence, and then to the heading.
    """
    sign = candidate.sign
    if not sign.head:
        return labelled(candidate, known)
    by_sign = known.signed(sign)
    if sign.head.startswith(GRADIENT):
        return of_gradient(candidate, by_sign, known)
    word = bool(by_sign) and decides_alone(sign, by_sign, known)
    primed = sign.marks is not None and "'" in sign.head  # the derivative of a function, not the function
    if not word and not primed and (elsewhere := outside(candidate, known)):
        return (*elsewhere, *titular(candidate, elsewhere, known))
    if primed or not (by_sign or is_letter(sign)):
        return ()
    by_sentence = in_sentence(candidate, known)
    sources = {
        "left side": by_sign,
        "sentence": flat(by_sentence),
        "heading": headed(candidate.titles, known),
        "topic": known.touched(setting(candidate)),
    }
    kin = known.qualified(candidate.intro)
    found = []
    for name in chosen_of(by_sign, sources, known, word=word):
        if applies_itself(candidate, known.definitions[name]) or is_likelihood(sign, name):
            continue
        if known.definitions[name].signs.startswith(GRADIENT):
            continue
        if (
            name in kin
            and not word
            and "sentence" not in [s for s, names in sources.items() if name in names]
        ):
            continue
        why = [source for source, names in sources.items() if name in names]
        grade = graded(candidate, name, why, by_sentence, known, word=word)
        shown = why if word else ["letter" if source == "left side" else source for source in why]
        found.append(Recognised(known.definitions[name], ", ".join(shown), grade))
    return tuple(sorted(found, key=lambda r: (GRADES.index(r.grade), -len(r.why))))


def titular(candidate: Candidate, besides: Sequence[Recognised], known: Vocabulary) -> tuple[Recognised, ...]:
    """The concept that is the title over an equation of which something else is said behind it."""
    said = {concept.definition.name for concept in besides}
    names = [name for name in entitled(candidate.titles, known) if name not in said]
    behind = all(concept.why == "behind" for concept in besides)
    if not behind or len(names) != 1 or in_sentence(candidate, known) or candidate.place.marked_wrong:
        return ()
    return (Recognised(known.definitions[names[0]], "heading", "fair"),)


def of_gradient(candidate: Candidate, by_sign: Sequence[str], known: Vocabulary) -> tuple[Recognised, ...]:
    """The one gradient of this left side that the words around it speak of."""
    touched = known.touched(setting(candidate), gradients=True)
    names = [name for name in by_sign if name in touched]
    if len(names) != 1 or candidate.place.marked_wrong:
        return ()
    return (Recognised(known.definitions[names[0]], "left side, topic", "strong"),)


def outside(candidate: Candidate, known: Vocabulary) -> tuple[Recognised, ...]:
    """The concept that an equation is called behind it, or that heads its column in a table."""
    sure: Grade = "weak" if candidate.conditional or candidate.place.marked_wrong else "strong"
    column = candidate.place.column if not OTHER_COLUMN.search(candidate.place.beside) else ""
    sources: tuple[tuple[str, tuple[str, ...], Grade], ...] = (
        ("behind", candidate.called, sure),
        ("beside", () if known.mentioned(candidate.intro) else candidate.apposed, fairly(sure)),
        ("column", (column,), fairly(sure)),
    )
    for why, phrases, grade in sources:
        names = next(filter(None, (known.by_name(s) for text in phrases for s in (text, trimmed(text)))), ())
        if names:
            found = (known.definitions[name] for name in names)
            return tuple(Recognised(d, why, fairly(grade) if d.concept else grade) for d in found)
    return ()


def fairly(grade: Grade) -> Grade:
    """A grade that is no better than fair."""
    return "fair" if grade == "strong" else grade


def labelled(candidate: Candidate, known: Vocabulary) -> tuple[Recognised, ...]:
    """The concept that is all that stands before a formula without a left side, or of which it says "is"."""
    if found := outside(candidate, known):
        return found
    written = candidate.before if candidate.intro in (":", "：") else candidate.intro
    if names := known.phrased(written.rstrip(" :：$"), setting(candidate)):
        told: Grade = "weak" if is_particular(candidate.place) or candidate.place.marked_wrong else "strong"
        return tuple(Recognised(known.definitions[name], "label", told) for name in names)
    label = trimmed(CLOSING.sub("", written).strip(MARKS))
    around = f"{candidate.place.column} {' '.join(candidate.titles[-1:])}".casefold()
    kinds = [kind for kind in KINDS if kind.strip() in around]
    spelled = (
        text + kind for text in (label, CLAUSE.split(label)[-1].strip()) if text for kind in ("", *kinds)
    )
    names = next(filter(None, map(known.by_name, spelled)), ())
    sure: Grade = "weak" if candidate.cautious or candidate.place.marked_wrong else "strong"
    if names or candidate.place.row or not CLOSING.search(written):
        why = "row" if candidate.place.row else "label"
        documented = [known.definitions[name] for name in names]
        return tuple(Recognised(d, why, fairly(sure) if d.concept else sure) for d in documented)
    said = known.mentioned(written)
    names = flat((known.touched(setting(candidate)), *said[-1:]))
    names = names if sure == "strong" else ()
    return tuple(Recognised(known.definitions[name], "sentence", "fair") for name in names)


def graded(
    candidate: Candidate,
    name: str,
    why: Sequence[str],
    by_sentence: Sequence[Sequence[str]],
    known: Vocabulary,
    *,
    word: bool,
) -> Grade:
    """How sure it is that an equation defines a concept; of a documented one it is so at most fairly."""
    surest: Grade = "fair" if known.definitions[name].concept else "strong"
    if is_doubtful(candidate, known.definitions[name]):
        return "weak"
    usual = "left side" in why and "topic" in why
    if word or usual or ("sentence" in why and (len(by_sentence) == 1 or "left side" in why)):
        return surest
    if "heading" in why and not by_sentence and leaves_to_heading(candidate):
        return surest
    titled = "heading" in why and name in entitled(candidate.titles, known)
    touched = "topic" in why and (not by_sentence or name in known.touched(candidate.intro))
    return "fair" if touched or (titled and not by_sentence) else "weak"


def is_likelihood(sign: Sign, name: str) -> bool:
    """Whether a left side is the likelihood of a sample, no density of one value."""
    return name.endswith(DENSITIES) and sign.head.partition("_")[0].casefold() in LIKELIHOODS


def applies_itself(candidate: Candidate, definition: Definition) -> bool:
    """Whether the right side applies the very head that the left side applies, and the concept does not."""
    head = candidate.sign.head
    bare = re.split(r"[_^]", head)[0]
    spoken = (f"~{bare}", f" {bare}", "joint")
    if candidate.sign.marks is None or any(
        word in form.roles for form in definition.forms for word in spoken
    ):
        return False
    text = candidate.place.parsed.text
    sides = (STYLES.sub("", text[side.span.start : side.span.end]) for side in candidate.sides[:1])
    applied = re.compile(rf"(?<![A-Za-z\\]){re.escape(head)}\s*[(\[]")
    return any(map(applied.search, sides))


def is_doubtful(candidate: Candidate, definition: Definition) -> bool:
    """Whether the words speak of something else than the concept; "lower bound" in its own name is none."""
    intro = normalised(candidate.intro)
    names = sorted(map(normalised, (definition.name, *definition.names.split(","))), key=len, reverse=True)
    for name in filter(None, names):
        intro = re.sub(OPTIMISING + re.escape(name), "", intro)
    return speaks_of_others(intro) or is_particular(candidate.place) or candidate.place.marked_wrong


def setting(candidate: Candidate) -> str:
    """The words in which a topic may be named: the heading, the sentence, and what "its" is in that."""
    raw = candidate.place.raw
    at = raw.find(candidate.place.parsed.text)
    words = f"{telling(candidate.titles)} | {candidate.intro}"
    if POSSESSIVE.match(candidate.intro):
        words += f" | {candidate.before}"
    return f"{words} | Gaussian" if GAUSSIAN.search(sentence_before(raw[: max(at, 0)])) else words


def sentence_before(text: str) -> str:
    """The part of a text after its last full stop, its formulas as they stand."""
    return re.split(r"[。；;]|\.(?=\s)|\n\s*\n", text)[-1]


def chosen_of(
    by_sign: Sequence[str], sources: Mapping[str, Sequence[str]], known: Vocabulary, *, word: bool
) -> Sequence[str]:
    """The names to go by: those of the left side, confirmed by words if it is a letter, else of the words."""
    if word:
        return by_sign
    words = (*sources["sentence"], *sources["heading"], *sources["topic"])
    if confirmed := [name for name in by_sign if name in words]:
        return confirmed
    if sources["sentence"]:
        return flat((sources["sentence"], sources["topic"]))
    unset = () if by_sign and all(known.definitions[name].topics for name in by_sign) else by_sign
    return flat((sources["heading"], sources["topic"])) or unset


def flat(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """All names of several mentions, each once."""
    return tuple(dict.fromkeys(name for group in groups for name in group))


def is_letter(sign: Sign) -> bool:
    """Whether a left side is a letter, or a word that says nothing of the concept."""
    return bool(LETTER.match(sign.head)) or sign.head in NEUTRAL


def decides_alone(sign: Sign, names: Sequence[str], known: Vocabulary) -> bool:
    """Whether a left side is so much a word that it needs no setting: ``PPL``, ``F_1``; not ``h_t``."""
    if is_bare_letter(sign):
        return False
    common = LETTER.match(sign.head) or ORDINARY.match(sign.head)
    return not (common and all(known.definitions[name].topics for name in names))


def is_bare_letter(sign: Sign) -> bool:
    """Whether a sign is a single letter, which several fields use: ``H(,)``, ``G()``."""
    return len(sign.head) == 1 and sign.marks != "||"


def in_sentence(candidate: Candidate, known: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """What the introducing sentence names; where it only says that a formula follows, the one before."""
    here = known.mentioned(candidate.intro)
    if here or not (candidate.defines and only_announces(candidate.intro)):
        return here
    return known.mentioned(candidate.before)


def leaves_to_heading(candidate: Candidate) -> bool:
    """Whether the words before an equation name nothing of their own: there are none, or they announce it."""
    return not candidate.intro or (candidate.defines and only_announces(candidate.intro))


def only_announces(intro: str) -> bool:
    """Whether a sentence says nothing but that a formula follows: "it is defined as follows:"."""
    han = "".join(letter for letter in intro if "一" <= letter <= "鿿")
    if han:
        return len(ANNOUNCING_HAN.sub("", han)) <= UNSAID_HAN
    words = re.findall(r"[a-z]+", intro.casefold())
    return len(words) <= BRIEF_WORDS and all(map(ANNOUNCING.fullmatch, words))


def headed(titles: tuple[str, ...], known: Vocabulary) -> tuple[str, ...]:
    """What the nearest heading that says more than "definition" names."""
    if found := entitled(titles, known):
        return found
    title = telling(titles)
    names = known.mentioned(title)
    return names[0] if len(names) == 1 and len(title) < LONGEST_TITLE else ()


def entitled(titles: tuple[str, ...], known: Vocabulary) -> tuple[str, ...]:
    """What the nearest heading that says more than "definition" is the name of, and of nothing else."""
    title = telling(titles)
    for text in (title, *re.findall(r"[（(]([^（）()]*)[）)]", title)):
        for spelling in (text, trimmed(text)):
            if found := known.by_name(spelling):
                return found
    return ()


def telling(titles: tuple[str, ...]) -> str:
    """The nearest heading that says what it is about, without its number."""
    plain = (NUMBERING.sub("", title).strip() for title in reversed(titles))
    return next((title for title in plain if trimmed(title)), "")


def trimmed(title: str) -> str:
    """A title without what only says that it defines something."""
    return TRIMMINGS.sub("", TRIMMINGS.sub("", title).strip()).strip()
