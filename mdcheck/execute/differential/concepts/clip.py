"""CLIP's symmetric loss: from features and a temperature, from features and a scale, from scores."""

import torch
from torch import Generator, Tensor
from torch.nn.functional import normalize

from mdcheck.execute.differential import drawing
from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import (
    Concept,
    Form,
    Inputs,
    Role,
    Settings,
    Sizes,
    axis,
    bug,
    convention,
    words,
)

_SEED = 101


def _compute(given: Inputs, how: Settings) -> Tensor:
    told = _told(given)
    if all(value == "canon" for value in how.values()) and "image" in given:
        value: Tensor = canonical("clip_loss")(given["image"], given["text"], told)
        return value
    s = _scores(given, how, told)
    images, texts = _one_way(s), _one_way(s.mT)
    match how["directions"]:
        case "images only":
            return images
        case "texts only":
            return texts
        case "sum":
            return images + texts
    return (images + texts) / 2


def _told(given: Inputs) -> float:
    """The temperature, however the code takes it."""
    if "scale" in given:
        return 1 / given["scale"]
    if "learned" in given:
        return torch.tensor(-given["learned"]).exp().item()
    return float(given.get("tau", 1.0))


def _scores(given: Inputs, how: Settings, tau: float) -> Tensor:
    if "scores" in given:
        if any(how[name] != "canon" for name in ("length", "temperature")):
            raise ValueError("scores are given")
        scores: Tensor = given["scores"]
        return scores
    image, text = given["image"], given["text"]
    if how["length"] != "as given":
        dim = 0 if how["length"] == "columns" else -1
        image, text = normalize(image, dim=dim), normalize(text, dim=dim)
    power = {"canon": -1.0, "multiplied": 1.0, "left out": 0.0}[how["temperature"]]
    return image @ text.mT * tau**power


def _one_way(s: Tensor) -> Tensor:
    value: Tensor = canonical("cross_entropy_from_logits")(s, torch.arange(len(s)), "mean")
    return value


def _square(generator: Generator, sizes: Sizes) -> Tensor:
    """Scores of each image for each text, the same for one seed."""
    fixed = torch.Generator().manual_seed(_SEED + generator.initial_seed())
    return drawing.normal(fixed, sizes.length, sizes.length, std=2.0)


def _turned(generator: Generator, sizes: Sizes) -> Tensor:
    return _square(generator, sizes).mT.contiguous()


_WORD = r"(?:_?(?:feat(?:ure)?s?|emb(?:s|ed(?:s|ding|dings)?)?|vec(?:tor)?s?|latents?|z|out(?:put)?s?))?"
_IMAGE = words(rf"i|(?:image|img|vision|visual|vis){_WORD}|(?:z|emb|h|f|v)_?(?:i|img|image)|i_?(?:e|f|emb)")
_TEXT = words(rf"t|(?:text|txt|caption|language|lang){_WORD}|(?:z|emb|h|f)_?(?:t|txt|text)|t_?(?:e|f|emb)")
_SCORES = words(r"(?:sim(?:ilarit(?:y|ies))?|scores?)(?:_?mat(?:rix)?)?|logits?(?:_?per_?images?)?|s")
_TAU = "tau|temp(?:erature)?|τ"
_INVERSE = r"inv(?:erse)?_?temp(?:erature)?(?:_?scale)?"
_FEATURES = {"image": drawing.rows, "text": drawing.rows}
_LEARNED = drawing.scalar(0.5, 1.2)

CONCEPTS = (
    Concept(
        canonical="clip_loss",
        named=words(
            r"(?:^|_)clip_?(?:contrastive_?|style_?)?loss|^symmetric_(?:info_?nce|contrastive)|^contrastive_clip"
        ),
        but_not=words(r"siglip|sigmoid|grad|ppo|surrogate|weighted|hard|distill"),
        compute=_compute,
        roles=(
            Role("image", _IMAGE),
            Role("text", _TEXT),
            Role("tau", words(_TAU), constants=True, default=1.0),
            Role("scale", words(rf"(?:logit_?)?scale|{_INVERSE}"), strict=True),
            Role("learned", words(rf"(?:log_?|logit_?)(?:scale|{_TAU})|t_?prime|{_TAU}")),
            Role(
                "scores",
                _SCORES,
            ),
            Role("turned", words(r"logits?_?per_?texts?")),
        ),
        forms=(
            Form("features", {**_FEATURES, "tau": drawing.scalar(0.3, 0.7)}),
            Form("features and a scale", {**_FEATURES, "scale": drawing.scalar(1.5, 3.0)}),
            Form("features and the logarithm of a scale", {**_FEATURES, "learned": _LEARNED}),
            Form("scores", {"scores": _square}),
            Form("scores both ways", {"scores": _square, "turned": _turned}),
        ),
        axes=(
            axis(
                "directions",
                "canon",
                convention(
                    "sum",
                    "both directions are summed, the canonical implementation averages them",
                    mentioned=r"\+",
                ),
                bug("images only", "only images look for their texts: the other direction is missing"),
                bug("texts only", "only texts look for their images: the other direction is missing"),
            ),
            axis(
                "length",
                "canon",
                bug("as given", "the features are not normalised", excused=r"normali[sz]ed|归一化"),
                bug("columns", "the features are normalised over the batch, not each by its own length"),
            ),
            axis(
                "temperature",
                "canon",
                bug(
                    "multiplied",
                    "the similarities are multiplied by the temperature; they have to be divided by it",
                ),
                bug("left out", "the temperature is not used"),
            ),
        ),
    ),
)
