"""The loss of a language model: every position foretells the next token."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Labels, Logits


@checked
def next_token_loss(
    z: Logits[Tensor, "*batch n v"], ids: Labels[Tensor, "*batch n", "v"]
) -> Float[Tensor, "*batch"]:
    r"""The mean surprise at each token, by the logits of the position before it.

    Formula:
        $$ L = -\frac{1}{n - 1} \sum_{t=1}^{n-1} \log \operatorname{softmax}(z_t)_{y_{t+1}} $$
        $$ y_t = \text{ids}_t $$

    Names:
        next-token loss, causal language modelling loss, language model loss, LM loss; 语言模型损失

    Args:
        z: logits of each position over the vocabulary.
        ids: the tokens themselves, not shifted.

    Returns:
        One loss for each sequence, in nats for each token.

    Raises:
        ValueError: if the shapes do not fit or a token is not below v.

    Conventions:
        shift: inside | by the caller
        reduction: mean over the positions | sum

    Source:
        Radford et al., Improving Language Understanding by Generative Pre-Training, 2018, equation 1.
    """
    log_p = torch.log_softmax(z[..., :-1, :], -1)  # (*batch, n - 1, v)
    return -log_p.gather(-1, ids[..., 1:, None])[..., 0].mean(-1)  # (*batch)
