"""Timing of pieces of work side by side: each in turn, several rounds, the least counts."""

import time
from collections.abc import Callable, Mapping
from typing import Final

import click

WIDTH: Final = 44
THOUSAND: Final = 1000


def timed(works: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """Do each piece of work once a round; map its name to the least seconds it took.

    Seconds of this process on a processor: what else the machine is doing does not count, nor
    does waiting for a disk.
    """
    seconds = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            begun = time.process_time()
            work()
            seconds[name] = min(seconds[name], time.process_time() - begun)
    return seconds


def show(seconds: Mapping[str, float], count: int) -> None:
    """Print what each piece of work took, a line and beside the first one, which is ours."""
    ours = next(iter(seconds.values()))
    click.echo(f"{'':{WIDTH}}{'seconds':>9}{'ms a line':>11}{'of ours':>9}")
    for name, taken in seconds.items():
        a_line = taken * THOUSAND / count
        click.echo(f"{name:{WIDTH}}{taken:9.2f}{a_line:11.3f}{taken / ours:9.2f}")
