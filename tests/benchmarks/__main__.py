"""`python -m tests.benchmarks` prints a table, one row a measurement."""

import argparse

from tests.benchmarks import start

parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
parser.add_argument("--runs", type=int, default=9, help="runs of each side")
runs = parser.parse_args().runs

print(f"{runs} runs of each side, in turn\n{start.HEADER}")
for row in start.rows(runs):
    print(row, flush=True)
