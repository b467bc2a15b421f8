r"""What each command is: class, canonical name, arguments (data; the list follows KaTeX 0.16 and LaTeX).

A new symbol is one word in ``_SYMBOLS``; a new command with arguments is one word in ``_SIGNATURES``.
"""

from mdcheck.latex.tree import AtomClass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# "name" stands for itself; "name:canonical" is called by its canonical name.
_SYMBOLS: dict[AtomClass, str] = {
    "letter": r"""
        alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu
        xi omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega digamma Gamma
        Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega varGamma:Gamma varDelta:Delta varTheta:Theta
        varLambda:Lambda varXi:Xi varPi:Pi varSigma:Sigma varUpsilon:Upsilon varPhi:Phi varPsi:Psi
        varOmega:Omega Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi thetasym:vartheta
        ell hbar hslash:hbar imath jmath i:imath j:jmath aleph beth gimel daleth alef:aleph alefsym:aleph wp
        weierp:wp mho eth Finv Game ss ae oe o AE OE O aa AA varcoppa
    """,
    "operator": r"""
        times cdot cdotp:cdot centerdot:cdot sdot:cdot div pm mp plusmn:pm ast:* star oplus ominus otimes
        oslash odot circ bullet bull:bullet bigcirc diamond cap cup setminus smallsetminus:setminus
        backslash:setminus wedge land:wedge vee lor:vee neg lnot:neg uplus sqcap sqcup amalg wr And dagger
        dag:dagger ddagger ddag:ddagger Dagger:ddagger unlhd unrhd lhd rhd lessdot gtrdot dotplus Cap Cup
        doublecap:Cap doublecup:Cup doublebarwedge boxminus boxplus boxtimes boxdot divideontimes ltimes
        rtimes leftthreetimes rightthreetimes curlywedge curlyvee circleddash circledast circledcirc
        barwedge veebar bigtriangleup triangleleft triangleright bmod mod:bmod minuso
        ldotp:.
    """,
    "relation": r"""
        le leq:le leqslant:le leqq:le ge geq:ge geqslant:ge geqq:ge lt:< gt:> ne neq:ne equiv approx
        approxeq:approx thickapprox:approx cong sim thicksim:sim simeq asymp propto varpropto:propto in
        isin:in notin ni owns:ni notni subset sub:subset subseteq sube:subseteq subseteqq:subseteq supset
        supseteq supe:supseteq supseteqq:supseteq subsetneq subsetneqq:subsetneq varsubsetneq:subsetneq
        varsubsetneqq:subsetneq supsetneq supsetneqq:supsetneq varsupsetneq:supsetneq
        varsupsetneqq:supsetneq nsubseteq nsubseteqq:nsubseteq nsupseteq nsupseteqq:nsupseteq Subset Supset
        coloneqq::= coloneq::= colonequals::= triangleq::= Coloneqq::= Coloneq::= coloncolonequals::=
        eqqcolon:=: eqcolon:=: equalscolon:=: Eqqcolon:=: Eqcolon:=: equalscoloncolon:=: doteq doteqdot
        Doteq:doteqdot circeq eqcirc risingdotseq fallingdotseq eqsim backsim backsimeq bumpeq Bumpeq to
        rightarrow:to longrightarrow:to rarr:to gets leftarrow:gets longleftarrow:gets larr:gets mapsto
        longmapsto:mapsto mapsfrom implies Rightarrow:implies Longrightarrow:implies rArr:implies
        Rarr:implies impliedby Leftarrow:impliedby Longleftarrow:impliedby lArr:impliedby Larr:impliedby iff
        Leftrightarrow:iff Longleftrightarrow:iff hArr:iff Harr:iff lrArr:iff Lrarr:iff leftrightarrow
        longleftrightarrow:leftrightarrow harr:leftrightarrow lrarr:leftrightarrow ll gg lll ggg llless:lll
        gggtr:ggg perp vdash dashv models vDash:models Vdash Vvdash prec succ preceq succeq
        preccurlyeq:preceq succcurlyeq:succeq precsim succsim precapprox succapprox curlyeqprec curlyeqsucc
        lesssim gtrsim lessapprox gtrapprox lessgtr gtrless lesseqgtr gtreqless lesseqqgtr gtreqqless
        eqslantless eqslantgtr between bowtie Join:bowtie smile frown smallsmile:smile smallfrown:frown
        sqsubset sqsupset sqsubseteq sqsupseteq trianglelefteq trianglerighteq vartriangleleft
        vartriangleright nless ngtr nleq ngeq nleqq:nleq ngeqq:ngeq nleqslant:nleq ngeqslant:ngeq lneq
        lneqq:lneq gneq gneqq:gneq lvertneqq:lneq gvertneqq:gneq lnsim gnsim lnapprox gnapprox nprec nsucc
        npreceq nsucceq precneqq succneqq precnsim succnsim precnapprox succnapprox nsim ncong nmid
        nshortmid:nmid nparallel nshortparallel:nparallel nvdash nvDash nVdash nVDash ntriangleleft
        ntriangleright ntrianglelefteq ntrianglerighteq nleftarrow nrightarrow nLeftarrow nRightarrow
        nleftrightarrow nLeftrightarrow uparrow downarrow Uparrow Downarrow updownarrow Updownarrow
        uarr:uparrow darr:downarrow uArr:Uparrow dArr:Downarrow Uarr:Uparrow Darr:Downarrow nearrow searrow
        nwarrow swarrow hookleftarrow hookrightarrow leftharpoonup leftharpoondown rightharpoonup
        rightharpoondown upharpoonleft upharpoonright downharpoonleft downharpoonright leftrightharpoons
        rightleftharpoons dashrightarrow dashleftarrow leftleftarrows rightrightarrows leftrightarrows
        rightleftarrows Lleftarrow Rrightarrow twoheadleftarrow twoheadrightarrow leftarrowtail
        rightarrowtail looparrowleft looparrowright curvearrowleft curvearrowright circlearrowleft
        circlearrowright Lsh Rsh upuparrows downdownarrows multimap leftrightsquigarrow rightsquigarrow
        leadsto:rightsquigarrow restriction origof imageof pitchfork backepsilon vartriangle ratio
        dblcolon:: coloncolon:: colonapprox Colonapprox coloncolonapprox:Colonapprox colonsim Colonsim
        coloncolonsim:Colonsim simcolon simcoloncolon approxcolon approxcoloncolon colonminus
        coloncolonminus minuscolon minuscoloncolon
    """,
    "binder": r"""
        sum prod coprod int smallint:int intop:int iint iiint oint oiint oiiint bigcup bigcap bigsqcup
        bigvee bigwedge bigoplus bigotimes bigodot biguplus max min sup inf lim limsup liminf
        varlimsup:limsup varliminf:liminf injlim projlim varinjlim:injlim varprojlim:projlim argmax argmin
        plim
    """,
    "function": r"""
        log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg det dim ker deg
        gcd hom Pr Re real:Re Im image:Im tg:tan ctg:cot cotg:cot cosec:csc arctg:arctan arcctg:arccot
        sh:sinh ch:cosh th:tanh cth:coth
    """,
    "punctuation": "colon:: vcentcolon:: ordinarycolon:: semicolon:;",
    "bar": r"mid:| vert:| shortmid:| Vert:|| parallel:|| shortparallel:||",
    "ellipsis": r"""
        ldots dots:ldots dotsc:ldots dotso:ldots mathellipsis:ldots textellipsis:ldots hdots:ldots
        cdots dotsb:cdots dotsm:cdots dotsi:cdots dotsx:cdots vdots varvdots:vdots ddots iddots:ddots
    """,
    "prime": "prime backprime",
    "symbol": r"""
        infty infin:infty emptyset varnothing:emptyset empty:emptyset forall exists exist:exists nexists
        nabla partial part:partial top bot intercal:top angle measuredangle sphericalangle angln triangle
        vartriangle:triangle bigtriangledown:nabla triangledown:nabla square Box:square Diamond lozenge
        blacksquare blacklozenge blacktriangle blacktriangledown blacktriangleleft blacktriangleright
        bigstar complement surd flat natural sharp clubsuit diamondsuit heartsuit spadesuit clubs:clubsuit
        diamonds:diamondsuit hearts:heartsuit spades:spadesuit circledS circledR diagup diagdown checkmark
        maltese degree textdegree:degree yen pounds mathsterling:pounds textsterling:pounds textdollar:$
        copyright textcopyright:copyright textregistered:circledR P S sect:S because therefore qed:square
        mathstrut TeX LaTeX KaTeX lq rq textquoteleft:lq textquoteright:rq textquotedblleft
        textquotedblright textbackslash textasciitilde textasciicircum textunderscore:_ textless:<
        textgreater:> textbar:| textbardbl:|| textendash textemdash textbraceleft:{ textbraceright:}
        textdagger:dagger textdaggerdbl:ddagger QED:square
    """,
}

