"""Whose data algorithms of reinforcement learning learn from, and how their estimates err."""

from mdcheck.claims.lexicon.facts.topic import Topic

_ON, _OFF = ("on-policy",), ("off-policy",)

TOPICS = (
    Topic(
        subjects={
            "SARSA": r"SARSA",
            "REINFORCE": r"REINFORCE",
            "A2C": r"A2C|A3C",
            "PPO": r"PPO",
            "TRPO": r"TRPO",
            "Q-learning": r"Q[ -]?(?:learning|学习)",
            "DQN": r"DQN|deep Q[ -]?networks?",
            "DDPG": r"DDPG",
            "TD3": r"TD3",
            "SAC": r"SAC|soft actor[ -]critic",
        },
        slots={"kind": r"是|属于|is|are|belongs? to"},
        values={
            "on-policy": r"on[ -]policy(?: ?(?:的|算法|方法|algorithms?|methods?))*|[同在]策略(?:的|算法|方法)*|同轨策略|在线策略(?:的|算法|方法)*",
            "off-policy": r"off[ -]policy(?: ?(?:的|算法|方法|algorithms?|methods?))*|[异离]策略(?:的|算法|方法)*|离轨策略|离线策略(?:的|算法|方法)*",
        },
        truth={
            **{name: {"kind": _ON} for name in ("SARSA", "REINFORCE", "A2C", "PPO", "TRPO")},
            **{name: {"kind": _OFF} for name in ("Q-learning", "DQN", "DDPG", "TD3", "SAC")},
        },
        source="Sutton and Barto, 2018, chapters 6 and 13; and the papers of the algorithms",
        hints=("policy", "策略"),
        filler=r"典型|经典|control|控制|value based|learning",
        bare=True,
    ),
    Topic(
        subjects={
            "Monte Carlo": r"蒙特卡[洛罗](?:方法|估计)?|Monte Carlo(?: (?:methods?|estimates?|returns?))?",
            "temporal differences": r"时[序间]差分(?:方法|估计)?|TD(?: ?(?:方法|learning|学习|methods?|estimates?|targets?))|temporal differences?(?: learning)?",
        },
        slots={"has": r"是|具有|有|has|have|is|are"},
        values={
            "high variance": r"高方差|方差(?:较|更|很)?(?:高|大)|(?:a )?(?:high|higher|large|larger) variance",
            "low variance": r"低方差|方差(?:较|更|很)?(?:低|小)|(?:a )?(?:low|lower|small|smaller) variance",
            "no bias": r"无偏(?:的|估计)*|unbiased(?: estimates?)?|no bias",
            "bias": r"有偏(?:的|估计)*|biased(?: estimates?)?",
        },
        truth={
            "Monte Carlo": {"has": ("high variance", "no bias")},
            "temporal differences": {"has": ("low variance", "bias")},
        },
        source="Sutton and Barto, 2018, section 6.2",
        hints=("蒙特卡", "差分", "monte", "td", "temporal"),
        filler=r"估计|回报|目标|return|returns|estimate|estimates|target",
        bare=True,
    ),
)
