"""Runs each case in perilune and in Debian's NumPy/SciPy, in turns, and prints theirs / ours.

Both sides are long-lived processes that receive code and a repeat count; one clock, here, times both. The smallest of
many short rounds counts: noise only ever adds, and a short round has a chance to pass between two disturbances.
"""

import argparse
import os
import subprocess
import sys
import time

from cases import CASES

HERE = os.path.dirname(os.path.abspath(__file__))


class Side:
    def __init__(self, command, threads):
        environment = dict(os.environ, PERILUNE_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads),
                           OMP_NUM_THREADS=str(threads))
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def ask(self, word, body=""):
        data = body.encode()
        self.process.stdin.write(f"{word} {len(data)}\n".encode() + data)
        self.process.stdin.flush()
        answer = self.process.stdout.readline().decode().strip()
        if answer != "done":
            raise RuntimeError(answer or "the process has died")

    def timed(self, repeats):
        start = time.perf_counter()
        self.ask("run", str(repeats))
        return (time.perf_counter() - start) / repeats

    def calibrate(self, least):
        repeats = 1
        while True:
            took = min(self.timed(repeats) for _ in range(3)) * repeats  # a disturbance must not pass for work
            if took >= least or repeats >= 10**7:
                return repeats
            repeats = max(repeats + 1, int(repeats * min(100, 1.3 * least / max(took, 1e-6))))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def loaded(case, threads, program):
    sides = [Side([program, os.path.join(HERE, "worker.lua")], threads),
             Side([sys.executable, os.path.join(HERE, "worker.py")], threads)]
    try:
        sides[0].ask("load", f"{case.lua_setup}\nreturn function(n) for _ = 1, n do {case.lua} end end")
        sides[1].ask("load", f"{case.python_setup}\ndef run(n):\n    for _ in range(n):\n        " +
                     case.python.replace("\n", "\n        "))
    except RuntimeError:
        for side in sides:
            side.close()
        raise
    return sides


def compare_first(case, threads, program, rounds):
    best = [float("inf")] * 2
    for _ in range(min(rounds, 20)):
        sides = loaded(case, threads, program)
        try:
            best = [min(b, side.timed(1)) for b, side in zip(best, sides)]
        finally:
            for side in sides:
                side.close()
    return best


def compare(case, threads, program, rounds, least):
    if case.first:
        return compare_first(case, threads, program, rounds)
    sides = loaded(case, threads, program)
    try:
        repeats = [side.calibrate(least) for side in sides]
        best = [float("inf")] * 2
        begin = time.perf_counter()
        for round in range(rounds):
            for i in 0, 1:
                best[i] = min(best[i], sides[i].timed(repeats[i]))
            if round >= 6 and time.perf_counter() - begin > 5:
                break
        return best
    finally:
        for side in sides:
            side.close()


def shown(seconds):
    for unit, size in ("s", 1), ("ms", 1e-3), ("us", 1e-6):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("patterns", nargs="*")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_intermixed_args()
    short = 0
    print(f"{'case':44} {'threads':>7} {'theirs':>10} {'ours':>10} {'ratio':>7} {'wanted':>7}")
    for case in CASES:
        if options.patterns and not any(p in case.name for p in options.patterns):
            continue
        for threads in map(int, options.threads.split(",")):
            try:
                ours, theirs = compare(case, threads, options.program, 10 if options.quick else 100,
                                       0.002)
            except RuntimeError as problem:
                print(f"{case.name:44} {threads:7} failed: {problem}")
                short += 1
                continue
            ratio = theirs / ours
            below = ratio < case.wanted
            short += below
            print(f"{case.name:44} {threads:7} {shown(theirs):>10} {shown(ours):>10} {ratio:7.2f} {case.wanted:7.2f}"
                  + ("  below" if below else ""), flush=True)
    print(f"{short} below what is wanted")


main()
