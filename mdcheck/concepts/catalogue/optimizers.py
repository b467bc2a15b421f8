"""Update equations of optimizers, with the conventions under which they are known.

Sources: Polyak, 1964; Nesterov, 1983; Duchi et al., 2011; Tieleman and Hinton, 2012; Zeiler, 2012; Kingma
and Ba, 2015; Dozat, 2016; Loshchilov and Hutter, 2019.
"""

from functools import cache

from mdcheck.concepts.definitions import Bearing, Recurrence, System

FIRST = r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t"
SECOND = r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2"
HATS = (r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}", r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}")
MEAN_SQUARE = r"v_t = \beta v_{t-1} + (1 - \beta) g_t^2"
OUTSIDE, INSIDE, NONE = r"\sqrt{%s} + \epsilon", r"\sqrt{%s + \epsilon}", r"\sqrt{%s}"


def placed(root: str, usual: str) -> tuple[str, Bearing]:
    """Convention and bearing of a root, beside the usual one."""
    if root == usual:
        return "", "silent"
    if root == NONE:
        return "eps: none", "silent"
    return f"eps: {'inside' if root == INSIDE else 'outside'} the root", "warning"


def rooted(equations: tuple[str, ...], step: str, under: str, usual: str = OUTSIDE) -> tuple[System, ...]:
    """Systems whose step divides by a root, for every place of epsilon; ``step`` holds one ``%s``."""
    roots = (usual, *(root for root in (OUTSIDE, INSIDE, NONE) if root != usual))
    return tuple(System((*equations, step % (root % under)), *placed(root, usual)) for root in roots)


ADAM = rooted((FIRST, SECOND, *HATS), r"\theta_{t+1} = \theta_t - \eta \frac{\hat{m}_t}{%s}", r"\hat{v}_t")

