"""Loops to draw."""

from tui.draw.ring import Ring, RingEdge, RingLeg, RingNode
from tui.draw.spans import Line

B = 1_000_000_000
FRAMEWORK = RingLeg("framework", "≤100", "equity", "conditional", "live", 100 * B)
GPUS = RingLeg("gpus", "≈350", "GPUs", "conditional", "live", 350 * B, "derived")
DYAD: tuple[Line, ...] = ([("vendor-funded ≤28.6% · purchase multiple ≥3.5×", "")],)


def ring_of(
    names: list[str], legs: list[tuple[RingLeg, ...]], centre: tuple[Line, ...] = ()
) -> Ring:
    nodes = tuple(RingNode(("node", name), name) for name in names)
    return Ring(nodes, tuple(RingEdge(edge) for edge in legs), centre)


NAMES = ["Nvidia", "OpenAI", "Oracle", "Microsoft", "Anthropic", "CoreWeave"]
LEGS = [
    (FRAMEWORK,),
    (GPUS, RingLeg("now", "?", "GPUs", "delivered")),
    (RingLeg("cloud", "40", "GPUs", "binding", "live", 40 * B),),
    (RingLeg("azure", "≈13", "equity", "paid", "live", 13 * B),),
    (RingLeg("aws", "8", "equity", "paid", "live", 8 * B),),
    (RingLeg("warrant", "≤10%", "shares", "announced"),),
]
