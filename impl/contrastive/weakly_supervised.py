"""Weakly supervised contrastive learning: nearest neighbours make groups, groups labels, labels a loss."""

from math import inf

import torch
from jaxtyping import Float, Int
from torch import Tensor

from impl.checked import checked
from impl.contrastive.similarity import normalised
from impl.domains import Labels, NonNegative, Positive


@checked
def nearest_neighbour_graph(z: Float[Tensor, "n d"]) -> Int[Tensor, "2 n"]:
    r"""Join each sample to the one most like it by cosine similarity.

    Formula:
        $$ E_{2,i} = \arg\max_{j \ne i} \frac{z_i \cdot z_j}{\|z_i\| \|z_j\|} $$

    Names:
        1-nearest-neighbour graph, first neighbour graph; 最近邻图, 1-近邻图

    Args:
        z: features.

    Returns:
        One undirected edge for each sample: itself in the first row, its nearest neighbour in the second.

    Raises:
        ValueError: if there are fewer than two samples.

    Conventions:
        similarity: cosine | Euclidean distance

    Source:
        Zheng et al., Weakly Supervised Contrastive Learning, 2021.
    """
    if len(z) < 2:
        raise ValueError(f"z must hold at least 2 samples to find neighbours, got {len(z)}")
    z = normalised(z.detach())  # (n, d)
    nearest = (z @ z.mT).fill_diagonal_(-inf).argmax(-1)  # (n,)
    return torch.stack([torch.arange(len(z), device=z.device), nearest])  # (2, n)


@checked
def connected_components(E: Labels[Tensor, "2 e"], n: Positive[int, ""]) -> Int[Tensor, "n"]:
    r"""Number the parts of a graph that hang together, each node by its part.

    Every node takes the least number among itself and its neighbours, then that of the node so named, until
    nothing changes; the numbers left are those of each part's first node.

    Names:
        connected components; 连通分量, 连通分支

    Args:
        E: undirected edges between nodes 0 to n - 1, one in each column.
        n: number of nodes.

    Returns:
        The part of each node; parts are counted from 0 in the order of their first nodes.

    Raises:
        ValueError: if an edge names no node.

    Conventions:
        none

    Source:
        Shiloach and Vishkin, An O(log n) Parallel Connectivity Algorithm, 1982.
    """
    if E.numel() and E.max() >= n:
        raise ValueError(f"E must hold nodes from 0 to {n - 1}, got {E.max()}")
    ends, others = torch.cat([E, E.flip(0)], 1).long()  # (2e,), (2e,): each edge both ways
    part, before = torch.arange(n, device=E.device), None  # (n,)
    while before is None or not torch.equal(part, before):
        before = part
        part = part.scatter_reduce(0, ends, part[others], "amin")  # (n,): least among the neighbours
        part = part[part]  # (n,): and of the node so named
    labels: Tensor = torch.unique(part, return_inverse=True)[1]  # (n,)
    return labels


@checked
def weak_labels(z: Float[Tensor, "n d"]) -> Int[Tensor, "n"]:
    r"""Label samples without a teacher: those joined by nearest neighbours share a label.

    There is no parameter and no chance in it, and every label has at least two samples.

    Names:
        weak labels, pseudo labels by connected components; 弱标签, 伪标签

    Args:
        z: features.

    Returns:
        One label for each sample, counted from 0.

    Raises:
        ValueError: if there are fewer than two samples.

    Conventions:
        none

    Source:
        Zheng et al., Weakly Supervised Contrastive Learning, 2021.
    """
    return connected_components(nearest_neighbour_graph(z), len(z))  # (n,)