OPTIMIZERS = (
    Recurrence(
        "gradient descent",
        "SGD, stochastic gradient descent, batch gradient descent, mini-batch gradient descent, steepest descent, "
        "随机梯度下降, 批量梯度下降, 小批量梯度下降, 梯度下降, 梯度下降法, 随机梯度下降法, 批量梯度下降法, GD, BGD, MBGD",
        (System((r"\theta_{t+1} = \theta_t - \eta g_t",)),),
        "impl.optimizers.gradient_descent.gradient_descent",
    ),
    Recurrence(
        "gradient descent with weight decay",
        "SGD with weight decay, weight decay, 权重衰减, 带权重衰减的 SGD, 带权重衰减的梯度下降, L2 正则化的梯度下降",
        (
            System((r"\theta_{t+1} = \theta_t - \eta (g_t + \lambda \theta_t)",)),
            System(
                (r"\theta_{t+1} = \theta_t - \eta g_t - \lambda \theta_t",),
                "decay: not times the learning rate",
            ),
            System(
                (r"\theta_{t+1} = \theta_t - \eta (g_t + 2 \lambda \theta_t)",), "penalty: without its half"
            ),
            System(
                (r"\theta_{t+1} = \theta_t - \eta (g_t + \frac{\lambda}{n} \theta_t)",),
                "penalty: over n samples",
            ),
        ),
        "",
    ),
    Recurrence(
        "momentum",
        "SGD with momentum, SGDM, heavy ball, momentum method, momentum optimizer, gradient descent with momentum, "
        "动量, 动量法, 带动量的 SGD, 动量梯度下降, 动量优化, 带动量的梯度下降, 带动量的随机梯度下降",
        (
            System((r"v_t = \mu v_{t-1} + g_t", r"\theta_{t+1} = \theta_t - \eta v_t")),
            System(
                (r"v_t = \mu v_{t-1} + \eta g_t", r"\theta_{t+1} = \theta_t - v_t"),
                "learning rate: inside the velocity",
            ),
            System(
                (r"v_t = \mu v_{t-1} + (1 - \mu) g_t", r"\theta_{t+1} = \theta_t - \eta v_t"),
                "new gradient: weight 1 - mu",
            ),
            System(
                (
                    r"v_t = \mu v_{t-1} + (1 - \mu) g_t",
                    r"\theta_{t+1} = \theta_t - \eta \frac{v_t}{1 - \mu^t}",
                ),
                "new gradient: weight 1 - mu, bias correction: yes",
            ),
        ),
        "impl.optimizers.momentum.momentum",
    ),
    Recurrence(
        "Nesterov momentum",
        "Nesterov accelerated gradient, Nesterov, NAG, SGD with Nesterov Acceleration, Nesterov acceleration, "
        "Nesterov's accelerated gradient, Nesterov 动量, 涅斯捷罗夫加速梯度, 牛顿动量, 涅斯捷罗夫梯度, Nesterov 加速梯度",
        (
            System((r"v_t = \mu v_{t-1} + g_t", r"\theta_{t+1} = \theta_t - \eta (g_t + \mu v_t)")),
            System(
                (
                    r"v_t = \mu v_{t-1} + \eta \nabla J(\theta_t - \mu v_{t-1})",
                    r"\theta_{t+1} = \theta_t - v_t",
                ),
                "gradient: at the point looked ahead to",
            ),
            System(
                (
                    r"v_t = \mu v_{t-1} + \nabla J(\theta_t - \eta \mu v_{t-1})",
                    r"\theta_{t+1} = \theta_t - \eta v_t",
                ),
                "gradient: at the point looked ahead to, learning rate: outside the velocity",
            ),
            System(
                (
                    r"v_t = \mu v_{t-1} + (1 - \mu) \nabla J(\theta_t - \eta \mu v_{t-1})",
                    r"\theta_{t+1} = \theta_t - \eta v_t",
                ),
                "gradient: at the point looked ahead to, new gradient: weight 1 - mu",
            ),
            System(
                (
                    r"v_t = \mu v_{t-1} + (1 - \mu) \nabla J(\theta_t - \eta v_{t-1})",
                    r"\theta_{t+1} = \theta_t - \eta v_t",
                ),
                "look-ahead: the whole step before",
            ),
            System(
                (
                    r"v_t = \mu v_{t-1} + (1 - \mu) \nabla J(\theta_t - \mu v_{t-1})",
                    r"\theta_{t+1} = \theta_t - \eta v_t",
                ),
                "look-ahead: by the velocity without the learning rate",
                "warning",
            ),
            System(
                (
                    r"y_{t+1} = \theta_t - \eta \nabla J(\theta_t)",
                    r"\theta_{t+1} = y_{t+1} + \mu (y_{t+1} - y_t)",
                ),
                "two sequences",
            ),
        ),
        "impl.optimizers.nesterov.nesterov",
    ),
    Recurrence(
        "AdaGrad",
        "adaptive gradient, 自适应梯度",
        rooted((r"v_t = v_{t-1} + g_t^2",), r"\theta_{t+1} = \theta_t - \eta \frac{g_t}{%s}", "v_t"),
        "impl.optimizers.adagrad.adagrad",
    ),
    Recurrence(
        "RMSProp",
        "root mean square propagation, 均方根传播, 均方根反向传播",
        (
            *rooted((MEAN_SQUARE,), r"\theta_{t+1} = \theta_t - \eta \frac{g_t}{%s}", "v_t"),
            System(
                (
                    MEAN_SQUARE,
                    r"u_t = \mu u_{t-1} + \eta \frac{g_t}{\sqrt{v_t} + \epsilon}",
                    r"\theta_{t+1} = \theta_t - u_t",
                ),
                "momentum: yes",
            ),
        ),
        "impl.optimizers.rmsprop.rmsprop",
    ),
    Recurrence(
        "AdaDelta",
        "自适应增量",
        (
            System(
                (
                    r"\theta_{t+1} = \theta_t - d_t",
                    r"d_t = \frac{\sqrt{u_{t-1} + \epsilon}}{\sqrt{v_t + \epsilon}} g_t",
                    r"v_t = \rho v_{t-1} + (1 - \rho) g_t^2",
                    r"u_t = \rho u_{t-1} + (1 - \rho) d_t^2",
                )
            ),
            System(
                (
                    r"\theta_{t+1} = \theta_t - \eta d_t",
                    r"d_t = \frac{\sqrt{u_{t-1} + \epsilon}}{\sqrt{v_t + \epsilon}} g_t",
                    r"v_t = \rho v_{t-1} + (1 - \rho) g_t^2",
                    r"u_t = \rho u_{t-1} + (1 - \rho) d_t^2",
                ),
                "learning rate: yes",
            ),
        ),
        "impl.optimizers.adadelta.adadelta",
    ),
    Recurrence(
        "Adam",
        "adaptive moment estimation, 自适应矩估计",
        (
            *ADAM,
            *(
                System(
                    system.equations, f"{system.convention}, bias correction: none".lstrip(", "), "warning"
                )
                for system in rooted((FIRST, SECOND), r"\theta_{t+1} = \theta_t - \eta \frac{m_t}{%s}", "v_t")
            ),
            System(
                (
                    FIRST,
                    SECOND,
                    r"\theta_{t+1} = \theta_t - \eta \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t} \frac{m_t}{\sqrt{v_t} + \epsilon}",
                ),
                "bias correction: folded into the learning rate",
            ),
        ),
        "impl.optimizers.adam.adam",
    ),
    Recurrence(
        "Adam with L2 regularization",
        "Adam + L2, 带 L2 正则的 Adam",
        rooted(
            (
                r"h_t = g_t + \lambda \theta_t",
                r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) h_t",
                r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) h_t^2",
                *HATS,
            ),
            r"\theta_{t+1} = \theta_t - \eta \frac{\hat{m}_t}{%s}",
            r"\hat{v}_t",
        ),
        "impl.optimizers.adam.adam_l2",
    ),
    Recurrence(
        "AdamW",
        "Adam with decoupled weight decay, 解耦权重衰减的 Adam",
        (
            *rooted(
                (FIRST, SECOND, *HATS),
                r"\theta_{t+1} = \theta_t - \eta \lambda \theta_t - \eta \frac{\hat{m}_t}{%s}",
                r"\hat{v}_t",
            ),
            *(
                System(
                    system.equations, f"{system.convention}, decay: not times the learning rate".lstrip(", ")
                )
                for system in rooted(
                    (FIRST, SECOND, *HATS),
                    r"\theta_{t+1} = \theta_t - \lambda \theta_t - \eta \frac{\hat{m}_t}{%s}",
                    r"\hat{v}_t",
                )
            ),
        ),
        "impl.optimizers.adam.adamw",
    ),
    Recurrence(
        "Nadam",
        "Nesterov-accelerated adaptive moment estimation, 涅斯捷罗夫加速自适应矩估计",
        (
            *rooted(
                (FIRST, SECOND, *HATS),
                r"\theta_{t+1} = \theta_t - \frac{\eta}{%s} (\beta_1 \hat{m}_t + \frac{(1 - \beta_1) g_t}{1 - \beta_1^t})",
                r"\hat{v}_t",
            ),
            *rooted(
                (
                    FIRST,
                    SECOND,
                    HATS[1],
                    r"\hat{m}_t = \frac{\beta_1 m_t}{1 - \beta_1^{t+1}} + \frac{(1 - \beta_1) g_t}{1 - \beta_1^t}",
                ),
                r"\theta_{t+1} = \theta_t - \eta \frac{\hat{m}_t}{%s}",
                r"\hat{v}_t",
            ),
        ),
        "impl.optimizers.nadam.nadam_constant",
    ),
)


@cache
def optimizers() -> dict[str, Recurrence]:
    """Every optimizer by its name."""
    return {recurrence.name: recurrence for recurrence in OPTIMIZERS}
