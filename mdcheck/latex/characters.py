r"""What each Unicode character is: the command it stands for, its alphabet, its place as a script (data)."""

import unicodedata
from functools import cache

from mdcheck.latex.commands import SYMBOLS
from mdcheck.latex.tree import AtomClass

ASCII: dict[str, tuple[AtomClass, str]] = {
    **{char: ("operator", char) for char in "+-*/!"},
    **{char: ("relation", char) for char in "=<>"},
    **{char: ("punctuation", char) for char in ",;:.?"},
    **{char: ("symbol", char) for char in '@"`'},
    "|": ("bar", "|"),
    "'": ("prime", "prime"),
    "(": ("open", "("),
    "[": ("open", "["),
    ")": ("close", ")"),
    "]": ("close", "]"),
}

# Characters and the command that each stands for.
_COMMANDS = """
    α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa ϰ
    varkappa λ lambda μ mu µ mu ν nu ξ xi ο omicron π pi ϖ varpi ρ rho ϱ varrho σ sigma ς varsigma τ tau υ
    upsilon φ varphi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta ∆ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ
    Upsilon Φ Phi Ψ Psi Ω Omega Ω Omega ℓ ell ℏ hbar ı imath ȷ jmath ℵ aleph ℘ wp × times · cdot ⋅ cdot ∙
    bullet • bullet ÷ div ± pm ∓ mp ⋆ star ★ bigstar ⊕ oplus ⊖ ominus ⊗ otimes ⊘ oslash ⊙ odot ∘ circ ◦ circ
    ⋄ diamond ∩ cap ∪ cup ∖ setminus ∧ wedge ∨ vee ¬ neg ⊎ uplus ⊓ sqcap ⊔ sqcup † dagger ‡ ddagger ⊞
    boxplus ⊠ boxtimes ⊟ boxminus ⊡ boxdot ⊛ circledast ⊚ circledcirc ⋉ ltimes ⋊ rtimes ⊻ veebar ≤ le ⩽ le ≦
    le ≥ ge ⩾ ge ≧ ge ≠ ne ≡ equiv ≈ approx ≅ cong ∼ sim ≃ simeq ≍ asymp ∝ propto ∈ in ∉ notin ∋ ni ∌ notni
    ⊂ subset ⊆ subseteq ⊃ supset ⊇ supseteq ⊊ subsetneq ⊋ supsetneq ⊄ nsubset ⊈ nsubseteq ⊉ nsupseteq ≔
    coloneqq ≕ eqqcolon ≜ triangleq ≝ triangleq ≐ doteq → to ⟶ to ← gets ⟵ gets ↦ mapsto ⟼ mapsto ⇒ implies
    ⟹ implies ⇐ impliedby ⟸ impliedby ⇔ iff ⟺ iff ↔ leftrightarrow ⟷ leftrightarrow ≪ ll ≫ gg ⟂ perp ⊢ vdash
    ⊣ dashv ⊨ models ≺ prec ≻ succ ⪯ preceq ⪰ succeq ≼ preceq ≽ succeq ≲ lesssim ≳ gtrsim ∤ nmid ∦ nparallel
    ↑ uparrow ↓ downarrow ⇑ Uparrow ⇓ Downarrow ↗ nearrow ↘ searrow ↖ nwarrow ↙ swarrow ↪ hookrightarrow ↩
    hookleftarrow ⇀ rightharpoonup ⇌ rightleftharpoons ⇝ rightsquigarrow ∷ dblcolon ≢ nequiv ≁ nsim ≇ ncong
    ⊲ vartriangleleft ⊳ vartriangleright ⊴ trianglelefteq ⊵ trianglerighteq ⋈ bowtie ∑ sum ∏ prod ∐ coprod ∫
    int ∬ iint ∭ iiint ∮ oint ⋃ bigcup ⋂ bigcap ⋁ bigvee ⋀ bigwedge ⨁ bigoplus ⨂ bigotimes ⨀ bigodot ∣ mid ‖
    Vert ∥ parallel … ldots ⋯ cdots ⋮ vdots ⋱ ddots ∞ infty ∅ emptyset ∀ forall ∃ exists ∄ nexists ∇ nabla ∂
    partial ⊤ top ⊺ intercal ⊥ perp ∠ angle △ triangle ▽ triangledown □ square ■ blacksquare ◇ Diamond ∁
    complement ° degree ′ prime ℜ Re ℑ Im ∵ because ∴ therefore ✓ checkmark £ pounds ¥ yen © copyright § S ¶
    P ⦁ bullet ↛ nrightarrow ⇏ nRightarrow ⌊ lfloor ⌋ rfloor ⌈ lceil ⌉ rceil ⟨ langle ⟩ rangle 〈 langle 〉
    rangle ⟦ llbracket ⟧ rrbracket
"""

