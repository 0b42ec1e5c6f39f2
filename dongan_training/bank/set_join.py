"""Which of many texts have nearly the same pairs of characters: pure, exact, not quadratic.

A set-similarity join over arrays. Two sets whose Jaccard index reaches a threshold lack few of
each other's members, so among the rarest few of each stands one that both have (prefix filter:
Chaudhuri, Ganti and Kaushik, 2006), at places that leave room for enough others (positional
filter, PPJoin: Xiao, Wang, Lin and Yu, 2008). Where a rare pair is still in many texts, as in a
bank of one subject, the same is asked of a second and a third common one (AdaptJoin: Wang, Li
and Feng, 2012). What is left is sifted by two parities of 64 bits before anybody compares texts
(bitmap filter: Sandes, Teodoro and Melo, 2020).

Members are hashed; two that fall together make more candidates, and never lose one: the bounds
count members that the other set lacks, and hashing adds none of those.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
# An entry: 32 bits of common members, 22 of the text, 10 of the place of the last common one.
Words = NDArray[np.uint64]

GAP = "\n"  # between texts; none may contain it
BLOCK = 2_500  # texts that are taken apart at once; 14 bits hold their places
BUCKET_BITS = 18  # of the bucket in which a pair is counted; two in one only seem less rare
BUCKETS = 1 << BUCKET_BITS  # so few that the processor keeps their table at hand
STEPS = 15  # of rarity in each power of two; 8 bits hold them
PAIR, TEXT_OF_BLOCK = np.uint64(42), np.uint64(50)  # bits of a pair, and of it with its rarity
FEW = 256  # texts with common members that are compared one by one
DEEPEST = 4  # common members asked for at most
CHUNK = 125_000  # entries made at once
PLACE, TEXT = np.uint64(10), np.uint64(32)
MIX = np.uint64(0x9E3779B97F4A7C15)
SAFE = 1e-9  # rounding must not lose a pair that just reaches the threshold


@dataclass(frozen=True)
class _Sets:
    """All texts: the sizes of their sets, the rarest members in order, and parities."""

    sizes: Ints
    starts: Ints  # of each text in ``rare``
    rare: NDArray[np.uint32]
    lacking: Ints  # members that a set may lack in a smaller one that is near enough
    odd: NDArray[np.float32]  # the half of the members that two near sets of this size do not share
    most: NDArray[np.uint8]  # members that one of this size and any near one do not share
    parity: Words  # two rows of 64 bits
    threshold: float


def near_pairs(
    texts: Sequence[str], asking: NDArray[np.bool_], threshold: float
) -> Iterator[tuple[Ints, Ints]]:
    """Give places (later, earlier) that may be near, among them all that are, some repeatedly.

    Only pairs whose later text is ``asking`` come; the caller may clear its mark on the way
    once it has had enough for that text. At most four million texts of 5,000 characters.
    """
    if len(texts) < 2 or not asking.any():
        return
    sets = _sets_of(texts, threshold)
    blocks = [_rarest(sets, at) for at in range(0, len(texts), BLOCK)]
    yield from _sifted(sets, np.concatenate(blocks), 1, asking)


def _sets_of(texts: Sequence[str], threshold: float) -> _Sets:
    blocks = [texts[at : at + BLOCK] for at in range(0, len(texts), BLOCK)]
    often = np.zeros(BUCKETS, np.int64)
    for block in blocks:
        often += np.bincount(_bucket(_pairs(block)), minlength=BUCKETS)
    steps = np.log2(np.maximum(np.arange(often.max() + 1), 1)) * STEPS
    rarity = np.minimum(steps, 255).astype(np.uint8)[often]
    sizes, rare, parity = [], [], []
    for block in blocks:  # taken apart anew: the pairs of 100,000 texts are 36 MB
        members, own = _members(_pairs(block), rarity)
        starts = np.cumsum(own) - own
        kept = np.minimum(_lacking(own, threshold) + DEEPEST, own)
        rare.append(members[_spread(starts, starts + kept)[1]])
        parity.append(_parity(members, starts))
        sizes.append(own)
    return _as_sets(np.concatenate(sizes), rare, parity, threshold)


def _as_sets(sizes: Ints, rare: Any, parity: Any, threshold: float) -> _Sets:
    lacking = _lacking(sizes, threshold)
    kept = np.minimum(lacking + DEEPEST, sizes)
    odd = ((1 - threshold) / (1 + threshold) * sizes + 1e-3).astype(np.float32)
    most = np.minimum(odd * (1 + 1 / threshold), 64).astype(np.uint8)
    return _Sets(
        sizes,
        np.cumsum(kept) - kept,
        np.concatenate(rare),
        lacking,
        odd,
        most,
        np.concatenate(parity, axis=1),
        threshold,
    )


def _lacking(sizes: Ints, threshold: float) -> Ints:
    return ((1 - threshold) * sizes + SAFE).astype(np.int64)


def _pairs(texts: Sequence[str]) -> Words:
    """The pairs of neighbouring characters of a block: 14 bits of the text, 42 of the pair.

    The eight bits between are free. A text of one character has one pair, an empty one too.
    """
    joined = GAP + GAP.join(text or "\0" for text in texts) + GAP
    signs = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    gap = signs == ord(GAP)
    text = np.cumsum(gap[1:-1], dtype=np.uint64)
    inside = ~gap[1:-1] & (~gap[2:] | gap[:-2])
    found: Words = (text << TEXT_OF_BLOCK | signs[1:-1] << np.uint64(21) | signs[2:])[inside]
    return found


def _bucket(found: Words) -> Ints:
    """Where a pair is counted."""
    pair = found & np.uint64((1 << 42) - 1)
    return (_mixed(pair) >> np.uint64(32 - BUCKET_BITS)).view(np.int64)


def _members(found: Words, rarity: NDArray[np.uint8]) -> tuple[NDArray[np.uint32], Ints]:
    """The pairs of each text, each once and the rarest first, and how many."""
    keys = found | rarity[_bucket(found)].astype(np.uint64) << PAIR
    keys = np.sort(keys, kind="stable")  # text by text already, which this way to sort makes use of
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    sizes = np.bincount((keys >> TEXT_OF_BLOCK).astype(np.int64))
    return _mixed(keys & np.uint64((1 << 42) - 1)).astype(np.uint32), sizes


def _parity(found: NDArray[np.uint32], starts: Ints) -> Words:
    """For each set the parities of its members in 64 bits, by two independent choices of a bit."""
    bits = [
        np.uint64(1) << (found >> np.uint32(shift) & np.uint32(63)).astype(np.uint64)
        for shift in (0, 6)
    ]
    return np.stack([np.bitwise_xor.reduceat(half, starts) for half in bits])


def _rarest(sets: _Sets, first: int) -> Words:
    """Entries for the rarest members of a block, one more than a set may lack in a near one."""
    block = slice(first, first + BLOCK)
    starts = sets.starts[block]
    text, at = _spread(starts, starts + np.minimum(sets.lacking[block] + 1, sets.sizes[block]))
    common = _mixed(sets.rare[at].astype(np.uint64))
    return _entries(common, text + first, at - starts[text])


def _sifted(
    sets: _Sets, entries: Words, depth: int, asking: NDArray[np.bool_]
) -> Iterator[tuple[Ints, Ints]]:
    """Compare inside small groups; ask for one more common member inside large ones.

    Sets so small that they may be near with no more in common are compared where they are.
    """
    entries, starts, sizes = _groups(entries, asking)
    deep = (sizes > FEW) if depth < DEEPEST else np.zeros(len(sizes), bool)
    small = sets.sizes[_text(entries)] * sets.threshold <= depth + SAFE
    shallow = np.repeat(~deep, sizes) | small
    yield from _compared(sets, entries[shallow], depth, asking)
    ends = starts + sizes
    made = np.cumsum(sizes * np.where(deep, 1, 0)) * (int(sets.lacking.mean()) + depth)
    for chunk in range(int(made[-1]) // CHUNK + 1 if len(made) else 0):
        some = deep & (made // CHUNK == chunk)
        if some.any():
            _group, at = _spread(starts[some], ends[some])
            yield from _sifted(sets, _deeper(sets, entries[at], depth), depth + 1, asking)


def _groups(entries: Words, asking: NDArray[np.bool_]) -> tuple[Words, Ints, Ints]:
    """Entries in order, without groups in which nothing can be asked; starts and sizes."""
    if not len(entries):
        return entries, np.zeros(0, np.int64), np.zeros(0, np.int64)
    entries = np.sort(entries)
    common = entries >> TEXT
    starts = np.flatnonzero(np.concatenate(([True], common[1:] != common[:-1])))
    sizes = np.diff(starts, append=len(entries))
    useful = (sizes > 1) & np.logical_or.reduceat(asking[_text(entries)], starts)
    sizes, entries = sizes[useful], entries[np.repeat(useful, sizes)]
    return entries, np.cumsum(sizes) - sizes, sizes


def _deeper(sets: _Sets, entries: Words, depth: int) -> Words:
    text, place = _text(entries), _place(entries)
    ends = np.minimum(sets.lacking[text] + depth + 1, sets.sizes[text])
    which, at = _spread(place + 1, np.maximum(ends, place + 1))
    member = sets.rare[sets.starts[text[which]] + at].astype(np.uint64)
    return _entries(_mixed((entries[which] >> TEXT) * MIX + member), text[which], at)


def _compared(
    sets: _Sets, entries: Words, depth: int, asking: NDArray[np.bool_]
) -> Iterator[tuple[Ints, Ints]]:
    """Hold each entry against those before it in its group, the nearest first.

    What the first parity lets through is looked at closely once there is as much as entries.
    """
    text, common = _text(entries), entries >> TEXT
    starts = np.flatnonzero(np.concatenate(([True], common[1:] != common[:-1])))
    before = np.arange(len(entries)) - np.repeat(starts, np.diff(starts, append=len(entries)))
    parity, most = sets.parity[0][text], sets.most[text]
    live = _longest_first(np.flatnonzero((before > 0) & asking[text]), before)
    done = 0  # places back that everybody has looked at
    while len(live) and done < before[live[0]]:
        own, bound, reaching = parity[live], most[live], _reaching(before[live])
        later, earlier, found = [live[:0]], [live[:0]], 0
        while done + 1 < len(reaching) and found < len(live):
            done += 1
            these = live[: reaching[done]]
            differ = np.bitwise_count(own[: len(these)] ^ parity[these - done])
            near = these[differ <= bound[: len(these)]]
            if len(near):
                later.append(near)
                earlier.append(near - done)
                found += len(near)
        one, other = np.concatenate(later), np.concatenate(earlier)
        fits = _fits(sets, entries[one], entries[other], depth)
        both = np.unique(text[one[fits]] << 32 | text[other[fits]])
        if len(both):
            yield both >> 32, both & 0xFFFFFFFF
            live = live[asking[text[live]]]


def _longest_first(live: Ints, before: Ints) -> Ints:
    """Those with the most entries before them first, so that the others are soon done with."""
    key = before[live]
    key = key.astype(np.min_scalar_type(key.max(initial=0)))  # numpy sorts 16 bits by radix
    return live[np.argsort(key, kind="stable")[::-1]]


def _reaching(before: Ints) -> Ints:
    """How many have at least so many entries before them."""
    return np.cumsum(np.bincount(before)[::-1])[::-1]


def _fits(sets: _Sets, later: Words, earlier: Words, depth: int) -> NDArray[np.bool_]:
    """Whether two may have enough in common, by sizes, places of the common member and parity."""
    texts = _text(later), _text(earlier)
    one, other = sets.sizes[texts[0]], sets.sizes[texts[1]]
    least = sets.threshold / (1 + sets.threshold) * (one + other) - SAFE
    odd = sets.odd[texts[0]] + sets.odd[texts[1]]
    differ = np.bitwise_count(sets.parity[:, texts[0]] ^ sets.parity[:, texts[1]])
    fits: NDArray[np.bool_] = (
        (texts[0] != texts[1])
        & (differ <= odd).all(axis=0)
        & (one - _place(later) + depth - 1 >= least)
        & (other - _place(earlier) + depth - 1 >= least)
        & (np.minimum(one, other) >= least)
    )
    return fits


def _entries(common: Words, text: Ints, place: Ints) -> Words:
    upper = np.left_shift(common, TEXT)
    lower = np.left_shift(text.astype(np.uint64), PLACE)
    return np.bitwise_or(np.bitwise_or(upper, lower), place.astype(np.uint64))


def _text(entries: Words) -> Ints:
    return (entries >> PLACE & np.uint64((1 << 22) - 1)).view(np.int64)


def _place(entries: Words) -> Ints:
    return (entries & np.uint64((1 << 10) - 1)).view(np.int64)


def _mixed(values: Words) -> Words:
    """Spread bits over the lower 32."""
    return (values * MIX) >> TEXT


def _spread(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """All whole numbers of the ranges, one after the other, and from which range each is."""
    counts = ends - starts
    which = np.repeat(np.arange(len(starts)), counts)
    first = np.cumsum(counts) - counts
    return which, np.arange(len(which)) - first[which] + starts[which]
