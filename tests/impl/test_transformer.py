"""Layers of a transformer against torch's own, with the same weights."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from impl.transformer import EncoderLayer, Sublayer, feed_forward
from tests.impl.oracle import agree, draw

SEED = st.integers(0, 10**6)


@settings(max_examples=10)
@given(d=st.integers(1, 5), h=st.integers(1, 6), seed=SEED)
def test_the_network_is_two_linear_maps_with_relu(device, d, h, seed):
    x, W, b = (
        draw(seed, 2, 3, d, device=device),
        draw(seed + 1, h, d, device=device),
        draw(seed + 2, h, device=device),
    )
    V, c = draw(seed + 3, d, h, device=device), draw(seed + 4, d, device=device)
    linear = nn.functional.linear
    agree(feed_forward, lambda x, W, b, V, c: linear(linear(x, W, b).clamp(min=0), V, c), x, W, b, V, c)


@pytest.mark.parametrize("norm_first", [False, True])
def test_a_layer_equals_torch_with_the_same_weights(device, norm_first):
    torch.manual_seed(3)
    peer = nn.TransformerEncoderLayer(
        6, 2, 10, dropout=0.0, batch_first=True, norm_first=norm_first, device=device, dtype=torch.float64
    )
    layer = EncoderLayer(6, 2, 10, norm_first=norm_first).to(device, torch.float64)
    attention, network = layer.attend.f, layer.transform.f
    parts = zip(
        (attention.W_q, attention.W_k, attention.W_v), peer.self_attn.in_proj_weight.chunk(3), strict=True
    )
    with torch.no_grad():
        for mine, weight in parts:
            mine.weight.copy_(weight)
            mine.bias.zero_()
        peer.self_attn.in_proj_bias.zero_()
        attention.W_o.load_state_dict(peer.self_attn.out_proj.state_dict())
        network[0].load_state_dict(peer.linear1.state_dict())
        network[2].load_state_dict(peer.linear2.state_dict())
    x = draw(1, 2, 4, 6, device=device)
    torch.testing.assert_close(layer(x), peer(x), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(("norm_first", "expected"), [(False, [3.0, 6.0]), (True, [11.0, 22.0])])
def test_normalization_is_behind_the_sum_or_before_the_network(norm_first, expected):
    sublayer = Sublayer(lambda x: 20 * x, lambda x: x / 2, norm_first=norm_first)
    x = torch.tensor([1.0, 2.0])
    assert sublayer(x).tolist() == ([10.5, 21.0] if not norm_first else expected)


def test_heads_must_divide_the_width():
    with pytest.raises(ValueError, match="must divide"):
        EncoderLayer(6, 4, 8)
