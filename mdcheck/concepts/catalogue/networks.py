"""Definitions of layers, schedules and initialisations. Sources: Goodfellow et al., 2016; Vaswani et al., 2017."""

from mdcheck.concepts.definitions import Definition, Form, over_time

STATE = "f~f F, c~c h C, i~i I, d~tilde hat g: real n"
INPUTS = "W~W: real n d; x~x X: real d; U~U W: real n m; h~h H: real m"
LSTM = "LSTM, 长短期记忆, 长短时记忆, long short term memory"
GRU = "GRU, 门控循环单元, gated recurrent unit"
SIDES = "n~n_in fan_in in n_i d_in: count; m~n_out fan_out out n_o d_out: count"
VARIANCES = "Var(W) Var(w) Var(W_ij) Var(w_i) var(W) Var(w_ij) sigma^2 sigma_w^2 D(W) Var(W_l)"
SAID_VARIANCES = "variance is, variance of the weights is, 方差取, 方差为, 方差是"
DROPPED = "Bernoulli(1-p), Ber(1-p), B(1-p), dropped with probability, zeroed with probability, drop probability, dropping probability, 以概率p丢弃, 丢弃概率, 失活概率"
KEPT = "Bernoulli(p), Ber(p), kept with probability, keep probability, 保留概率"
XAVIER = "Xavier, Glorot"
HE = "Kaiming, He+initialisation, He+initialization, He+init, He+初始化, He+weights"
QUANTISED = "quantisation, quantization, 量化, 反量化, dequantization, zero point, 零点"
RATES = (
    "a~eta_min lr_min min, b~eta_max lr_max max eta_0 lr_0: positive; t~t T_cur: count; T~T T_max T_i: total"
)