SYMBOLS: dict[str, tuple[AtomClass, str]] = {
    word.partition(":")[0]: (cls, word.partition(":")[2] or word)
    for cls, words in _SYMBOLS.items()
    for word in words.split()
}

# Control symbols: a backslash and one character that is no letter.
CONTROL_SYMBOLS: dict[str, tuple[AtomClass, str]] = {
    "|": ("bar", "||"),
    "%": ("symbol", "percent"),
    "#": ("symbol", "#"),
    "&": ("symbol", "&"),
    "$": ("symbol", "$"),
    "_": ("symbol", "_"),
    "*": ("operator", "*"),
    "-": ("operator", "-"),
    "<": ("relation", "<"),
    ">": ("relation", ">"),
    "/": ("operator", "/"),
}
# Markdown renderers differ in which of these escapes reach the formula; each means the bare character.

OPENERS: dict[str, str] = {
    **{
        name: name
        for name in [
            "(",
            "[",
            "langle",
            "lfloor",
            "lceil",
            "lvert",
            "lVert",
            "lgroup",
            "lmoustache",
            "llbracket",
            "ulcorner",
            "llcorner",
        ]
    },
    "lbrace": "{",
    "lbrack": "[",
    "lparen": "(",
    "lang": "langle",
    "lBrace": "{",
}
CLOSERS: dict[str, str] = {
    **{
        name: name
        for name in [
            ")",
            "]",
            "rangle",
            "rfloor",
            "rceil",
            "rvert",
            "rVert",
            "rgroup",
            "rmoustache",
            "rrbracket",
            "urcorner",
            "lrcorner",
        ]
    },
    "rbrace": "}",
    "rbrack": "]",
    "rparen": ")",
    "rang": "rangle",
    "rBrace": "}",
}
PARTNERS: dict[str, str] = {
    "(": ")",
    "[": "]",
    "{": "}",
    "langle": "rangle",
    "lfloor": "rfloor",
    "lceil": "rceil",
    "lvert": "rvert",
    "lVert": "rVert",
    "lgroup": "rgroup",
    "lmoustache": "rmoustache",
    "llbracket": "rrbracket",
    "ulcorner": "urcorner",
    "llcorner": "lrcorner",
}

