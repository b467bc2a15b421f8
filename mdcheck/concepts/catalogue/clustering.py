"""Definitions of clustering, mixtures and hidden states. Source: Bishop, 2006; Rabiner, 1989."""

from mdcheck.concepts.definitions import Definition, Form

MIXTURE = "GMM, Gaussian mixture, Gaussian mixtures, mixture of Gaussians, 高斯混合, EM algorithm, EM 算法"
SHARES = "r~gamma r z w: unit n; x~x: real n d"

DEFINITIONS = (
    Definition(
        "k-means objective",
        "k-means, k-means clustering, within-cluster sum of squares, distortion, k 均值, K-means 目标函数",
        "WCSS SSE J",
        (
            Form("r: binary n k; x: real n d; m~mu c: real k d", r"\sum_i \sum_j r_{ij} \|x_i - m_j\|^2"),
            Form("x~x: real n d; m~mu c: real k d", r"\sum_j \sum_i \|x_i - m_j\|^2", convention="sum: over the members of each"),
            Form("x~x: real n d; m~mu c: real n d", r"\sum_i \|x_i - m_i\|^2"),
        ),
        topics="k-means, kmeans, k 均值",
    ),
    Definition(
        "centre of a cluster",
        "centroid, cluster centre, cluster center, 聚类中心, 簇中心, 质心, 均值向量",
        "mu_k mu_j mu_i c_k c_j m_k mu_i'",
        (
            Form("c~card C N n: positive; x~x: real n d", r"\frac{1}{c} \sum_i x_i"),
            Form("r~r z gamma: unit n; x~x: real n d", r"\frac{\sum_i r_i x_i}{\sum_j r_j}"),
        ),
        topics="k-means, kmeans, k 均值",
    ),
    Definition(
        "responsibility",
        "responsibilities, posterior of a component, 响应度, 责任, 后验概率",
        "gamma_ik gamma_nk gamma() r_ik gamma_jk w_ik gamma_ij gamma_ji hatgamma_jk r_nk gamma_i,k",
        (
            Form("w~pi alpha: unit k; p~N phi p calN: positive k", r"\frac{w_i p_i}{\sum_j w_j p_j}"),
        ),
        topics=MIXTURE,
    ),
    Definition(
        "mean of a mixture component",
        "",
        "mu_k mu_j mu_k^new hatmu_k",
        (
            Form(f"c~N N_k: positive; {SHARES}", r"\frac{1}{c} \sum_i r_i x_i"),
            Form(SHARES, r"\frac{\sum_i r_i x_i}{\sum_j r_j}"),
        ),
        topics=MIXTURE,
    ),
    Definition(
        "covariance of a mixture component",
        "",
        "Sigma_k Sigma_j Sigma_k^new",
        (
            Form(f"c~N N_k: positive; {SHARES}; m~mu: real d", r"\frac{1}{c} \sum_i r_i (x_i - m) (x_i - m)^T"),
            Form(f"{SHARES}; m~mu: real d", r"\frac{\sum_i r_i (x_i - m) (x_i - m)^T}{\sum_j r_j}"),
        ),
        topics=MIXTURE,
    ),
    Definition(
        "weight of a mixture component",
        "",
        "pi_k pi_j alpha_k",
        (
            Form("a~N_k N_ n_k: positive; n~N n m: total", r"\frac{a}{n}"),
            Form("r~gamma r z: unit n", r"\frac{1}{n} \sum_i r_i"),
        ),
        topics=MIXTURE,
    ),
    Definition(
        "forward variable",
        "forward probability, forward algorithm, 前向概率, 前向算法, 前向变量",
        "alpha_t+1() alpha_t()",
        (
            Form("f~alpha: real n; a~a A: real n; b~b: real", r"(\sum_i f_i a_i) b"),
        ),
        topics="HMM, hidden Markov, 隐马尔可夫",
    ),
    Definition(
        "backward variable",
        "backward probability, backward algorithm, 后向概率, 后向算法, 后向变量",
        "beta_t()",
        (
            Form("f~beta: real n; a~a A: real n; b~b: real n", r"\sum_i a_i b_i f_i"),
            Form("f~beta: real n; a~a A: real n; b~b: real", r"\sum_i a_i b f_i"),
        ),
        topics="HMM, hidden Markov, 隐马尔可夫",
    ),
)  # fmt: skip