@checked
def weighted_contrastive_loss(
    z: Float[Tensor, "n d"], W: NonNegative[Tensor, "n n"], tau: Positive[float, ""] = 0.1
) -> Float[Tensor, ""]:
    r"""Pull each sample towards the others in proportion to given weights, against all of the batch.

    Formula:
        $$ L = -\frac{1}{n} \sum_{i=1}^{n} \frac{\sum_{j \ne i} W_{ij} \ell_{ij}}{\sum_{j \ne i} W_{ij}} $$
        $$ \ell_{ij} = \log \frac{\exp(s_{ij} / \tau)}{\sum_{k \ne i} \exp(s_{ik} / \tau)} $$
        $$ s_{ij} = \frac{z_i \cdot z_j}{\|z_i\| \|z_j\|} $$

    Names:
        weighted contrastive loss, weighted InfoNCE; 加权对比损失

    Args:
        z: features.
        W: how much each other sample counts as a positive; the diagonal is not read.
        tau: temperature.

    Returns:
        The mean over samples; one without positives adds 0.

    Raises:
        ValueError: if W is not n by n or holds a negative weight, or tau is not positive.

    Conventions:
        positives: averaged outside the log | summed inside the log
        reduction: mean | sum

    Source:
        Khosla et al., Supervised Contrastive Learning, 2020, equation 2; with weights in place of labels.
    """
    z = normalised(z)  # (n, d)
    itself = torch.eye(len(z), dtype=torch.bool, device=z.device)  # (n, n)
    log_p = (z @ z.mT / tau).masked_fill(itself, -inf).log_softmax(-1).masked_fill(itself, 0)  # (n, n)
    W = W.masked_fill(itself, 0)  # (n, n)
    total = W.sum(-1)  # (n,)
    return -((W * log_p).sum(-1) / total.masked_fill(total == 0, 1)).mean()  # ()


@checked
def weakly_supervised_contrastive_loss(
    z: Float[Tensor, "n d"], y: Labels[Tensor, "n"], tau: Positive[float, ""] = 0.1
) -> Float[Tensor, ""]:
    r"""Pull together the samples that share a label, true or weak.

    Formula:
        $$ L = -\frac{1}{n} \sum_{i=1}^{n} \frac{\sum_{j \ne i} W_{ij} \ell_{ij}}{\sum_{j \ne i} W_{ij}} $$
        $$ W_{ij} = \begin{cases} 1, & y_i = y_j \\ 0, & y_i \ne y_j \end{cases} $$
        $$ \ell_{ij} = \log \frac{\exp(s_{ij} / \tau)}{\sum_{k \ne i} \exp(s_{ik} / \tau)} $$
        $$ s_{ij} = \frac{z_i \cdot z_j}{\|z_i\| \|z_j\|} $$

    Names:
        supervised contrastive loss, weakly supervised contrastive loss;
        有监督对比损失, 弱监督对比损失; SupCon

    Args:
        z: features.
        y: label of each sample.
        tau: temperature.

    Returns:
        The mean over samples; one alone with its label adds 0.

    Raises:
        ValueError: if the shapes do not fit together or tau is not positive.

    Conventions:
        positives: averaged outside the log | summed inside the log
        reduction: mean | sum

    Source:
        Zheng et al., Weakly Supervised Contrastive Learning, 2021.
    """
    return weighted_contrastive_loss(z, (y[:, None] == y).to(z.dtype), tau)  # ()


@checked
def swapped_contrastive_loss(
    a: Float[Tensor, "n d"], b: Float[Tensor, "n d"], tau: Positive[float, ""] = 0.1
) -> Float[Tensor, ""]:
    r"""Let each of two views learn from the weak labels that the other view gives.

    A view that labelled itself would only repeat what it already believes.

    Formula:
        $$ L = \frac{1}{2} (\ell(a, y(b)) + \ell(b, y(a))) $$

        where y gives the weak labels of a view and l is the weakly supervised contrastive loss.

    Names:
        swapped weakly supervised contrastive loss, swapped prediction; 交换预测损失, 交换弱标签的对比损失

    Args:
        a: features of one view of each sample.
        b: features of the other view, in the same order.
        tau: temperature.

    Returns:
        The mean of both losses.

    Raises:
        ValueError: if the shapes differ, there are fewer than two samples or tau is not positive.

    Conventions:
        views: mean of both | sum of both

    Source:
        Zheng et al., Weakly Supervised Contrastive Learning, 2021.
    """
    return (
        weakly_supervised_contrastive_loss(a, weak_labels(b), tau)
        + weakly_supervised_contrastive_loss(b, weak_labels(a), tau)
    ) / 2  # ()