_OTHERS: dict[str, tuple[AtomClass, str]] = {
    **dict.fromkeys("−–－﹣", ("operator", "-")),
    **dict.fromkeys("∗＊", ("operator", "*")),
    **dict.fromkeys("∕⁄／", ("operator", "/")),
    "＋": ("operator", "+"),
    "！": ("operator", "!"),
    "＝": ("relation", "="),
    "＜": ("relation", "<"),
    "＞": ("relation", ">"),
    "∶": ("punctuation", ":"),
    "：": ("punctuation", ":"),
    "，": ("punctuation", ","),
    "、": ("punctuation", ","),
    "；": ("punctuation", ";"),
    "。": ("punctuation", "."),
    "．": ("punctuation", "."),
    "？": ("punctuation", "?"),
    "｜": ("bar", "|"),
    "∥": ("bar", "||"),
    "’": ("prime", "prime"),
    "（": ("open", "("),
    "［": ("open", "["),
    "｛": ("open", "{"),
    "【": ("open", "["),
    "）": ("close", ")"),
    "］": ("close", "]"),
    "｝": ("close", "}"),
    "】": ("close", "]"),
    "％": ("symbol", "percent"),
    "⫫": ("relation", "indep"),
}

_BRACKETS: dict[str, tuple[AtomClass, str]] = {
    **dict.fromkeys(("lfloor", "lceil", "langle", "llbracket"), ("open", "")),
    **dict.fromkeys(("rfloor", "rceil", "rangle", "rrbracket"), ("close", "")),
}


def _named(command: str) -> tuple[AtomClass, str]:
    if command in _BRACKETS:
        return _BRACKETS[command][0], command
    return SYMBOLS.get(command, ("relation", command))


_pairs = _COMMANDS.split()
CHARACTERS: dict[str, tuple[AtomClass, str]] = {
    **{char: _named(command) for char, command in zip(_pairs[::2], _pairs[1::2], strict=True)},
    **_OTHERS,
    **ASCII,
}

# Characters that are scripts by themselves, and the plain character that each lowers or raises.
SUPERSCRIPTS = dict(
    zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵗᵏʲᵐᵖᵈˣʸᵃᵇᶜᵉᴴᴺᴷᴹᴰ", "0123456789+-=()niTtkjmpdxyabceHNKMD", strict=True)
)
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", "0123456789+-=()aeoxhklmnpstijruv", strict=True))

_ALPHABETS = {
    "BOLD ITALIC": "boldsymbol",
    "BOLD SCRIPT": "mathcal",
    "BOLD FRAKTUR": "mathfrak",
    "SANS-SERIF BOLD": "mathbf",
    "BOLD": "mathbf",
    "ITALIC": "",
    "SCRIPT": "mathcal",
    "FRAKTUR": "mathfrak",
    "BLACK-LETTER": "mathfrak",
    "DOUBLE-STRUCK": "mathbb",
    "SANS-SERIF": "mathsf",
    "MONOSPACE": "mathtt",
}


@cache
def styled(char: str) -> tuple[str, AtomClass, str] | None:
    """Alphabet, class and plain name of a mathematical alphanumeric: ``𝐱`` is mathbf x, ``𝑥`` is plain x."""
    name = unicodedata.name(char, "")
    if not name.startswith(("MATHEMATICAL ", "DOUBLE-STRUCK ", "SCRIPT ", "BLACK-LETTER ")) and char != "ℎ":
        return None
    plain = unicodedata.normalize("NFKC", char)
    alphabet = next((command for style, command in _ALPHABETS.items() if style in name), "")
    if plain.isdigit():
        return alphabet, "number", plain
    cls, letter = CHARACTERS.get(plain, ("letter", plain))
    return (alphabet, cls, letter) if len(plain) == 1 else None
