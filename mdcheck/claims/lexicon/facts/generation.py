"""What generative models do in each of their two halves."""

from mdcheck.claims.lexicon.facts.topic import Topic

TOPICS = (
    Topic(
        subjects={
            "the forward process": r"(?:前向|正向)(?:扩散)?过程|forward (?:diffusion )?process",
            "the reverse process": r"(?:反向|逆向)(?:扩散|去噪)?过程|(?:reverse|backward) (?:diffusion )?process",
        },
        slots={"does": r"是|逐步|gradually|step by step"},
        values={
            "add noise": r"(?:加|添加|加入)(?:高斯)?噪声?|加噪|adds?(?: gaussian)? noise|adding(?: gaussian)? noise|destroys the data",
            "remove noise": r"(?:去|去除|消除)(?:高斯)?噪声?|去噪|denois(?:es?|ing)|removes?(?: the)?(?: gaussian)? noise",
        },
        truth={
            "the forward process": {"does": ("add noise",)},
            "the reverse process": {"does": ("remove noise",)},
        },
        source="Ho, Jain and Abbeel, 2020",
        hints=("过程", "process"),
        filler=r"逐步地?|逐渐地?|不断|向|对|数据|图像|图片|样本|中|从|扩散|gradually|step by step|data|image|images|diffusion",
        bare=True,
    ),
    Topic(
        subjects={
            "ResNet": r"ResNet|残差网络|residual networks?",
            "DenseNet": r"DenseNet|稠密(?:连接)?网络|dense(?:ly connected)? networks?",
        },
        slots={"joins": r"使用|采用|用|通过|把|将|uses?|by|joins?"},
        values={
            "by adding": r"(?:逐元素|按元素)?(?:相加|求和|加法)|(?:element ?wise )?(?:addition|sums?|adds?)",
            "by concatenating": r"(?:按?通道)?(?:维度?)?(?:拼接|级联|连接起来)|concat(?:enat(?:ion|es?|ing))?",
        },
        truth={"ResNet": {"joins": ("by adding",)}, "DenseNet": {"joins": ("by concatenating",)}},
        source="He et al., 2016; Huang et al., 2017",
        hints=("resnet", "densenet", "残差网络", "稠密", "residual net", "dense"),
        filler=r"输入|输出|特征(?:图)?|各层|前面|所有|层|shortcut|跳跃连接|features?|feature maps?|inputs?|outputs?|layers?|along channels?|on channels",
        bare=True,
    ),
)
