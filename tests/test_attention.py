"""Claims about `depthwise.attention` and `depthwise.transformer`, and about the map in the page."""

import json
import math

import pytest
import torch
from torch import nn
from torch.nn import functional

from depthwise.attention import (
    MultiHeadAttention,
    attention,
    causal_mask,
    padding_mask,
    rotate,
    sinusoidal_positions,
)
from depthwise.transformer import Block, LanguageModel, patchify

from .interactives import run_interactive


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("masked", [False, True])
def test_attention_and_its_gradients_match_torch(dtype, masked):
    q, k, v = (
        torch.randn(2, 3, *shape, dtype=dtype, requires_grad=True)
        for shape in ((5, 4), (7, 4), (7, 6))
    )
    mask = causal_mask(5, 7) if masked else None
    out, weights = attention(q, k, v, mask=mask)
    theirs = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    assert out.dtype == dtype
    assert weights.shape == (2, 3, 5, 7)
    assert torch.allclose(out, theirs, atol=1e-6)
    seed = torch.randn_like(out)
    mine = torch.autograd.grad(out, (q, k, v), seed)
    for a, b in zip(mine, torch.autograd.grad(theirs, (q, k, v), seed), strict=True):
        assert torch.allclose(a, b, atol=1e-5)


def test_a_query_that_may_look_nowhere_gets_zeros_and_no_nan_in_its_gradient():
    x = torch.randn(1, 3, 4, requires_grad=True)
    mask = torch.tensor([[True, False, False], [False, False, False], [True, True, True]])
    out, weights = attention(x, x, x, mask=mask)
    out.sum().backward()
    assert torch.equal(out[0, 1], torch.zeros(4))
    assert torch.equal(weights[0, 1], torch.zeros(3))
    assert x.grad.isfinite().all()


def test_a_mask_that_is_not_bool_is_refused():
    x = torch.randn(2, 3)
    with pytest.raises(ValueError, match="must be bool"):
        attention(x, x, x, mask=torch.zeros(2, 2))


def test_masks_let_the_past_and_the_real_tokens_be_seen():
    assert causal_mask(2, 4).tolist() == [[True, True, True, False], [True, True, True, True]]
    assert causal_mask(2).tolist() == [[True, False], [True, True]]
    assert padding_mask(torch.tensor([1, 3]), 3).shape == (2, 1, 1, 3)
    assert padding_mask(torch.tensor([1, 3]), 3)[:, 0, 0].tolist() == [[1, 0, 0], [1, 1, 1]]


def test_more_queries_than_keys_are_refused_by_the_causal_mask():
    with pytest.raises(ValueError, match="3 queries cannot be the last of 2"):
        causal_mask(3, 2)


@pytest.mark.parametrize(("width", "num_heads"), [(12, 1), (12, 3), (8, 8)])
def test_heads_take_torch_s_state_dict_and_match_it(width, num_heads):
    theirs = nn.MultiheadAttention(width, num_heads, batch_first=True)
    nn.init.normal_(theirs.in_proj_bias)
    mine = MultiHeadAttention(width, num_heads)
    mine.load_state_dict(theirs.state_dict())
    x, memory = torch.randn(2, 5, width), torch.randn(2, 7, width)
    out, weights = theirs(x, memory, memory, average_attn_weights=False)
    assert torch.allclose(mine(x, memory), out, atol=1e-6)
    assert torch.allclose(mine.weights, weights, atol=1e-6)
    may_look = causal_mask(5)
    out, _ = theirs(x, x, x, attn_mask=~may_look)
    assert torch.allclose(mine(x, mask=may_look), out, atol=1e-6)


def test_a_number_of_heads_that_does_not_divide_the_width_is_refused():
    with pytest.raises(ValueError, match="3 does not 8"):
        MultiHeadAttention(8, 3)


def test_sinusoidal_positions_are_sines_and_cosines_in_turns():
    table = sinusoidal_positions(30, 6)
    assert table.shape == (30, 6)
    for t, i in ((0, 0), (7, 1), (29, 2)):
        angle = t * 10000 ** (-2 * i / 6)
        assert table[t, 2 * i].item() == pytest.approx(math.sin(angle), abs=1e-6)
        assert table[t, 2 * i + 1].item() == pytest.approx(math.cos(angle), abs=1e-6)


def test_an_odd_width_has_no_sinusoidal_positions():
    with pytest.raises(ValueError, match="width must be even"):
        sinusoidal_positions(3, 5)


def test_rotary_scores_depend_on_the_distance_alone_and_lengths_stay():
    q, k = torch.randn(1, 8, dtype=torch.float64), torch.randn(1, 8, dtype=torch.float64)

    def score(t, s):
        return (rotate(q, torch.tensor([t])) * rotate(k, torch.tensor([s]))).sum().item()

    assert score(3, 10) == pytest.approx(score(50, 57), abs=1e-6)
    assert score(3, 10) != pytest.approx(score(3, 11), abs=1e-3)
    assert rotate(q, torch.tensor([9])).norm() == pytest.approx(q.norm().item())
    assert torch.equal(rotate(q, torch.tensor([0])), q)