NARROW_SPACES = _set("""
    thinspace medspace thickspace negthinspace negmedspace negthickspace enspace enskip space nobreakspace
    nobreak allowbreak displaystyle textstyle scriptstyle scriptscriptstyle tiny scriptsize footnotesize
    small normalsize large Large LARGE huge Huge sixptsize nonumber notag hline hdashline hfill hfil null
    relax mathsurround noindent protect bgroup egroup begingroup endgroup DOTSI DOTSB DOTSX
    global long noexpand expandafter centering strut newpage par vfill break goodbreak unskip
""")
WIDE_SPACES = frozenset({"quad", "qquad"})

# One letter per argument: m mathematics; r raw text without meaning (colour, size); o an optional
# [mathematics]; p an optional [raw text]; k a length, in braces or without.
_SIGNATURES = r"""
    frac:mm dfrac:mm tfrac:mm cfrac:pmm binom:mm dbinom:mm tbinom:mm genfrac:rrrrmm sqrt:om overset:mm
    underset:mm stackrel:mm stackbin:mm overunderset:mmm sideset:mmm substack:m mathop:m mathord:m mathbin:m
    mathrel:m mathopen:m mathclose:m mathpunct:m mathinner:m hat:m widehat:m tilde:m widetilde:m bar:m
    overline:m underline:m underbar:m vec:m dot:m ddot:m dddot:m ddddot:m acute:m grave:m breve:m check:m
    widecheck:m mathring:m utilde:m overrightarrow:m overleftarrow:m Overrightarrow:m overleftrightarrow:m
    overgroup:m undergroup:m overlinesegment:m underlinesegment:m overleftharpoon:m overrightharpoon:m
    underleftarrow:m underrightarrow:m underleftrightarrow:m overbrace:m underbrace:m overbracket:m
    underbracket:m overparen:m underparen:m mathit:m mathbf:m mathnormal:m mathsfit:m mathbb:m mathcal:m
    mathfrak:m mathscr:m mathsf:m mathtt:m Bbb:m bold:m frak:m boldsymbol:m bm:m pmb:m boxed:m fbox:m
    cancel:m bcancel:m xcancel:m sout:m phase:m angl:m smash:pm mathllap:m mathrlap:m mathclap:m llap:m
    rlap:m clap:m vcenter:m textcolor:rm colorbox:rm fcolorbox:rrm raisebox:rm mathreflectbox:m reflectbox:m
    xleftarrow:om xrightarrow:om xLeftarrow:om xRightarrow:om xleftrightarrow:om xLeftrightarrow:om
    xhookleftarrow:om xhookrightarrow:om xmapsto:om xrightharpoondown:om xrightharpoonup:om
    xleftharpoondown:om xleftharpoonup:om xrightleftharpoons:om xleftrightharpoons:om xlongequal:om
    xtwoheadrightarrow:om xtwoheadleftarrow:om xtofrom:om xrightleftarrows:om xrightequilibrium:om
    xleftequilibrium:om pmod:m pod:m bra:m ket:m braket:m Bra:m Ket:m Braket:m set:m Set:m href:rm
    htmlClass:rm htmlId:rm htmlStyle:rm htmlData:rm class:rm cssId:rm style:rm mathchoice:mmmm matrix:m
    pmatrix:m bmatrix:m cases:m ce:r pu:r textcircled:m u:m v:m H:m r:m c:m
"""
# Commands that colour their argument, with the letters of their shades.
_COLOURS = """
    blue:ABCDE teal:ABCDE green:ABCDE gold:ABCDE red:ABCDE maroon:ABCDE purple:ABCDE mint:ABC gray:ABCDEFGHI
    orange: pink: kaBlue: kaGreen:
"""
SIGNATURES: dict[str, str] = dict(word.split(":") for word in _SIGNATURES.split())
for _colour in _COLOURS.split():
    _name, _, _shades = _colour.partition(":")
    SIGNATURES.update({_name + shade: "m" for shade in ("", *_shades)})

