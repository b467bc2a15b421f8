"""Definitions of generative models. Sources: Kingma and Welling, 2014; Goodfellow et al., 2014; Ho et al., 2020."""

from mdcheck.concepts.definitions import Definition, Form, over_time

DIFFUSION = "diffusion model, DDPM, 扩散模型, 扩散, diffusion, 前向过程, forward process, 加噪"

DEFINITIONS = (
    Definition(
        "value of the GAN game",
        "GAN objective, GAN value function, minimax objective, GAN 的目标函数, GAN 目标",
        "V(,) min_Gmax_DV(,) min_theta_Gmax_theta_DV(,) V()",
        (
            Form("d~D(x) D: unit; h~D(G(z)): unit", r"\log d + \log(1 - h)"),
            Form("p~p_data p_r: real x; d~D: unit x; q~p_z: real z; h~D: unit z",
                 r"\sum_i p_i \log d_i + \sum_j q_j \log(1 - h_j)"),
            Form("p~p_data p_r: real x; d~D: unit x; q~p_g: real x",
                 r"\sum_i p_i \log d_i + \sum_j q_j \log(1 - d_j)"),
        ),
        topics="GAN, GANs, generative adversarial, 生成对抗",
    ),
    Definition(
        "posterior mean of diffusion",
        "posterior mean, 后验均值",
        f"{over_time('tildemu')} tildemu_t(,) tildemu",
        (
            Form("a~=bar: unit n; c~alpha !bar, b~beta: unit; y~x_0: real; x~x: real n",
                 r"\frac{\sqrt{a_{t-1}} b}{1 - a_t} y + \frac{\sqrt{c} (1 - a_{t-1})}{1 - a_t} x_t"),
            Form("a~=bar: unit n; c~alpha !bar, b~beta: unit; y~x_0: real; x~x: real n",
                 r"\frac{\sqrt{c} (1 - a_{t-1})}{1 - a_t} x_t + \frac{\sqrt{a_{t-1}} b}{1 - a_t} y"),
        ),
        topics=DIFFUSION,
    ),
    Definition(
        "posterior variance of diffusion",
        "posterior variance, 后验方差",
        f"{over_time('tildebeta')} tildebeta sigma_t^2",
        (Form("a~=bar: unit n; b~beta: unit", r"\frac{1 - a_{t-1}}{1 - a_t} b"),),
        topics=DIFFUSION,
    ),
    Definition(
        "sampling step of diffusion",
        "denoising step, reverse step, 采样步骤, 反向采样",
        "x_t-1",
        (
            Form("a~alpha !bar: unit; h~=bar: unit; x~x x_t, e~epsilon_theta hat, s~sigma, z~z epsilon: real",
                 r"\frac{1}{\sqrt{a}} (x - \frac{1 - a}{\sqrt{1 - h}} e) + s z"),
            Form("a~alpha !bar: unit; b~beta: unit; h~=bar: unit; x~x x_t, e~epsilon_theta hat, s~sigma, z~z epsilon: real",
                 r"\frac{1}{\sqrt{a}} (x - \frac{b}{\sqrt{1 - h}} e) + s z"),
        ),
        topics=f"{DIFFUSION}, sampling, 采样",
    ),
    Definition(
        "estimate of the clean sample",
        "predicted x_0, 对 x_0 的估计",
        "hatx_0 x_0",
        (Form("x~x x_t, e~epsilon epsilon_theta hat: real; a~bar: unit", r"\frac{x - \sqrt{1 - a} e}{\sqrt{a}}"),),
        topics=DIFFUSION,
    ),
    Definition(
        "denoising loss",
        "simple diffusion loss, DDPM loss, noise prediction loss, 简化损失, 噪声预测损失",
        "L_simple L L_t",
        (
            Form("a~epsilon, b~epsilon_theta hat: real n", r"\|a - b\|^2"),
            Form("a~epsilon, b~epsilon_theta hat: real", r"(a - b)^2"),
        ),
        topics=DIFFUSION,
    ),
    Definition(
        "classifier-free guidance",
        "guided score, 无分类器引导",
        "hatepsilon tildeepsilon hatepsilon_theta() hatepsilon_theta(,) tildeepsilon_theta(,) tildeepsilon_theta(,,) hatepsilon_theta(,,)",
        (
            Form("w~w s gamma: positive; a, b~empty varnothing: real", r"(1 + w) a - w b"),
            Form("w~w s gamma: positive; a, b~empty varnothing: real", r"b + w (a - b)"),
            Form("w~w s gamma: positive; a, b~empty varnothing: real", r"a + w (a - b)"),
        ),
        topics="classifier free guidance, guidance, 无分类器引导",
    ),
    Definition(
        "change of variables",
        "change of variables formula, normalising flow, normalizing flow, 变量替换公式, 归一化流, 标准化流",
        "logp() logp_x() logp_X()",
        (
            Form("a~p: unit; d~det: real", r"\log a - \log |d|"),
        ),
        topics="normalizing flow, normalising flow, 归一化流, 标准化流, 流模型",
    ),
    Definition(
        "diffusion forward process",
        "forward process, forward diffusion process, 前向过程, 前向扩散过程, 加噪过程",
        over_time("x"),
        (
            Form("a~=bar: unit; x~x x_0, e~epsilon varepsilon eps z: real", r"\sqrt{a} x + \sqrt{1 - a} e"),
            Form("a~=alpha !bar: unit; x~x x_0, e~epsilon varepsilon eps z: real", r"\sqrt{a} x_{t-1} + \sqrt{1 - a} e"),
            Form("b~=beta: unit; x~x x_0, e~epsilon varepsilon eps z: real", r"\sqrt{1 - b} x_{t-1} + \sqrt{b} e"),
        ),
        topics=DIFFUSION,
    ),
    Definition(
        "optimal discriminator",
        "最优判别器",
        "D^*() D_G^*()",
        (Form("p~p_data p_r: positive; q~p_g q: positive", r"\frac{p}{p + q}"),),
    ),
    Definition(
        "evidence lower bound",
        "ELBO, variational lower bound, 证据下界, 变分下界, VAE 的目标, VAE 目标函数, VAE objective",
        "ELBO ELBO() L_ELBO",
        (
            Form("q~q zx: positive k; l~xz: positive k; p~z: positive k",
                 r"\sum_i q_i \log l_i - \sum_j q_j \log \frac{q_j}{p_j}"),
            Form("q~q zx: positive k; j~xz: positive k", r"\sum_i q_i \log \frac{j_i}{q_i}"),
        ),
    ),
    Definition(
        "GAN objective at the optimal discriminator",
        "",
        "C() V(,)",
        (Form("j: real", r"-\log 4 + 2 j"), Form("j: real", r"2 j - 2 \log 2")),
        topics="最优判别器, optimal discriminator",
    ),
)  # fmt: skip
