"""How code calls what optimizers take: parameters, gradients, states, objectives and numbers of steps."""

from mdcheck.execute.differential.record import Role, words


def _role(name: str, alternatives: str) -> Role:
    """A role by its alternatives, written apart by blanks."""
    return Role(name, words("|".join(alternatives.split())))


THETA = _role(
    "theta",
    r"""theta params? parameters? w weights? x var variable p x_?0 point position
    (?:x|w|theta|params?)_?(?:0|init(?:ial)?|start|t)
    init(?:ial)?(?:_?(?:x|w|theta|params?|point|value|guess|position))?
    start(?:ing)?(?:_?(?:x|point|position))?""",
)
HELD = _role("theta", r"(?:model_?)?params? parameters? weights?")
G = _role(
    "g",
    r"""g grads? gradients? dw dx dtheta d_?w g_?t grad_?t grad_?w d_?params d_?theta gradient_?t""",
)
KEPT = _role("kept", r"config state states? optim_?(?:config|state) opt_?state cache memory s hist(?:ory)?")
MODEL = _role("model", r"model net network module")
GRADIENTS = _role("g", r"all_?grads? grads?_?list param_?grads? gs")
HYPER = _role("hyper", r"hyper_?params? hparams hp hyper config cfg opts? options settings")
BATCH = _role("batch", r"batch_?size bs m n")
STATES_OF = _role("states", r"states? opt_?states? optimizer_?states?")
T = _role("t", r"t step iteration iter k epoch time_?step step_?(?:num|count) n")
STATES = tuple(
    _role(
        f"state {n}",
        r"""[mvusrhGEd] m_?t v_?t s_?t velocit(?:y|ies) vels? momenta moments? [mvs]s
        (?:first|second)_?moments? exp_avg(?:_sq)? [mvs]_?prev
        moment_?[12] [sv]_?dw caches? state sq
        buf(?:fer)? accum(?:ulat(?:ed|or))?(?:_?\w+)? sum_?(?:of_?)?sq\w*
        sq\w* grad_?sq\w* e[a-z]2? edx2? e_?g2? e_?dx2? acc_?\w* avg_?\w*
        running_?\w* delta_?(?:x|theta|w)?_?\w*
        moving_?avg mean_?sq\w* momentum_?(?:buffer|buf)? v_?w hist\w* r_?t g_?sum old_?\w* prev_?\w*""",
    )
    for n in (1, 2, 3)
)
GRADIENT = _role(
    "gradient",
    r"""(?:grad|gradient|df|g|nabla|f_?grad|dfdx|derivative|d_?loss)(?:_?(?:f|fn|func|function))? f_?prime
    (?:grad|gradient)(?:_?(?:x|of|loss|dx))*(?:_?(?:fn|func|function))?""",
)
OBJECTIVE = _role(
    "objective",
    r"""f func fn function (?:loss|cost)(?:_?(?:fn|func|function))? objective(?:_?\w+)?""",
)
LENGTH = _role(
    "length",
    r"""(?:num|n|max|total)?_?(?:iter(?:s|ations?)?|steps?|epochs?|updates) T N n""",
)
METHODS = (
    "step",
    "update",
    "__call__",
    "apply",
    "optimize",
    "update_params",
    "update_parameters",
    "minimize",
)
