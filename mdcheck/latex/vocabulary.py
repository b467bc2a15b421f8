"""Which runs of bare letters are names (data), and how a run falls into pieces."""

from functools import lru_cache
from typing import Literal

from mdcheck.patterns import regex
from mdcheck.records import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PieceKind = Literal["letter", "function", "binder", "word", "text"]

FUNCTIONS = _set("""
    arg log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan sqrt det dim ker deg
    gcd lcm tr Tr trace rank diag vec span sgn sign erf softmax Softmax SoftMax sigmoid Sigmoid logit
    softplus Softplus relu ReLU ReLu RELU gelu GELU elu ELU selu SELU silu SiLU swish Swish tanhshrink
    LeakyReLU PReLU mish Mish
""")
BINDERS = frozenset(["max", "min", "sup", "inf", "lim", "argmax", "argmin", "limsup", "liminf"])

# Short names that the general rule (four letters, or three with a capital) would take for products.
_SHORT_NAMES = """
    TP FP TN FN TPR FPR TNR FNR PPV NPV ACC AUC ROC PR MAP mAP AP IoU IOU mIoU F1 KL JS MI TV CE BCE NLL MSE
    MAE RMSE MAPE SSE SST SSR RSS TSS ESS WSS MLE EM PCA LDA SVM SVD SGD GAN CNN RNN MLP GRU VAE ELBO NN FC
    FFN MHA MLM DQN DDQN GAE PPO TD AIC BIC DIC MMD FID IDF TF Var Cov Cor Corr Std std var cov avg std err
    acc lr len num cat max id pos neg obs pred true ref src tgt img out val cnt abs pdf cdf pmf mse mae iid
    net loss sim dist cost step size rate mean mode norm bias gain gini Gini cond Dir Cat Bin Geo Uni Exp
    Ber Bern Beta Gam Poi OR XOR AND NOT pad mask head rms eps ids idx tot new old gt mod ent Ent clip conv
    pool emb attn key yes no rel Cnt Ans ans
    """
NAMES = frozenset(_SHORT_NAMES.split()) | _set("""
    Precision Recall Accuracy Specificity Sensitivity Hinge Gain Ratio Entropy Loss Cost Attention
    MultiHead Concat CrossEntropy LayerNorm BatchNorm Dropout Linear Conv Norm Embedding Encoder Decoder
    Uniform Normal Gaussian Bernoulli Binomial Poisson Dirichlet MinPts Support Confidence Similarity
    Distance Cosine Jaccard Dice Score precision recall accuracy entropy cosine logits logit logistic
    catalog minus since single minimum maximum minimize maximize mining minor maxpool maxout minibatch
    expected expectation explained expand tang cosine sink sinc sine tangent lnot explore exponent login
    logic maxima minima mind mini mine mint
""")
# Words that join statements or begin a condition.
CONNECTIVES = _set("""
    and where if otherwise then with when for such that else or subject is are of the
""")

# Names that are believed even when torn apart (as character recognition does); the others may be products.
_SPACED = (NAMES | FUNCTIONS | BINDERS) - _set("""
    id mod num len out new old pos err cnt ids MI AP PR EM NN FC TV TD TF CE OR JS lr gt tr Tr Uni ln lg lim
    var cat key net pad obs abs Bin Cat Exp Dir Gam ent sim img val iid emb eps idx dim deg gcd ker det sec
    csc cot sin tan inf sup vec elu ELU
""")

_EMBEDDED = regex(
    r"(?P<before>[A-Za-z]{0,2}?)(?P<function>log|ln|exp|max|min|softmax|tanh|sin|cos)(?P<after>.*)"
)
_FACTOR = regex(r"(?P<before>[a-z]{1,3})(?P<name>Var|Cov|Corr|KL)")
_DIFFERENTIALS = regex(r"(?:d[a-z])+")
_CAPITALISED = regex(r"[A-Z](?=[a-z]*[aeiou])[a-z]{2,}")
_LONG = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a run of letters; ``length`` characters as typed."""

    kind: PieceKind
    name: str
    length: int


@lru_cache(maxsize=4096)
def pieces(run: str) -> tuple[Piece, ...]:
    """The pieces of an adjacent run of letters, in order; their lengths add up to the run's."""
    known = _known(run)
    if known is not None:
        return (known,)
    embedded = _embedded(run) or _after_factors(run)
    if embedded:
        return embedded
    if not _DIFFERENTIALS.fullmatch(run) and (len(run) >= _LONG or _CAPITALISED.fullmatch(run)):
        return (Piece("word", run, len(run)),)
    return tuple(Piece("letter", letter, 1) for letter in run)


@lru_cache(maxsize=4096)
def torn(run: str) -> tuple[str, ...]:
    """Words spelt by letters with blanks between (``A c c u r a c y``); empty unless all belong to one."""
    letters = run.split()
    words: list[str] = []
    while letters:
        longest = next((n for n in range(len(letters), 1, -1) if "".join(letters[:n]) in _SPACED), 0)
        if not longest:
            return ()
        words.append("".join(letters[:longest]))
        del letters[:longest]
    return tuple(words)


def is_name(run: str) -> bool:
    """Whether a run of letters in an upright font is one name rather than ``d x``."""
    return len(run) > 1 and not _DIFFERENTIALS.fullmatch(run)


def _known(run: str) -> Piece | None:
    if run in BINDERS:
        return Piece("binder", run, len(run))
    if run in FUNCTIONS:
        return Piece("function", run, len(run))
    if run in CONNECTIVES and len(run) > 2:
        return Piece("text", run, len(run))
    if run in NAMES:
        return Piece("word", run, len(run))
    return None


def _after_factors(run: str) -> tuple[Piece, ...]:
    """A measure typed behind its factors: ``abCov``."""
    match = _FACTOR.fullmatch(run)
    if not match:
        return ()
    name = match["name"]
    return (*(Piece("letter", letter, 1) for letter in match["before"]), Piece("word", name, len(name)))


def _embedded(run: str) -> tuple[Piece, ...]:
    """A function word typed into its surroundings: ``xlogp``, ``logPred``, ``nlogn``."""
    match = _EMBEDDED.fullmatch(run)
    if not match:
        return ()
    before, function, after = match.group("before", "function", "after")
    if before and function not in ("log", "ln", "exp"):
        return ()
    if len(after) > 2 and after not in NAMES and not _CAPITALISED.fullmatch(after):
        return ()
    head = tuple(Piece("letter", letter, 1) for letter in before)
    kind: PieceKind = "binder" if function in BINDERS else "function"
    return (*head, Piece(kind, function, len(function)), *(pieces(after) if after else ()))