@pytest.mark.parametrize("pre_norm", [True, False])
def test_a_block_matches_torch_s_encoder_layer(pre_norm):
    mine = Block(12, 3, hidden=20, pre_norm=pre_norm)
    theirs = nn.TransformerEncoderLayer(
        12, 3, 20, dropout=0.0, batch_first=True, norm_first=pre_norm
    )
    for a, b in (
        (theirs.self_attn, mine.attend),
        (theirs.norm1, mine.norm1),
        (theirs.norm2, mine.norm2),
        (theirs.linear1, mine.mlp[0]),
        (theirs.linear2, mine.mlp[2]),
    ):
        a.load_state_dict(b.state_dict())
    x, may_look = torch.randn(2, 5, 12), causal_mask(5)
    assert torch.allclose(mine(x), theirs(x), atol=1e-5)
    assert torch.allclose(mine(x, mask=may_look), theirs(x, src_mask=~may_look), atol=1e-5)


@pytest.mark.parametrize("rotary", [True, False])
@pytest.mark.parametrize("pieces", [[1] * 9, [4, 1, 3, 1]])
def test_decoding_with_a_cache_equals_the_full_pass(rotary, pieces):
    model = LanguageModel(11, 12, 3, 2, context=9, rotary=rotary)
    tokens = torch.randint(11, (2, 9))
    caches = [{} for _ in model.blocks]
    with torch.no_grad():
        full = model(tokens)
        parts = [model(part, caches=caches) for part in tokens.split(pieces, dim=1)]
    assert torch.allclose(torch.cat(parts, dim=1), full, atol=1e-5)
    assert caches[0]["k"].shape == (2, 3, 9, 4)


def test_no_logit_depends_on_a_later_token():
    model, tokens = LanguageModel(11, 12, 3, 2, context=9), torch.randint(11, (1, 9))
    changed = tokens.clone()
    changed[0, 5] = (changed[0, 5] + 1) % 11
    gap = (model(tokens) - model(changed)).abs().amax(dim=-1)[0]
    assert (gap[:5] == 0).all()
    assert gap[5] > 0


def test_generation_is_the_same_with_and_without_a_cache():
    model, prompt = LanguageModel(11, 12, 3, 2, context=20), torch.randint(11, (2, 4))
    drawn = [
        model.generate(prompt, 16, generator=torch.Generator().manual_seed(0), cached=c)
        for c in (True, False)
    ]
    assert torch.equal(*drawn)
    assert drawn[0].shape == (2, 20)
    likeliest = model.generate(prompt, 1)
    assert torch.equal(likeliest[:, 4], model(prompt)[:, -1].argmax(dim=-1))


def test_a_sequence_beyond_the_context_is_refused():
    with pytest.raises(ValueError, match="10 tokens do not fit a context of 9"):
        LanguageModel(11, 12, 3, 1, context=9)(torch.zeros(1, 10, dtype=torch.long))


def test_patches_are_those_that_unfold_cuts():
    images = torch.randn(2, 3, 4, 6)
    theirs = functional.unfold(images, 2, stride=2).transpose(1, 2)
    assert torch.equal(patchify(images, 2), theirs)


def test_patches_that_do_not_tile_are_refused():
    with pytest.raises(ValueError, match="patches of 4 do not tile an image of 4 by 6"):
        patchify(torch.zeros(1, 1, 4, 6), 4)


def attend_in_the_page(**state):
    return run_interactive("attention_map", f"attend({json.dumps(state)})")


@pytest.mark.parametrize("mask", ["none", "causal", "padding"])
@pytest.mark.parametrize("positions", ["off", "on"])
@pytest.mark.parametrize("power", [0, 0.5, 1])
def test_the_map_in_the_page_is_attention(mask, positions, power):
    page = attend_in_the_page(power=power, mask=mask, positions=positions, query=0)
    x = torch.tensor(page["vectors"], dtype=torch.float64)
    may_look = {
        "none": torch.ones(8, 8, dtype=torch.bool),
        "causal": causal_mask(8),
        "padding": padding_mask(torch.tensor([6]), 8)[0, 0].expand(8, 8),
    }[mask]
    q = x * 16**0.5 / 16**power  # attention divides by the root of 16
    weights = attention(q, x, x, mask=may_look)[1]
    assert torch.allclose(torch.tensor(page["weights"], dtype=torch.float64), weights, atol=1e-9)
    entropy = torch.special.entr(weights).sum(dim=1) / math.log(2)
    assert page["entropy"] == pytest.approx(entropy.tolist(), abs=1e-9)
    assert page["seen"] == may_look.sum(dim=1).tolist()


def test_places_in_the_page_are_the_sinusoidal_ones_and_letters_repeat():
    off, on = (
        torch.tensor(
            attend_in_the_page(power=0.5, mask="none", positions=p, query=0)["vectors"],
            dtype=torch.float64,
        )
        for p in ("off", "on")
    )
    assert torch.allclose(on - off, sinusoidal_positions(8, 16).double(), atol=1e-5)
    assert torch.equal(off[0], off[3])
    assert not torch.allclose(off[0], off[1])