DEFINITIONS = (
    Definition(
        "convolution output size",
        "output size of a convolution, convolution output shape, 卷积输出尺寸, 卷积输出大小, 输出尺寸, output size, "
        "输出特征图大小, 特征图尺寸, 卷积层输出尺寸",
        "H_out W_out n_out O_h O_w H_o W_o OH OW L_out",
        (
            Form(
                "n~n H W i H_in W_in L_in: total; p~p P: count; k~k K F f: count; s~s S stride: count",
                r"\lfloor \frac{n + 2 p - k}{s} \rfloor + 1",
            ),
            Form(
                "n~n H W i H_in W_in L_in: total; p~p P: count; k~k K F f: count; s~s S stride: count",
                r"\frac{n + 2 p - k}{s} + 1",
                convention="rounding: none",
            ),
            *(
                Form("n~n H W i H_in W_in L_in: total; p~p P: count; k~k K F f: count; s~s S stride: count", tex, convention="padding: of both sides together")
                for tex in (
                    r"\lfloor \frac{n + p - k}{s} \rfloor + 1",
                    r"\frac{n + p - k}{s} + 1",
                    r"\lfloor \frac{n + p - k + s}{s} \rfloor",
                )
            ),
            Form("n~n H W i H_in W_in: total; k~k K F f: count; p~p P: count", r"n - k + p + 1",
                 convention="padding: of both sides together"),
            Form(
                "n~n H W i H_in W_in L_in: total; p~p P: count; d~d D: count; k~k K F f: count; s~s S stride: count",
                r"\lfloor \frac{n + 2 p - d (k - 1) - 1}{s} \rfloor + 1",
                convention="dilation: d",
            ),
            Form("n~n H W i H_in W_in: total; k~k K F f: count", r"n - k + 1", convention="padding: none"),
            Form("n~n H W i H_in W_in: total; k~k K F f: count; p~p P: count", r"n + 2 p - k + 1",
                 convention="stride: 1"),
            Form("n~n H W i H_in W_in: total; k~k K F f: count; s~s S: count",
                 r"\lfloor \frac{n - k}{s} \rfloor + 1", convention="padding: none"),
            Form("n~n H W i H_in W_in: total; k~k K F f: count; s~s S: count",
                 r"\frac{n - k}{s} + 1", convention="padding: none, rounding: none"),
            Form("n~n H W i H_in W_in: total; p~p P: count; k~k K F f: count; s~s S stride: count",
                 r"\lfloor \frac{n + 2 p - k + s}{s} \rfloor"),
        ),
        topics="convolution, convolutional, 卷积, convolutions",
        phrases="output of width, output of size, output of height, output width, output has size, output has width, output is of size, "
        "输出宽度为, 输出大小为, 输出尺寸为, 输出的大小为, 输出边长为",
    ),
    Definition(
        "transposed convolution output size",
        "output size of a transposed convolution, 转置卷积输出尺寸, 反卷积输出尺寸",
        "o n_out H_out W_out O L_out",
        (
            Form("n~n H W i: total; p~p P: count; k~k K F f: count; s~s S stride: count",
                 r"(n - 1) s - 2 p + k"),
            Form("n~n H W i H_in W_in: total; p~p P: count; k~k K F f: count; s~s S stride: count; o~output_padding op o: count",
                 r"(n - 1) s - 2 p + k + o"),
        ),
        topics="transposed convolution, deconvolution, 转置卷积, 反卷积",
    ),
    Definition(
        "cosine annealing",
        "cosine decay, cosine learning rate schedule, cosine schedule, 余弦退火, 余弦衰减, 余弦学习率",
        "",
        (
            Form(RATES, r"a + \frac{1}{2} (b - a) (1 + \cos \frac{t \pi}{T})"),
            Form("b~eta_max eta_0 lr_0 eta: positive; t~t T_cur: count; T~T T_max: total",
                 r"\frac{1}{2} b (1 + \cos \frac{t \pi}{T})", convention="least rate: 0"),
        ),
        canonical="impl.schedules.cosine_annealing",
    ),
    Definition(
        "step decay",
        "step learning rate schedule, 阶梯衰减, 步长衰减",
        "",
        (Form("a~eta_0 lr_0 alpha_0 eta: positive; g~gamma: unit; t~t epoch e: total; s~s step T k: count",
              r"a g^{\lfloor \frac{t}{s} \rfloor}"),),
        canonical="impl.schedules.step_decay",
    ),
    Definition(
        "exponential decay",
        "exponential learning rate decay, 指数衰减",
        "",
        (
            Form("a~eta_0 lr_0 alpha_0: positive; g~gamma: unit; t~t epoch k: count", r"a g^t"),
            Form("a~eta_0 lr_0 alpha_0: positive; g~k lambda: positive; t~t epoch: count", r"a \exp(-g t)"),
        ),
        canonical="impl.schedules.exponential_decay",
    ),
    Definition(
        "Noam schedule",
        "Transformer learning rate, warmup schedule, Transformer 学习率",
        "lrate lr",
        (
            Form("d~d_model d: total; s~step step_num t: total; w~warmup warmup_steps: total",
                 r"d^{-0.5} \min(s^{-0.5}, s w^{-1.5})"),
        ),
        topics="Noam, warmup, 预热",
    ),
    Definition(
        "Xavier initialisation",
        "Xavier, Xavier initialization, Glorot initialization, Xavier 初始化, Glorot 初始化",
        "",
        (
            Form(SIDES, r"\frac{2}{n + m}", convention="quantity: the variance"),
            Form(SIDES, r"\sqrt{\frac{6}{n + m}}", convention="quantity: the bound"),
            Form(SIDES, r"\sqrt{\frac{2}{n + m}}", convention="quantity: the deviation"),
            Form("n~n_in fan_in n: count", r"\frac{1}{n}", convention="quantity: the variance, one side"),
        ),
    ),
    Definition(
        "variance of Xavier initialisation",
        "",
        VARIANCES,
        (
            Form(SIDES, r"\frac{2}{n + m}"),
            Form("n~n_in fan_in n: count", r"\frac{1}{n}", convention="sides: one"),
        ),
        topics=XAVIER,
        phrases=f"Xavier 初始化：方差取, Xavier 初始化：方差为, {SAID_VARIANCES}",
    ),
    Definition(
        "bound of Xavier initialisation",
        "",
        "a r limit",
        (
            Form(SIDES, r"\sqrt{\frac{6}{n + m}}"),
            Form("n~n_in fan_in n: count", r"\sqrt{\frac{3}{n}}", convention="sides: one"),
        ),
        topics=XAVIER,
    ),
    Definition(
        "He initialisation",
        "Kaiming, He initialization, Kaiming initialization, He 初始化, Kaiming 初始化, 何凯明初始化",
        "",
        (
            Form("n~n_in fan_in n: count", r"\frac{2}{n}", convention="quantity: the variance"),
            Form("n~n_in fan_in n: count", r"\sqrt{\frac{2}{n}}", convention="quantity: the deviation"),
            Form("n~n_in fan_in n: count", r"\sqrt{\frac{6}{n}}", convention="quantity: the bound"),
        ),
    ),
    Definition(
        "variance of He initialisation",
        "",
        VARIANCES,
        (
            Form("n~n_in fan_in n: count", r"\frac{2}{n}"),
            Form("n~n_in fan_in n: count; a~a alpha: unit", r"\frac{2}{(1 + a^2) n}", convention="activation: leaky ReLU"),
        ),
        topics=HE,
    ),
    Definition(
        "affine quantisation",
        "quantization, quantisation, 量化, 量化公式, 仿射量化, affine quantization",
        "q x_q Q() quantize() x_int q_x",
        (
            Form("x~x r w, z~z Z zp: real; s~s S scale: positive", r"\lfloor \frac{x}{s} + \frac{1}{2} \rfloor + z"),
            Form("x~x r w: real; s~s S scale: positive", r"\lfloor \frac{x}{s} + \frac{1}{2} \rfloor", convention="zero point: 0"),
            Form("x~x r w: total; z~z Z zp: real; s~s S scale: positive; l~q_min min: real; h~q_max max: real",
                 r"\min(\max(\lfloor \frac{x}{s} + \frac{1}{2} \rfloor + z, l), h)"),
            Form("x~x r w: total; z~z Z zp: real; s~s S scale: positive; b~b: count",
                 r"\min(\max(\lfloor \frac{x}{s} + \frac{1}{2} \rfloor + z, 0), 2^b - 1)"),
        ),
        topics=QUANTISED,
    ),
    Definition(
        "dequantisation",
        "dequantization, 反量化",
        "hatx x tildex hatr r",
        (
            Form("s~s S scale: positive; q~q x_q: real; z~z Z zp: real", r"s (q - z)"),
            Form("s~s S scale: positive; q~q x_q: real", r"s q", convention="zero point: 0"),
        ),
        topics=QUANTISED,
    ),
    Definition(
        "scale of a quantisation",
        "quantization scale, scaling factor, 缩放因子, 量化步长, 缩放系数",
        "s S scale Delta",
        (
            Form("a~max x_max r_max beta: real; b~min x_min r_min alpha: real; n~b n: count", r"\frac{a - b}{2^n - 1}"),
            Form("a~max x_max r_max: real; b~min x_min r_min: real; c~q_max: real; d~q_min: real", r"\frac{a - b}{c - d}"),
            Form("a: positive; n~b n: count", r"\frac{a}{2^{n - 1} - 1}", convention="range: symmetric"),
        ),
        topics=QUANTISED,
    ),
    Definition(
        "zero point of a quantisation",
        "zero point, 零点",
        "z Z zp",
        (
            Form("a~min x_min r_min: real; s~s S: positive", r"\lfloor -\frac{a}{s} + \frac{1}{2} \rfloor"),
            Form("q~q_min: real; a~min x_min r_min: real; s~s S: positive", r"\lfloor q - \frac{a}{s} + \frac{1}{2} \rfloor"),
            Form("q~q_min: real; a~min x_min r_min: real; s~s S: positive", r"q - \lfloor \frac{a}{s} + \frac{1}{2} \rfloor"),
        ),
        topics=QUANTISED,
    ),
    Definition(
        "hidden state of a recurrent network",
        "",
        over_time("h H s"),
        (
            Form(f"{INPUTS}; b~b: real n", r"\tanh(W x + U h_{t-1} + b)"),
            Form(INPUTS, r"\tanh(W x + U h_{t-1})", convention="bias: none"),
            Form(f"{INPUTS}; b~b: real n", r"\sigma(W x + U h_{t-1} + b)", convention="activation: sigmoid"),
            Form("W~W: real n m; x~=joined: real m; b~b: real n", r"\tanh(W x_{t-1} + b)", convention="input: concatenated"),
        ),
        topics="RNN, recurrent network, recurrent networks, recurrent neural network, 循环神经网络",
    ),
    Definition(
        "polynomial decay",
        "polynomial learning rate decay, 多项式衰减",
        "",
        (Form("a~eta_0 lr_0 eta: positive; t~t epoch: count; T~T: total; p~p power: positive", r"a (1 - \frac{t}{T})^p"),),
    ),
    Definition(
        "limit of the velocity",
        "effective learning rate, 等效学习率, 有效学习率, effective step size",
        "",
        (
            Form("g~g: real; b~beta mu gamma rho: unit", r"\frac{g}{1 - b}"),
            Form("a~eta alpha lr, g~g: real; b~beta mu gamma rho: unit", r"\frac{a g}{1 - b}"),
            Form("a~eta alpha lr: real; b~beta mu gamma rho: unit", r"\frac{a}{1 - b}"),
        ),
        topics="momentum, 动量",
        phrases="velocity converges to, velocity tends to, velocity approaches, converges to, tends to, 收敛到, 收敛于, 趋于, 趋近于, "
        "effective learning rate is, learning rate of momentum is, 等效学习率是, 等效学习率为, 等效步长为, 等效步长是",
    ),
    Definition(
        "gradient clipping",
        "clipping by norm, gradient norm clipping, 梯度裁剪, 按范数裁剪",
        "",
        (
            Form("c~c theta tau: positive; g~g: real n", r"c \frac{g_i}{\|g\|}"),
            Form("c~c theta tau: positive; g~g: real n", r"\min(1, \frac{c}{\|g\|}) g_i"),
        ),
        topics="gradient clipping, 梯度裁剪, clipping, 裁剪",
        phrases="replace by, becomes, 缩放为, 替换为, 变为, 改为",
    ),
    Definition(
        "number of weights of a convolution",
        "parameters of a convolution, 卷积层参数量",
        "",
        (
            Form("k~k K: count; a~C_in c_in, b~C_out c_out: count", r"k^2 a b + b"),
            Form("k~k K: count; a~C_in c_in, b~C_out c_out: count", r"k^2 a b", convention="bias: none"),
            Form("k~k K: count; a~C_in c_in, b~C_out c_out: count", r"(k^2 a + 1) b"),
        ),
    ),
    Definition(
        "receptive field",
        "感受野",
        "r_l RF_l R_l r_k RF_k",
        (
            Form("r~r RF R: positive; k~k: count; s~j S s: positive", r"r_{t-1} + (k - 1) s"),
            Form("r~r RF R: positive; k~k: count; s~s: positive n", r"r_{t-1} + (k - 1) \prod_i s_i"),
        ),
        topics="receptive field, 感受野",
    ),
    Definition(
        "gated linear unit",
        "GLU, 门控线性单元",
        "GLU() GLU(,)",
        (
            Form("x~x: real d; W~W: real d n; b~b: real n; V~V: real d n; c~c: real n", r"(x W + b) \odot \sigma(x V + c)"),
            Form("x~x: real d; W~W: real d n; V~V: real d n", r"(x W) \odot \sigma(x V)", convention="bias: none"),
        ),
    ),
    Definition(
        "LSTM cell state",
        "cell state, LSTM cell, 细胞状态, 单元状态, 记忆单元, LSTM 的细胞状态, LSTM 单元状态, LSTM 细胞状态",
        over_time("c C"),
        (Form(STATE, r"f \odot c_{t-1} + i \odot d"),),
        topics=LSTM,
    ),
    Definition(
        "GRU hidden state",
        "GRU 隐状态, GRU hidden state update, GRU 的隐状态, GRU 隐藏状态",
        over_time("h H"),
        (
            Form("z~z u, h~h H, c~tilde hat n: real n", r"(1 - z) \odot h_{t-1} + z \odot c"),
            Form("z~z u, h~h H, c~tilde hat n: real n", r"z \odot h_{t-1} + (1 - z) \odot c",
                 convention="update gate: keeps the old state"),
        ),
        topics=GRU,
    ),
    Definition(
        "gate of a recurrent cell",
        "forget gate, input gate, output gate, update gate, reset gate, 遗忘门, 输入门, 输出门, 更新门, 重置门",
        over_time("f i o z r u F I O Z R Gamma_f Gamma_u Gamma_o"),
        (
            Form(f"{INPUTS}; b~b: real n", r"\sigma(W x + U h_{t-1} + b)"),
            Form(INPUTS, r"\sigma(W x + U h_{t-1})", convention="bias: none"),
            Form("W~W: real n m; x~=joined: real m; b~b: real n", r"\sigma(W x_{t-1} + b)", convention="input: concatenated"),
            Form("W~W: real n m; x~=joined: real m", r"\sigma(W x_{t-1})", convention="input: concatenated, bias: none"),
        ),
        topics=f"{LSTM}, {GRU}",
    ),
    Definition(
        "candidate state of an LSTM",
        "candidate cell state, 候选细胞状态, 候选记忆单元, 候选状态",
        over_time("tildec tildeC g hatc"),
        (
            Form(f"{INPUTS}; b~b: real n", r"\tanh(W x + U h_{t-1} + b)"),
            Form(INPUTS, r"\tanh(W x + U h_{t-1})", convention="bias: none"),
            Form("W~W: real n m; x~=joined: real m; b~b: real n", r"\tanh(W x_{t-1} + b)", convention="input: concatenated"),
            Form("W~W: real n m; x~=joined: real m", r"\tanh(W x_{t-1})", convention="input: concatenated, bias: none"),
        ),
        topics=LSTM,
    ),
    Definition(
        "candidate state of a GRU",
        "candidate hidden state, 候选隐状态, 候选隐藏状态",
        over_time("tildeh tildeH hath n"),
        (
            Form(f"{INPUTS}; r~r R: real m; b~b: real n", r"\tanh(W x + U (r \odot h_{t-1}) + b)"),
            Form(f"{INPUTS}; r~r R: real m", r"\tanh(W x + U (r \odot h_{t-1}))", convention="bias: none"),
            Form(f"{INPUTS}; r~r R: real n", r"\tanh(W x + r \odot (U h_{t-1}))", convention="reset: after the product"),
            Form(f"{INPUTS}; b~b: real n; c~b: real n; r~r R: real n", r"\tanh(W x + b + r \odot (U h_{t-1} + c))", convention="reset: after the product"),
        ),
        topics=GRU,
    ),
    Definition(
        "weight normalisation",
        "weight normalization, weight norm, 权重归一化, 权重标准化",
        "",
        (Form("g~g: real; v~v: real n", r"\frac{g}{\|v\|} v_i"),),
    ),
    Definition(
        "label smoothing",
        "label smoothing regularization, 标签平滑",
        "",
        (
            Form("e~epsilon varepsilon alpha eps: unit; y~y q p: real; k~K k C N n V: count", r"(1 - e) y + \frac{e}{k}"),
            Form("e~epsilon varepsilon alpha eps: unit; y~y q p: real; u~u !K !k !C !N !n !V: unit", r"(1 - e) y + e u"),
        ),
        canonical="impl.losses.smoothing.smoothed_labels",
    ),
    Definition(
        "inverted dropout",
        "dropout, 丢弃法, 随机失活, 暂退法",
        "dropout()",
        (
            Form("m~m r mask: binary n; x~x h a: real n; p~p: unit", r"\frac{m_i x_i}{1 - p}", unless=KEPT),
            Form("m~m r mask: binary n; x~x h a: real n; q~q keep: unit", r"\frac{m_i x_i}{q}",
                 convention="rate: of what is kept", unless=DROPPED),
        ),
        canonical="impl.regularization.dropout_with",
    ),
    Definition(
        "distillation loss",
        "knowledge distillation loss, knowledge distillation, 知识蒸馏, 蒸馏损失, 知识蒸馏损失",
        "KD KD() distill",
        (
            Form("a~alpha lambda: unit; b: real; c: real; t~T tau: positive", r"a b + (1 - a) t^2 c"),
            Form("a~alpha lambda: unit; b: real; c: real; t~T tau: positive", r"(1 - a) b + a t^2 c"),
            Form("a~alpha lambda: unit; b: real; c: real", r"a b + (1 - a) c", convention="temperature: not squared"),
        ),
    ),
    Definition(
        "mixup",
        "mixup augmentation, Mixup 数据增强",
        "",
        (
            Form("l~lambda: unit; a, b: real", r"l a + (1 - l) b"),
            Form("l~lambda: unit; x: real n", r"l x_i + (1 - l) x_j"),
        ),
    ),
    Definition(
        "exponential moving average",
        "exponentially weighted moving average, EMA, 指数移动平均, 指数加权平均",
        "",
        (Form("b~beta alpha decay: unit; v, x: real", r"b v_{t-1} + (1 - b) x"),),
        canonical="impl.optimizers.average.moving_average",
    ),
    Definition(
        "LSTM hidden state",
        "LSTM output, LSTM 隐状态, LSTM 的隐状态, LSTM 隐藏状态",
        over_time("h H"),
        (Form("o~o O: real n; c~c C: real n", r"o_j \tanh(c_j)"),),
        topics=LSTM,
    ),
    Definition(
        "low-rank adaptation",
        "LoRA, 低秩适配, 低秩自适应",
        "",
        (
            Form("W~W W_0: real n m; B~B: real n 2; A~A: real 2 m; a~alpha, r~r: positive", r"W + \frac{a}{r} B A"),
            Form("W~W W_0: real n m; B~B: real n 2; A~A: real 2 m", r"W + B A", convention="scale: none"),
        ),
    ),
    Definition(
        "feed-forward network",
        "position-wise feed-forward network, FFN, 前馈网络",
        "FFN() FFN",
        (
            Form("x~x: real n d; W~W_1: real d h; U~W_2: real h d; b~b_1: real h; c~b_2: real d",
                 r"\max(0, x W + b) U + c"),
        ),
    ),
)  # fmt: skip
