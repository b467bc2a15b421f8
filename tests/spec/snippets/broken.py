"""Six fences that agree with the canon, each with ten slips that people make, one line each."""

SELF_ATTENTION = """
import math

import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.to_q = nn.Linear(width, width, bias=False)
        self.to_k = nn.Linear(width, width, bias=False)
        self.to_v = nn.Linear(width, width, bias=False)
        self.root = math.sqrt(width)

    def forward(self, x):
        q, k, v = self.to_q(x), self.to_k(x), self.to_v(x)
        energy = torch.einsum("bnd,bmd->bnm", q, k) / self.root
        weights = torch.softmax(energy, dim=-1)
        return torch.einsum("bnm,bmd->bnd", weights, v)
"""
MULTI_HEAD = """
import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, width, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = width // num_heads
        self.width = width
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.out = nn.Linear(width, width)

    def heads(self, x):
        batch, length, _ = x.shape
        return x.reshape(batch, length, self.num_heads, self.head_dim).permute(0, 2, 1, 3)

    def forward(self, query, key, value):
        q, k, v = self.heads(self.query(query)), self.heads(self.key(key)), self.heads(self.value(value))
        scores = q @ k.transpose(-1, -2) / self.head_dim**0.5
        weights = scores.softmax(-1)
        merged = (weights @ v).permute(0, 2, 1, 3).flatten(2)
        return self.out(merged)
"""
BERT = """
import math

import torch
from torch import nn


class BertSelfAttention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.heads = config.num_attention_heads
        self.size = config.hidden_size // config.num_attention_heads
        self.query = nn.Linear(config.hidden_size, config.hidden_size)
        self.key = nn.Linear(config.hidden_size, config.hidden_size)
        self.value = nn.Linear(config.hidden_size, config.hidden_size)
        self.dropout = nn.Dropout(config.attention_probs_dropout_prob)

    def split(self, x):
        return x.view(x.size(0), x.size(1), self.heads, self.size).transpose(1, 2)

    def forward(self, hidden_states, attention_mask):
        q = self.split(self.query(hidden_states))
        k = self.split(self.key(hidden_states))
        v = self.split(self.value(hidden_states))
        scores = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(self.size)
        scores = scores + attention_mask
        weights = self.dropout(scores.softmax(dim=-1))
        context = torch.matmul(weights, v).transpose(1, 2)
        return context.reshape(context.size(0), context.size(1), -1)
"""
LAYER_NORM = """
import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, features, eps=1e-6):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(features))
        self.shift = nn.Parameter(torch.zeros(features))
        self.eps = eps

    def forward(self, x):
        centre = x.mean(dim=-1, keepdim=True)
        spread = ((x - centre) ** 2).mean(dim=-1, keepdim=True)
        unit = (x - centre) / torch.sqrt(spread + self.eps)
        return self.gain * unit + self.shift
"""
COSINE = """
import torch


def cosine_similarity(a, b):
    dot = (a * b).sum(dim=-1)
    length_a = torch.sqrt((a**2).sum(dim=-1))
    length_b = torch.sqrt((b**2).sum(dim=-1))
    return dot / (length_a * length_b)
"""
INFO_NCE = """
import torch
import torch.nn.functional as F


def info_nce_loss(features, temperature=0.2):
    half = features.shape[0] // 2
    unit = F.normalize(features, dim=1)
    logits = unit @ unit.T / temperature
    itself = torch.eye(2 * half, dtype=torch.bool)
    logits = logits.masked_fill(itself, -1e12)
    first = torch.arange(half, 2 * half)
    second = torch.arange(half)
    return F.cross_entropy(logits, torch.cat([first, second]))
"""
BREAKS = {
    "自注意力，分数除以 $\\sqrt{d}$": (
        SELF_ATTENTION,
        ("/ self.root", "* self.root"),
        ("/ self.root", ""),
        ("math.sqrt(width)", "width"),
        ("dim=-1", "dim=-2"),
        ("torch.softmax(energy, dim=-1)", "energy"),
        ("self.to_k(x), self.to_v(x)", "self.to_k(x), self.to_k(x)"),
        ("self.to_q(x), self.to_k(x)", "self.to_q(x), self.to_q(x)"),
        ("bnd,bmd->bnm", "bmd,bnd->bnm"),
        ("bnm,bmd->bnd", "bmn,bmd->bnd"),
        ("energy = torch", "energy = -torch"),
    ),
    "多头注意力，每个头按 $\\sqrt{d_k}$ 缩放": (
        MULTI_HEAD,
        ("self.head_dim**0.5", "self.width**0.5"),
        ("self.head_dim**0.5", "self.head_dim"),
        ("/ self.head_dim**0.5", "* self.head_dim**0.5"),
        ("/ self.head_dim**0.5", ""),
        ("softmax(-1)", "softmax(-2)"),
        ("softmax(-1)", "softmax(1)"),
        ("(weights @ v).permute(0, 2, 1, 3).flatten(2)", "(weights @ v).reshape(query.shape)"),
        ("return self.out(merged)", "return merged"),
        ("self.heads(self.value(value))", "self.heads(self.key(value))"),
        ("length, self.num_heads, self.head_dim", "length, self.head_dim, self.num_heads"),
    ),
    "BERT 的自注意力": (
        BERT,
        ("math.sqrt(self.size)", "self.size"),
        ("/ math.sqrt(self.size)", "* math.sqrt(self.size)"),
        ("/ math.sqrt(self.size)", ""),
        ("softmax(dim=-1)", "softmax(dim=-2)"),
        ("softmax(dim=-1)", "softmax(dim=1)"),
        ("scores + attention_mask", "scores - attention_mask"),
        ("self.split(self.value(hidden_states))", "self.split(self.key(hidden_states))"),
        ("self.split(self.key(hidden_states))", "self.split(self.query(hidden_states))"),
        ("x.size(1), self.heads, self.size).transpose(1, 2)", "self.heads, x.size(1), self.size)"),
        ("torch.matmul(q, k.transpose(2, 3))", "torch.matmul(k, q.transpose(2, 3))"),
    ),
    "层归一化": (
        LAYER_NORM,
        ("centre = x.mean(dim=-1", "centre = x.mean(dim=0"),
        ("centre = x.mean(dim=-1", "centre = x.mean(dim=1"),
        ("((x - centre) ** 2).mean(dim=-1", "((x - centre) ** 2).mean(dim=1"),
        ("((x - centre) ** 2)", "(x**2)"),
        ("((x - centre) ** 2).mean", "((x - centre) ** 2).sum"),
        ("torch.sqrt(spread + self.eps)", "(spread + self.eps)"),
        ("unit = (x - centre)", "unit = (x + centre)"),
        ("(x - centre) / torch", "(x - centre) * torch"),
        ("self.gain * unit + self.shift", "self.shift * unit + self.gain"),
        ("+ self.shift", "- self.shift"),
    ),
    "余弦相似度": (
        COSINE,
        ("(a * b)", "(a + b)"),
        ("(a * b)", "(a * a)"),
        ("length_a * length_b", "length_a + length_b"),
        ("length_a * length_b", "length_a * length_a"),
        ("length_a * length_b", "length_a / length_b"),
        ("length_b = torch.sqrt((b**2).sum(dim=-1))", "length_b = (b**2).sum(dim=-1)"),
        ("length_b = torch.sqrt((b**2)", "length_b = torch.sqrt((a**2)"),
        ("dot / (", "dot * ("),
        ("return dot", "return -dot"),
        ("dot / (length_a * length_b)", "dot / length_a * length_b"),
    ),
    "InfoNCE": (
        INFO_NCE,
        ("/ temperature", "* temperature"),
        ("/ temperature", ""),
        ("    logits = logits.masked_fill(itself, -1e12)\n", ""),
        ("masked_fill(itself, -1e12)", "masked_fill(itself, 0.0)"),
        ("[first, second]", "[second, first]"),
        ("dim=1", "dim=0"),
        ("unit @ unit.T / temperature", "-unit @ unit.T / temperature"),
        ("return F.cross", "return -F.cross"),
        ("(itself, ", "(~itself, "),
        ("/ temperature", "/ temperature**2"),
    ),
}
