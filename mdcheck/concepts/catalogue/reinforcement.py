"""Definitions of reinforcement learning and of learning from preferences. Source: Sutton and Barto, 2018."""

from mdcheck.concepts.definitions import Definition, Form, over_time

BEHAVIOUR = "q~Q q, r~r R: real; a~alpha eta, g~gamma: unit"
PREFERENCES = (
    "a~pi_theta/w pi_theta/+ pi_theta/c pi_theta/1, b~pi_ref/w pi_ref/+ pi_ref/c pi_ref/1: unit; "
    "c~pi_theta/l pi_theta/- pi_theta/r pi_theta/2 pi_theta/, d~pi_ref/l pi_ref/- pi_ref/r pi_ref/2 pi_ref/: unit; k~beta: positive"
)
STATE = "v~V v: real s"
TRANSITIONS = "p~P p T Pr: real a s; r~R r: real a s; g~gamma: unit"
REWARDS = "p~P p T Pr: real a s; r~R r: real a; g~gamma: unit"
POLICY = "w~pi: real a"
BELLMAN = "Bellman, 贝尔曼, value iteration, value function, value functions, 价值函数, 值函数, 价值迭代, 值迭代, policy evaluation, 策略评估, MDP"
OUTCOMES = "p~P p T Pr: real s; r~R r: real s; g~gamma: unit"
OUTCOME = "p~P p T Pr: real s; r~R r: real; g~gamma: unit"
SAMPLED = "r~R r, v~V v: real; g~gamma: unit"