# Commands that vanish from the meaning together with their arguments.
SPACE_SIGNATURES: dict[str, str] = {
    "label": "r",
    "tag": "r",
    "color": "r",
    "hspace": "r",
    "vspace": "r",
    "mspace": "r",
    "phantom": "r",
    "hphantom": "r",
    "vphantom": "r",
    "rule": "prr",
    "kern": "k",
    "mkern": "k",
    "hskip": "k",
    "mskip": "k",
    "bookmark": "r",
    "message": "r",
    "errmessage": "r",
    "require": "r",
    "arraycolsep": "k",
    "includegraphics": "pr",
    "cline": "r",
}

CANONICAL: dict[str, str] = {
    "dfrac": "frac",
    "tfrac": "frac",
    "cfrac": "frac",
    "dbinom": "binom",
    "tbinom": "binom",
    "Bbb": "mathbb",
    "bold": "mathbf",
    "frak": "mathfrak",
    "stackbin": "stackrel",
    "Bra": "bra",
    "Ket": "ket",
    "Braket": "braket",
    "Set": "set",
}

# A switch changes the rest of its row, as the command of this name would its argument.
SWITCHES: dict[str, str] = {
    "rm": "mathrm",
    "bf": "mathbf",
    "it": "mathit",
    "cal": "mathcal",
    "sf": "mathsf",
    "tt": "mathtt",
    "bfseries": "mathbf",
    "itshape": "mathit",
    "mit": "mathit",
    "scr": "mathscr",
    "em": "mathit",
}

INFIX: dict[str, str] = {
    "over": "frac",
    "choose": "binom",
    "atop": "atop",
    "brack": "brack",
    "brace": "brace",
}

# Text commands and the alphabet that they choose for a single letter.
TEXTS: dict[str, str] = {
    "text": "mathrm",
    "textrm": "mathrm",
    "textnormal": "mathrm",
    "textup": "mathrm",
    "textmd": "mathrm",
    "mbox": "mathrm",
    "hbox": "mathrm",
    "textbf": "mathbf",
    "textit": "mathit",
    "emph": "mathit",
    "textsf": "mathsf",
    "texttt": "mathtt",
}
REFERENCES = frozenset({"ref", "eqref", "cite", "url", "pageref", "verb"})
NAMES: dict[str, str] = {
    "operatorname": "operatorname",
    "operatornamewithlimits": "operatorname",
    "mathrm": "mathrm",
}

# Letters of an alphabet that have a command of their own.
ALPHABETS: dict[str, tuple[str, str]] = {
    "R": ("mathbb", "R"),
    "N": ("mathbb", "N"),
    "Z": ("mathbb", "Z"),
    "C": ("mathbb", "C"),
    "Q": ("mathbb", "Q"),
    "reals": ("mathbb", "R"),
    "Reals": ("mathbb", "R"),
    "natnums": ("mathbb", "N"),
    "cnums": ("mathbb", "C"),
    "Complex": ("mathbb", "C"),
    "Bbbk": ("mathbb", "k"),
}

SIZES = frozenset(f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))

# Those after the line break are LaTeX's alone: read here, and left for the renderer to refuse.
ENVIRONMENTS = _set("""
    array darray matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix subarray cases dcases rcases
    drcases align aligned split gather gathered alignat alignedat equation CD eqnarray multline flalign
    displaymath math tabular numcases
""")
SPECIFIED = frozenset({"array", "darray", "subarray", "alignat", "alignedat", "tabular", "numcases"})
STACKED = _set("""
    rows align aligned split gather gathered alignat alignedat equation eqnarray multline flalign
    displaymath math
""")
PLAIN_ENVIRONMENTS = frozenset({"matrix", "pmatrix", "bmatrix", "cases"})

# Accents of text mode, which renderers accept in formulas.
ACCENTS: dict[str, str] = {
    "'": "acute",
    "`": "grave",
    "^": "hat",
    "~": "tilde",
    "=": "bar",
    ".": "dot",
    '"': "ddot",
}
