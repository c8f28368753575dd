"""Run commands in turn and compare what they cost."""

import os
import statistics
import subprocess
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple


class Cost(NamedTuple):
    """What one run of a command took: CPU seconds (user and system) and peak memory in MB."""

    seconds: float
    megabytes: float


def run(command: Sequence[str], cwd: str, env: Mapping[str, str]) -> Cost:
    """Run a command to its end; raises RuntimeError where it fails."""
    with subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr is not None
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {said.decode()}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compared(
    commands: Mapping[str, Sequence[str]],
    *,
    base: str,
    rounds: int,
    cwd: str,
    env: Mapping[str, str],
    before: Callable[[str], None] = lambda name: None,
) -> dict[str, tuple[float, Cost]]:
    """The median ratio of each command to `base` of the same round, and its median cost."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            before(name)
            costs[name].append(run(command, cwd, env))
    return {
        name: (
            statistics.median(
                cost.seconds / against.seconds
                for cost, against in zip(found, costs[base], strict=True)
            ),
            Cost(
                statistics.median(cost.seconds for cost in found),
                statistics.median(cost.megabytes for cost in found),
            ),
        )
        for name, found in costs.items()
    }


def table(results: Mapping[str, tuple[float, Cost]], base: str) -> str:
    """Results as a Markdown table."""
    lines = [
        f"| command | x {base} | CPU ms | peak MB |",
        "|---|---:|---:|---:|",
    ]
    for name, (ratio, cost) in results.items():
        lines.append(f"| {name} | {ratio:.2f} | {cost.seconds * 1000:.0f} | {cost.megabytes:.0f} |")
    return "\n".join(lines)
