"""Losses that pick the positive out of a batch: InfoNCE, NT-Xent, CLIP's."""

from math import inf

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.contrastive.similarity import normalised
from impl.domains import Positive
from impl.losses.entropy import cross_entropy_from_logits


@checked
def info_nce(
    q: Float[Tensor, "n d"], k: Float[Tensor, "n d"], tau: Positive[float, ""] = 0.1
) -> Float[Tensor, ""]:
    r"""Cross entropy of finding each query's own key among the keys of the batch, by cosine similarity.

    Formula:
        $$ L = -\frac{1}{n} \sum_{i=1}^{n} \log \frac{\exp(s_{ii} / \tau)}{\sum_j \exp(s_{ij} / \tau)} $$
        $$ s_{ij} = \frac{q_i \cdot k_j}{\|q_i\| \|k_j\|} $$

    Names:
        InfoNCE loss, in-batch contrastive loss; InfoNCE 损失, 对比损失, 批内负样本对比损失; InfoNCE

    Args:
        q: queries.
        k: keys; the positive of a query is in its own row, all other rows are negatives.
        tau: temperature.

    Returns:
        The mean loss; at most that of guessing, log n, for features that tell nothing.

    Raises:
        ValueError: if the shapes differ or tau is not positive.

    Conventions:
        similarity: cosine | inner product
        reduction: mean | sum
        negatives: keys | keys and queries

    Source:
        van den Oord, Li and Vinyals, Representation Learning with Contrastive Predictive Coding, 2018.
    """
    s = normalised(q) @ normalised(k).mT  # (n, n)
    return -(s / tau).log_softmax(-1).diagonal().mean()  # ()


@checked
def nt_xent(z: Float[Tensor, "two_n d"], tau: Positive[float, ""] = 0.5) -> Float[Tensor, ""]:
    r"""Cross entropy of finding each view's partner among all other views of the batch, SimCLR's loss.

    Formula:
        $$ L = \frac{1}{2n} \sum_{i=1}^{2n} \ell_i $$
        $$ \ell_i = -\log \frac{\exp(a_i / \tau)}{\sum_{k \ne i} \exp(s_{ik} / \tau)} $$
        $$ s_{ij} = \frac{z_i \cdot z_j}{\|z_i\| \|z_j\|} $$
        $$ a_i = \begin{cases} s_{i,i+n}, & i \le n \\ s_{i,i-n}, & i > n \end{cases} $$

    Names:
        NT-Xent loss, normalised temperature-scaled cross entropy, InfoNCE loss, SimCLR loss;
        NT-Xent 损失, InfoNCE 损失, 归一化温度缩放交叉熵损失

    Args:
        z: features, first one view of each of n samples, then the other views in the same order.
        tau: temperature.

    Returns:
        The mean loss over all views.

    Raises:
        ValueError: if the number of rows is odd or zero, or tau is not positive.

    Conventions:
        order: all first views then all second | the views of a sample next to each other
        denominator: all but the view itself | negatives only | all
        reduction: mean | sum

    Source:
        Chen et al., A Simple Framework for Contrastive Learning of Visual Representations, 2020.
    """
    if len(z) == 0 or len(z) % 2:
        raise ValueError(f"z must hold two views of each sample, an even number of rows, got {len(z)}")
    z = normalised(z)  # (2n, d)
    s = (z @ z.mT / tau).fill_diagonal_(-inf)  # (2n, 2n); no view is its own candidate
    partner = torch.arange(len(z), device=z.device).roll(len(z) // 2)  # (2n,)
    return cross_entropy_from_logits(s, partner, "mean")  # ()


@checked
def clip_loss(
    I: Float[Tensor, "n d"],  # noqa: E741
    T: Float[Tensor, "n d"],
    tau: Positive[float, ""] | Positive[Tensor, ""] = 0.07,
) -> Float[Tensor, ""]:
    r"""Find each image's text among the texts and each text's image among the images: the mean of both.

    Formula:
        $$ L = \frac{1}{2} (L_I + L_T) $$
        $$ L_I = -\frac{1}{n} \sum_{i=1}^{n} \log \frac{\exp(s_{ii} / \tau)}{\sum_j \exp(s_{ij} / \tau)} $$
        $$ L_T = -\frac{1}{n} \sum_{i=1}^{n} \log \frac{\exp(s_{ii} / \tau)}{\sum_j \exp(s_{ji} / \tau)} $$
        $$ s_{ij} = \frac{I_i \cdot T_j}{\|I_i\| \|T_j\|} $$

    Names:
        CLIP loss, symmetric contrastive loss; CLIP 损失, 对称对比损失, 图文对比损失; CLIP, ITC

    Args:
        I: features of images.
        T: features of texts; the text of an image is in its own row.
        tau: temperature, a number or what is learned.

    Returns:
        The loss.

    Raises:
        ValueError: if the shapes differ or tau is not positive.

    Conventions:
        temperature: divides | its inverse multiplies | the exponential of a learned number multiplies

    Source:
        Radford et al., Learning Transferable Visual Models From Natural Language Supervision, 2021.
    """
    s = normalised(I) @ normalised(T).mT / tau  # (n, n)
    text_of_image, image_of_text = s.log_softmax(1).diagonal(), s.log_softmax(0).diagonal()  # (n,), (n,)
    return -(text_of_image.mean() + image_of_text.mean()) / 2  # ()