DEFINITIONS = (
    Definition(
        "return",
        "discounted return, cumulative discounted reward, 回报, 折扣回报, 累积回报, 累积折扣奖励",
        f"{over_time('G U')} G R_t",
        (
            Form("r~R r: real; g~gamma: unit; u~G U: real", r"r_{t+1} + g u_{t+1}"),
            Form("r~R r: real; g~gamma: unit; u~G U: real", r"r_t + g u_{t+1}", convention="reward: of the same step"),
            Form("r~R r: real n; g~gamma: unit", r"\sum_{k=0}^{\infty} g^k r_k"),
        ),
        topics="return, returns, discounted return, 回报, 折扣, discount",
    ),
    Definition(
        "Bellman equation of the state value",
        "Bellman expectation equation, 贝尔曼期望方程",
        "V^pi() V_pi() v_pi() v^pi() V() v()",
        (
            Form(f"{POLICY}; {TRANSITIONS}; {STATE}", r"\sum_i w_i \sum_j p_{ij} (r_{ij} + g v_j)"),
            Form(f"{POLICY}; {REWARDS}; {STATE}", r"\sum_i w_i (r_i + g \sum_j p_{ij} v_j)"),
            Form(f"{OUTCOME}; {STATE}", r"r + g \sum_j p_j v_j", convention="policy: deterministic or averaged"),
            Form(f"{OUTCOMES}; {STATE}", r"\sum_j p_j (r_j + g v_j)", convention="policy: deterministic"),
            Form(SAMPLED, r"r + g v", convention="form: an expectation"),
            Form(f"{POLICY}; q~Q q: real a", r"\sum_i w_i q_i", convention="form: by action values"),
        ),
        topics=BELLMAN,
    ),
    Definition(
        "Bellman optimality equation of the state value",
        "",
        "V^*() V_*() v_*() v^*() V_star() V_k+1() V() v() V_i+1()",
        (
            Form(f"{REWARDS}; {STATE}", r"\max_i (r_i + g \sum_j p_{ij} v_j)"),
            Form(f"{TRANSITIONS}; {STATE}", r"\max_i \sum_j p_{ij} (r_{ij} + g v_j)"),
            Form("r~R r, v~V v: real a; g~gamma: unit", r"\max_i (r_i + g v_i)"),
            Form("q~Q q: real a", r"\max_i q_i", convention="form: by action values"),
        ),
        topics=BELLMAN,
    ),
    Definition(
        "Bellman equation of the action value",
        "",
        "Q^pi(,) Q_pi(,) q_pi(,) q^pi(,) Q(,) q(,)",
        (
            Form(f"{OUTCOMES}; {STATE}", r"\sum_j p_j (r_j + g v_j)"),
            Form(f"{OUTCOME}; {STATE}", r"r + g \sum_j p_j v_j"),
            *(
                Form(f"{outcome}; w~pi: real a s; q~Q q: real {axes}", tex % q)
                for outcome, tex in (
                    (OUTCOME, r"r + g \sum_j p_j \sum_i w_{ij} %s"),
                    (OUTCOMES, r"\sum_j p_j (r_j + g \sum_i w_{ij} %s)"),
                )
                for axes, q in (("s a", "q_{ji}"), ("a s", "q_{ij}"))
            ),
            Form("r~R r, q~Q q V v: real; g~gamma: unit", r"r + g q", convention="form: an expectation"),
        ),
        topics=BELLMAN,
    ),
    Definition(
        "Bellman optimality equation of the action value",
        "",
        "Q^*(,) Q_*(,) q_*(,) q^*(,) Q(,) q(,)",
        (
            Form(f"{OUTCOMES}; q~Q q: real a s", r"\sum_j p_j (r_j + g \max_i q_{ij})"),
            Form(f"{OUTCOME}; q~Q q: real a s", r"r + g \sum_j p_j \max_i q_{ij}"),
            Form(f"{OUTCOMES}; q~Q q: real s a", r"\sum_j p_j (r_j + g \max_i q_{ji})"),
            Form(f"{OUTCOME}; q~Q q: real s a", r"r + g \sum_j p_j \max_i q_{ji}"),
            Form("r~R r: real; q~Q q: real a; g~gamma: unit", r"r + g \max_i q_i", convention="form: an expectation"),
            Form(f"{OUTCOME}; v~V v: real s", r"r + g \sum_j p_j v_j"),
            Form(f"{OUTCOMES}; v~V v: real s", r"\sum_j p_j (r_j + g v_j)"),
        ),
        topics=BELLMAN,
    ),
    Definition(
        "target of Q-learning",
        "TD target, DQN target, Q-learning target, 目标值, TD 目标",
        "y y_t y_i y_j Y_t",
        (
            Form("r~R r: real; q~Q q: real a; g~gamma: unit", r"r + g \max_i q_i"),
            Form("r~R r: real; q~Q q: real a; g~gamma: unit; d~d done: binary", r"r + g (1 - d) \max_i q_i"),
            Form("r~R r, q~Q q V: real; g~gamma: unit", r"r + g q"),
            Form("r~R r, q~Q q V: real; g~gamma: unit; d~d done: binary", r"r + g (1 - d) q"),
        ),
        topics="DQN, deep Q, Q-learning, Q 学习, 深度 Q 网络, TD target, TD 目标, 目标网络, target network",
    ),
    Definition(
        "generalised advantage estimation",
        "generalized advantage estimation, GAE, 广义优势估计",
        "hatA_t A_t hatA_t^GAE A_t^GAE hatA hatA^GAE",
        (
            Form("g~gamma, l~lambda: unit; d~delta: real n", r"\sum_{k=0}^{\infty} (g l)^k d_k"),
            Form("d~delta: real; g~gamma, l~lambda: unit; a~A hat: real", r"d + g l a_{t+1}"),
        ),
        topics="GAE, generalized advantage, generalised advantage, 广义优势",
    ),
    Definition(
        "policy gradient",
        "policy gradient theorem, REINFORCE, 策略梯度, 策略梯度定理, REINFORCE 梯度",
        "∂L/∂theta ∂J/∂theta ∂L/∂phi",
        (
            Form("s~=score: real; q~Q G A R r hat q: real", r"s q"),
            Form("s~=score: real n; q~Q G A R r hat q: real n", r"\sum_i s_i q_i"),
            Form("s~=score: real; q~Q G R q: real; b~b V: real", r"s (q - b)", convention="baseline: yes"),
        ),
        topics="policy gradient, REINFORCE, 策略梯度",
    ),
    Definition(
        "probability ratio",
        "importance ratio, 概率比, 重要性权重, 重要性采样比, 概率比率",
        "r_t() r() rho_t rho",
        (Form("a~pi_theta/ pi_new/: unit; b~pi_old/ pi_thetaold/ pi_theta_old/ mu b: unit", r"\frac{a}{b}"),),
        topics="PPO, TRPO, importance sampling, 近端策略优化, 重要性采样, 概率比",
    ),
    Definition(
        "probability of the greedy action",
        "",
        "",
        (Form("e~epsilon varepsilon eps: small; n~card A K n: count", r"1 - e + \frac{e}{n}"),),
        topics="epsilon greedy, ε greedy, ε-greedy, 贪心, 贪婪, greedy",
        phrases="greedy action is taken with probability, greedy action has probability, best action is taken with probability, "
        "greedy action with probability, 贪心动作的概率为, 贪心动作的概率是, 最优动作的概率是, 最优动作的概率为",
    ),
    Definition(
        "soft update of a target",
        "soft update, soft target update, Polyak averaging, momentum encoder, momentum update of the key encoder, 软更新, 动量编码器",
        "theta^- theta' theta_k xi",
        (
            Form("a~tau: small; b~theta theta_q, c~theta^- theta' theta_k xi bar: real", r"a b + (1 - a) c_{t-1}"),
            Form("a~m mu beta alpha: unit; c~theta_k theta^- theta' xi, b~theta_q theta: real", r"a c_{t-1} + (1 - a) b"),
        ),
        topics="MoCo, momentum encoder, key encoder, target network, 目标网络, 软更新, soft update, 动量编码器, BYOL, EMA",
    ),
    Definition(
        "Q-learning update",
        "Q-learning, Q 学习, Q-learning 更新",
        "",
        (
            Form(f"{BEHAVIOUR}; v: real k", r"q + a (r + g \max_i v_i - q)"),
            Form("q~Q q, r~r R: real; a~alpha eta, g~gamma: unit; v: real k", r"(1 - a) q + a (r + g \max_i v_i)"),
            Form("q~Q q: real n m; r~r R: real; a~alpha eta, g~gamma: unit",
                 r"q_{ij} + a (r + g \max_l q_{kl} - q_{ij})"),
        ),
        confused=("Sarsa update",),
    ),
    Definition(
        "Sarsa update",
        "Sarsa, SARSA 更新",
        "",
        (Form(f"{BEHAVIOUR}; v: real", r"q + a (r + g v - q)"), Form("q~Q q: real n m; r~r R: real; a~alpha eta, g~gamma: unit",
                 r"q_{ij} + a (r + g q_{kl} - q_{ij})"),
        ),
        confused=("Q-learning update",),
    ),
    Definition(
        "TD(0) update",
        "TD learning, temporal difference learning, TD(0), 时序差分学习, 时序差分更新",
        "",
        (
            Form("v~V v: real n; r~r R: real; a~alpha eta, g~gamma: unit", r"v_t + a (r_{t+1} + g v_{t+1} - v_t)"),
            Form("v~V, u~V: real; r~r R: real; a~alpha eta, g~gamma: unit", r"v + a (r + g u - v)"),
        ),
    ),
    Definition(
        "TD error",
        "temporal-difference error, temporal difference error, 时序差分误差, TD 误差",
        "delta_t delta",
        (
            Form("r~r R, a, b: real; g~gamma: unit", r"r + g a - b"),
            Form("v~V v: real n; r~r R: real; g~gamma: unit", r"r + g v_{t+1} - v_t"),
        ),
        topics="TD, temporal difference, 时序差分, TD 误差, GAE, actor critic, 优势, PPO",
    ),
    Definition(
        "advantage",
        "advantage function, 优势函数, 优势",
        "A() A(,) A^pi(,) A_pi(,) A_t hatA_t Adv() Adv(,)",
        (
            Form("q~Q q: real; v~V v: real", r"q - v"),
            Form("g~G R: real; v~V v: real", r"g - v", convention="estimate: by the return"),
            Form("r~r R, g~gamma: real; v~V: real n", r"r + g v_{t+1} - v_t", convention="estimate: by the TD error"),
            Form("r~r R, g~gamma: real; a~V, b~V: real", r"r + g a - b", convention="estimate: by the TD error"),
        ),
        topics="advantage, 优势, actor critic, A2C, A3C, dueling",
    ),
    Definition(
        "PPO objective",
        "clipped surrogate objective, PPO clip, 截断的替代目标, PPO, 近端策略优化, proximal policy optimization",
        "L^CLIP L^CLIP() J^CLIP() L_CLIP() L^PPO() L_PPO() CLIP PPO",
        (
            Form("r~r ratio rho, a~A hat: real; e~epsilon varepsilon eps: small",
                 r"\min(r a, \min(\max(r, 1 - e), 1 + e) a)"),
        ),
    ),
    Definition(
        "DPO loss",
        "direct preference optimization, DPO, 直接偏好优化",
        "DPO DPO() DPO(;) DPO(,)",
        (
            Form(PREFERENCES, r"-\log \sigma(k \log \frac{a}{b} - k \log \frac{c}{d})"),
            Form(PREFERENCES, r"-\log \sigma(k (\log \frac{a}{b} - \log \frac{c}{d}))"),
        ),
    ),
    Definition(
        "Bradley-Terry loss",
        "reward model loss, Bradley-Terry model, 奖励模型损失, 奖励模型的损失",
        "RM",
        (Form("a, b: real", r"-\log \sigma(a - b)"),),
    ),
)  # fmt: skip
