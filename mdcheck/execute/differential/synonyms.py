"""How code calls the arguments of concepts: names by the canonical parameter that they stand for."""

import re
from functools import cache

_TRUE = (
    r"y|y_?true|labels?|targets?|true|t|gt|ground_?truth|truth|actual|y_?test|target_?ids?|real|expected"
    r"|tprs?|precisions?|one_?hot(?:_?labels)?"
)
_PREDICTED = (
    r"f|y_?hat|y_?pred(?:ict(?:ed|ion|ions)?)?|pred(?:s|icted|iction|ictions|ict)?|outputs?"
    r"|out|input|inputs|yhat"
    r"|h|o|scores?|f_?x|decision|margins?|estimates?|y_?p|forecast"
)
_LOGITS = r"z|logits?|scores?|x|inputs?|outputs?|pred(?:s|iction|ictions)?|y_?pred|a|o|out"
_PROBABILITIES = (
    r"p|probs?|probabilities|y_?hat|y_?pred(?:ict(?:ion)?)?|pred(?:s|iction|ictions|icted)?|q"
    r"|p_?t|outputs?|inputs?|prob"
)
_SYNONYMS = {
    "y": _TRUE,
    "f": _PREDICTED,
    "y_hat": _PREDICTED,
    "z": _LOGITS,
    "s": r"s|scores?|student(?:_?(?:logits?|outputs?|scores?))?|y_?score|y_?prob|probs?|preds?|y_?pred|y_?hat"
    r"|predictions?|logits_?s(?:tudent)?|logits",
    "t": r"t|(?:cur(?:rent)?_?|global_?)?(?:step|epoch|iter(?:ation)?)(?:_?num)?|i|it|t_?cur"
    r"|teacher(?:_?(?:logits?|outputs?|scores?))?|logits_?t(?:eacher)?",
    "p": _PROBABILITIES + r"|x|dist(?:ribution)?|p_?xy|joint|p_?x|positives?|pos|sequence_probs?",
    "q": r"q|q_?x|query|queries|z_?1|anchors?|approx|pred|view_?1|z_?i|x_?1|features_?1",
    "k": r"k|keys?|z_?2|positives?|view_?2|z_?j|x_?2|features_?2|pos",
    "a": r"a|anchors?|x|x_?1|u|vec_?1|z_?1|v1|anc"
    r"|(?:out(?:put)?|emb(?:edding)?|h|f|feat(?:ure)?)_?1|b(?:ox|b)_?(?:1|a)",
    "b": r"b|b_?1|bias(?:_?1)?|y|x_?2|v|vec_?2|z_?2|v2"
    r"|(?:out(?:put)?|emb(?:edding)?|h|f|feat(?:ure)?)_?2|b(?:ox|b)_?(?:2|b)",
    "n": r"n|neg(?:atives?)?|total|num|size|sz|seq_?len(?:gth)?|length|t",
    "m": r"m|mask|k|r|keep|keep_?mask|length",
    "tau": r"tau|temp(?:erature)?|t|τ",
    "T": (
        r"t|temp(?:erature)?|tau|text(?:_?(?:features?|embeds?|embeddings?))?"
        r"|txt(?:_?(?:feat(?:ure)?s?|emb))?"
    ),
    "I": r"i|image(?:_?(?:features?|embeds?|embeddings?))?|img(?:_?(?:feat(?:ure)?s?|emb))?",
    "lambda_": (
        r"lambda_?|lam|lambd|lmbda|l1_?lambda|l2_?lambda|reg|alpha|weight_?decay|wd|strength"
        r"|coef(?:f)?|l1|l2|reg_?lambda|gae_?lambda"
    ),
    "eta": r"eta|lr|learning_?rate|alpha|step_?size",
    "gamma": r"gamma|focusing|sigma|weight|scale|g",
    "alpha": r"alpha|balance|a|weight|(?:negative_?)?slope|leak",
    "beta": r"beta|momentum|decay|bias|shift|b",
    "delta": r"delta|d|threshold|beta|k",
    "margin": r"margin|m|alpha",
    "degree": r"degree|d|p|deg|power|n",
    "c": r"c|b_?2|coef_?0|bias|r|const|offset|classes|num_?classes|n_?classes",
    "C": r"c|penalty|reg|(?:init_?|initial_?|old_?)?(?:cent(?:er|re)s?|centroids?)|mus?|means|prototypes",
    "w": r"w|weights?|theta|params?|coef|beta|v",
    "W": (
        r"w|w_?1|weights?|weight_?matrix|w_?a|matrix|mask|similarity|table|embedding(?:_?(?:matrix"
        r"|weight|table))?|emb"
    ),
    "W_prime": (
        r"w_?prime|w_?out|w_?2|output_?(?:embeddings?|weights?|matrix)|u|v|w_?o"
        r"|context_?(?:embeddings?|matrix)"
    ),
    "w_q": r"w_?q|wq|query_?weights?|wq_?weight|w_?query",
    "w_k": r"w_?k|wk|key_?weights?|w_?key",
    "w_v": r"w_?v|wv|value_?weights?|w_?value",
    "X": r"x|x_?1|a|u|inputs?|features?|queries|data|hidden_?states?|x_?i|v1|vec_?1",
    "Z": r"z|y|x_?2|b|v|x_?prime|memory|context|encoder_?(?:outputs?|hidden_?states?)|x_?j|v2|vec_?2|x2",
    "Q": r"q|query|queries|s|decoder_?(?:hidden|state)",
    "V": r"v|w_?2|values?|vocab(?:_?size)?",
    "S": r"s|scores?|logits?|e|energ(?:y|ies)",
    "Y": r"y|values?|y_?train|ys|targets?|x|heads?",
    "x": r"x|inputs?|data|tensor|values?|q|query|features?|new(?:_?\w+)?|value|z|a|h|arr|samples?"
    r"|fprs?|recalls?",
    "g": r"g|grads?|gradients?|dw|grad_?w",
    "theta": r"theta|params?|w|weights?|x",
    "u": (
        r"x|u_?o|positives?|pos(?:_?(?:vec|embed(?:ding)?))?|target|v_?o|o|diff|distance"
        r"|context(?:_?vec)?|u_?pos"
    ),
    "U": r"u|neg(?:atives?)?(?:_?(?:vecs?|embed(?:ding)?s?|samples?))?|noise|u_?neg|u_?k|neg_?samples",
    "h": (
        r"h|v_?c|center(?:_?(?:vec|embed(?:ding)?))?|heads?|n_?heads?|num_?heads?|hidden|input"
        r"|word_?vec|n_head"
    ),
    "counts": r"counts?|freq(?:s|uenc(?:y|ies))?|word_?(?:counts?|freqs?)|c",
    "power": r"power|alpha|exponent|p",
    "L": r"losses|loss|l|values",
    "J": r"j|penalty|complexity|reg(?:ulari[sz]er)?",
    "D": r"d|y|labels?|data|target|window|half_?width",
    "A": r"a|x|features?|attribute|feature|matrix",
    "TP": r"tps?|true_?pos(?:itives?)?",
    "FP": r"fps?|false_?pos(?:itives?)?",
    "FN": r"fns?|false_?neg(?:atives?)?",
    "TN": r"tns?|true_?neg(?:atives?)?",
    "P": r"p|prec(?:ision)?",
    "R": r"r|rec(?:all)?",
    "AUC": r"auc|auroc|roc_?auc",
    "i": r"i|idx|ind(?:ex|ices)|labels?|ids?|tokens?|y|x|word(?:_?ids?)?",
    "v": r"v|num_?classes|vocab(?:_?size)?|n|depth|size|n_?classes|k|c|n_?labels",
    "context": r"context(?:_?(?:ids?|words?|idxs?))?|x",
    "center": r"center(?:_?(?:ids?|words?|idx))?|word|x|target",
    "target": r"target(?:_?(?:ids?|words?|idx))?|y|center",
    "sparsity": r"sparsity|ratio|prune_?ratio|amount|p",
    "average": r"average|old(?:_?\w+)?|avg|ema|shadow|old|prev|v|running|s|mean",
    "lengths": r"len(?:gth)?s?|seq_?len(?:gth)?s?|valid_?lens?",
    "mean": r"mean|mu|running_?mean|moving_?mean",
    "variance": r"var(?:iance)?|running_?var|moving_?var|sigma_?2",
    "n_ab": r"n_?ab|pair_?(?:freq|count)|count_?ab|freq_?pair",
    "n_a": r"n_?a|(?:freq|count)_?(?:a|1|first)|first_?(?:freq|count)",
    "n_b": r"n_?b|(?:freq|count)_?(?:b|2|second)|second_?(?:freq|count)",
    "eps": r"eps|epsilon|clip_?(?:eps(?:ilon)?|param|range|ratio)|(?:label_?)?smoothing",
    "smooth": r"smooth(?:ing)?|eps|epsilon",
    "mu": r"mu|means?|z_?mean",
    "log_variance": r"log_?var(?:iance)?|z_?log_?var|log_?sigma_?(?:2|sq)",
    "groups": r"(?:num_?|n_?)?groups?|g",
    "base": r"base|theta",
    "max_norm": r"max_?(?:grad_?)?norm|clip(?:_?(?:norm|value))?|threshold|theta|c|limit",
    "limit": r"limit|clip_?(?:value|val)?|max_?(?:value|val)|threshold|c",
    "total": r"t|t_?max|total(?:_?(?:steps|epochs|iters))?|max_?(?:steps|epochs?|iters?)"
    r"|(?:num_?|n_?)(?:steps|epochs)|steps|epochs",
    "eta_max": r"(?:eta|lr)_?(?:max|0|init(?:ial)?|base|start)"
    r"|(?:max|base|init(?:ial)?|peak|start)_?(?:lr|eta)|lr|eta",
    "eta_min": r"(?:eta|lr)_?(?:min|end|final)|(?:min|end|final)_?(?:lr|eta)",
    "warmup": r"(?:num_?|n_?)?warm_?up(?:_?(?:steps|epochs|iters))?",
    "every": r"every|step_?size|drop_?every|epochs_?drop|decay_?(?:steps|every)|s",
    "relevance": r"rel(?:evances?|s)?|scores?|gains?|relevance_?scores?|r",
    "x_hat": r"x_?hat|recon(?:_?x|struct(?:ed|ions?)?(?:_?x)?)?s?|x_?(?:recon\w*|rec|prime|out|pred)|outputs?"
    r"|y|decoded|x_?tilde|pred",
    "real": r"(?:d_?|real_?)*(?:real|r)(?:_?(?:out(?:put)?s?|pred(?:s|iction)?|logits?|scores?|probs?|x))?"
    r"|d_?x|y_?real|pred_?real|logits_?real|real",
    "fake": r"(?:d_?)?(?:fake|f|gen(?:erated)?|g)(?:_?(?:out(?:put)?s?|pred(?:s|iction)?|logits?|scores?"
    r"|probs?))?|d_?g_?z|d_?gz|y_?fake|pred_?fake|logits_?fake",
    "noise": r"noise|eps(?:ilon)?|e",
    "chosen": r"(?:policy|pi|model|actor)?_?(?:chosen|win(?:ner)?|preferred|pos(?:itive)?|better|yw|w)"
    r"(?:_?(?:rewards?|scores?|log_?(?:p|ps|probs?)|logps?))?|(?:r|reward|score|logps?)_?(?:chosen|w|pos|win)"
    r"|pi_?logps?_?(?:chosen|w)|log_?p_?w",
    "rejected": r"(?:policy|pi|model|actor)?_?(?:reject(?:ed)?|los(?:er|e|s|ing)|neg(?:ative)?|worse|yl|l)"
    r"(?:_?(?:rewards?|scores?|log_?(?:p|ps|probs?)|logps?))?|(?:r|reward|score|logps?)_?(?:rejected|l|neg|lose)"
    r"|pi_?logps?_?(?:rejected|l)|log_?p_?l",
    "reference_chosen": r"ref(?:erence)?_?(?:chosen|win(?:ner)?|preferred|pos(?:itive)?|yw|w)"
    r"(?:_?(?:log_?(?:p|ps|probs?)|logps?))?|ref(?:erence)?_?log_?p(?:s|robs?)?_?(?:chosen|w)"
    r"|log_?p_?(?:ref_?w|w_?ref)|chosen_?ref(?:_?logps?)?|w_?ref",
    "reference_rejected": r"ref(?:erence)?_?(?:reject(?:ed)?|los(?:er|e|ing)|neg(?:ative)?|yl|l)"
    r"(?:_?(?:log_?(?:p|ps|probs?)|logps?))?|ref(?:erence)?_?log_?p(?:s|robs?)?_?(?:rejected|l)"
    r"|log_?p_?(?:ref_?l|l_?ref)|rejected_?ref(?:_?logps?)?|l_?ref",
    "log_p": r"(?:new|cur(?:rent)?|pi)?_?log_?(?:p|ps|probs?|pis?)(?:_?(?:new|a))?|logp_?new",
    "old_log_p": r"(?:old|prev|behaviou?r|pi_?old)_?log_?(?:p|ps|probs?|pis?)"
    r"|log_?(?:p|ps|probs?|pis?)_?(?:old|prev)",
    "advantage": r"adv(?:antages?|s)?|a|gae",
    "rewards": r"r|rewards?|rs|rew",
    "values": r"v|values?|vs|v_?preds?|state_?values",
    "ids": r"(?:input_?)?ids?|tokens?|labels?|targets?|y|idx|tgt",
    "K": r"k|kernel|filter|keys?|h|encoder_?(?:outputs?|states?|hidden)",
    "size": r"(?:pool_?|kernel_?|window_?)?size|k|p|pool|window",
    "steps": r"(?:n_?|num_?|max_?)?(?:iters?|iterations?|steps|epochs)|max_?iters?",
    "rho": r"rho|decay|decay_?rate|gamma|beta",
}


@cache
def called(parameter: str) -> re.Pattern[str]:
    """A pattern for whole lower-case names under which code takes what a canonical parameter takes."""
    own = re.sub(r"_+", "_?", re.escape(parameter.lower().strip("_")))
    more = _SYNONYMS.get(parameter) or _SYNONYMS.get(parameter.lower(), own)
    return re.compile(f"{own}|{more}")
