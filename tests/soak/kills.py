"""Builds that are killed at chosen moments: what is published stays whole, and the next build ends as if nothing had been."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.soak.build import STAGES
from tests.soak.city import City

# Timings differ from run to run: a build that ended before it could be killed is tried again, killed earlier.
_TRIES = 4


@dataclass(frozen=True)
class Moment:
    """When to kill: so far (0 to 1) into a stage, by the time that it takes when nothing disturbs it."""

    stage: str
    share: float


@dataclass(frozen=True)
class Round:
    """Where it starts from (`earlier` or `nothing`), the builds that are killed one after the other, then a whole one."""

    start: str
    moments: Sequence[Moment]


def moments(number: int, chance: random.Random) -> list[Moment]:
    """As many moments, the same number in each stage, spread over its time."""
    names = list(STAGES)
    in_each = -(-number // len(names))
    return [
        Moment(names[n % len(names)], (n // len(names) + chance.random()) / in_each) for n in range(number)
    ]


def rounds(number: int, chance: random.Random) -> list[Round]:
    """A round for each kill; every fourth time that all stages were gone through starts from nothing."""
    every = 4 * len(STAGES)
    return [
        Round("nothing" if n % every >= every - len(STAGES) else "earlier", [moment])
        for n, moment in enumerate(moments(number, chance))
    ]


def run_round(city: City, this: Round, say: Callable[[str], None]) -> list[str]:
    """Its faults, none when all is well."""
    city.restore(this.start)
    found = []
    for moment in this.moments:
        found += _kill(city, this.start, moment, say)
    healing = city.healing_faults()
    say(f"the next build: {'; '.join(healing) or 'the same'}")
    return found + healing


def _kill(city: City, start: str, moment: Moment, say: Callable[[str], None]) -> list[str]:
    """Kill one build at a moment and look at what it leaves."""
    for attempt in range(_TRIES):
        share = moment.share * 0.5**attempt
        build = city.start()
        if not build.wait_for(moment.stage):
            return [f"a build ended before {moment.stage}: {build.said[-3:]}"]
        if build.go_on(moment.stage, share * city.seconds[moment.stage]):
            build.kill()
            faults = city.faults(may_be_none=start == "nothing")
            say(f"killed in {moment.stage} at {share:.0%} from {start}: {'; '.join(faults) or 'whole'}")
            return faults
        city.restore(start)
    return ["every build ended before it could be killed"]
