"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "attention": {
        "-    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])\n+    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])": "an exchange of two axes has no order",
        "-    weights = scores.masked_fill(~mask & ~blind, -math.inf).softmax(dim=-1)\n+    weights = scores.masked_fill(~mask, -math.inf).softmax(dim=-1)": "NaN in a blind row is overwritten by 0 in the next line, and masked_fill passes no gradient to what it filled",
    },
    "multi_head": {
        "-    q, k, v = (u.reshape(B, T, num_heads, -1).transpose(1, 2) for u in (q, k, v))\n+    q, k, v = (u.reshape(B, T, num_heads, -1).transpose(2, 1) for u in (q, k, v))": "an exchange of two axes has no order",
        "-    scores = q @ k.transpose(-2, -1) / math.sqrt(D // num_heads)\n+    scores = q @ k.transpose(-1, -2) / math.sqrt(D // num_heads)": "an exchange of two axes has no order",
        "-    scores = q @ k.transpose(-2, -1) / math.sqrt(D // num_heads)\n+    scores = q @ k.transpose(2, -1) / math.sqrt(D // num_heads)": "of four axes, number 2 is number -2",
        "-    return out.transpose(1, 2).reshape(B, T, D) @ W_out.T + b_out\n+    return out.transpose(2, 1).reshape(B, T, D) @ W_out.T + b_out": "an exchange of two axes has no order",
    },
    "decode": {
        "-    heads = [u.reshape(B, -1, num_heads, D // num_heads).transpose(1, 2) for u in (q, k, v)]\n+    heads = [u.reshape(B, -1, num_heads, D // num_heads).transpose(2, 1) for u in (q, k, v)]": "an exchange of two axes has no order",
        "-    return (out.transpose(1, 2).reshape(B, D), (k, v))\n+    return (out.transpose(2, 1).reshape(B, D), (k, v))": "an exchange of two axes has no order",
        "-    return (out.transpose(1, 2).reshape(B, D), (k, v))\n+    return (out.transpose(2, 2).reshape(B, D), (k, v))": "there is one query, and an axis of length 1 may stand anywhere",
        "-    return (out.transpose(1, 2).reshape(B, D), (k, v))\n+    return (out.transpose(1, 1).reshape(B, D), (k, v))": "there is one query, and an axis of length 1 may stand anywhere",
    },
}
