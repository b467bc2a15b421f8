"""In which ways attention is done: how scores are scaled, what softmax runs over, what masks mean."""

from mdcheck.execute.differential.record import TAKES, Standing, axis, bug, convention, words

_SCALED = words(
    r"scaled|缩放|\\sqrt\s*\{?\s*d|sqrt\(d|√d|根号|transformer"
    r"|attention is all you need|多头|multi-?\s?head|BERT"
)
SCALES = axis(
    "scale",
    "canon",
    convention(
        "none", "the scores are not divided by the root of the key's length", inexcusable=_SCALED.pattern
    ),
    bug("1/d", "the scores are divided by d where they have to be divided by its root"),
    bug("times root", "the scores are multiplied by the root of d where they have to be divided"),
    bug(
        "1/root of length",
        "the scores are divided by the root of the number of keys, not of the key's length",
    ),
    bug("fourth root", "the root of d is taken twice"),
)
HEAD_SCALES = axis(
    "scale",
    "canon",
    convention(
        "model",
        "the scores are divided by the root of the model's width, not of a head's",
        mentioned=r"\\sqrt\{d_\{?(?:model|\\text\{model\})|sqrt\(d_model\)",
        inexcusable=r"\\sqrt\s*\{?\s*d_\{?(?:k|h)|\bsqrt\(d_(?:k|h)|√\s*d_k|每个头.{0,8}缩放",
    ),
    bug("none", "the scores are not divided by the root of a head's width"),
    bug("heads", "the scores are divided by the root of the number of heads, not of a head's width"),
    *(way for way in SCALES.ways if way.standing is Standing.BUG),
)
SOFTMAX = axis(
    "softmax",
    "canon",
    bug("over queries", "softmax runs over the queries; the weights of a query's keys have to sum to 1"),
    bug("over heads", "softmax runs over the heads (or the batch), not over the keys"),
    bug("left out", "softmax is missing"),
)
SCORES = axis(
    "scores",
    "canon",
    bug("negated", "the scores have the wrong sign"),
    bug("transposed", "the scores are transposed: softmax runs over the queries of each key"),
    bug("queries alone", "queries are held against queries, not against keys"),
    bug("keys alone", "keys are held against keys, not against queries"),
)
VALUES = axis(
    "values",
    "canon",
    bug("keys", "the weights are applied to the keys, not to the values"),
    bug("queries", "the weights are applied to the queries, not to the values"),
    bug("weights transposed", "the weights are transposed before they are applied"),
)
_MEANS = r"[`*]*\s*(?:表示|代表|为|means?|=|:)\s*(?:要|被|应|to be |be )?"
_PLACE = r"(?:(?:this |the |a )?(?:position|token|key)s? )?"
_SHOWN = (
    rf"{_PLACE}(?:can |may |to )?(?:be )?"
    r"(?:保留|可见|能看|可以看|有效|关注|keep|kept|attend|visible|valid|look|see[ns]?\b|used?\b)"
)
_HIDDEN = (
    rf"{_PLACE}(?:屏蔽|遮|忽略|看不|不可见|mask|ignore|padding|填充|hidden|(?:is |are )?(?:forbidden|blocked)"
    r"|(?:can ?|may |must |is |are )?not\b (?:be )?(?:attend|look|see|visible|used?\b))"
)
_KEEPS = (
    rf"(?:True|1){_MEANS}{_SHOWN}|(?:False|0){_MEANS}{_HIDDEN}"
    r"|mask\s*==?\s*0\s*(?:的位置)?\s*(?:表示|means|会被|被).{0,8}(?:屏蔽|忽略|遮|masked|ignored)"
)
_DROPS = rf"(?:True|1){_MEANS}{_HIDDEN}"
MASKS = axis(
    "mask",
    "canon",
    convention(
        "True=drop",
        "the canonical mask keeps what it hides here",
        mentioned=rf"{_DROPS}|{TAKES}\w*(?:pad|drop|ignore|hid|block)\w*|key_padding",
        required=_DROPS,
        inexcusable=_KEEPS,
    ),
    bug("plus", "masked scores are set to a huge number and get all weight; it has to be minus infinity"),
    bug("zeros", "masked scores are set to 0 and still get weight; they have to be minus infinity"),
    bug("added", "a mask of ones and zeros is added to the scores; it has to be 0 and minus infinity"),
    bug("ignored", "the mask is accepted and has no effect"),
    bug("after softmax", "the mask is applied after softmax, so the weights no longer sum to 1"),
)
