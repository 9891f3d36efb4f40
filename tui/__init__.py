"""caploop: a terminal explorer of the circular financing of the AI industry."""

__version__ = "0.1.0"
