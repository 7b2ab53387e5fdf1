#!/usr/bin/env python3
"""CPU time of whole networks in `bitspike simulate`, without what starting costs: a long run less a short one.

    benchmarks/networks.py              both networks
    benchmarks/networks.py --brian2     beside brian2's C++ standalone (needs python3-brian and g++)

Runs alternate, so that a change of the machine's speed meets all of them; ratios within one run are what counts.
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BITSPIKE = os.environ.get("BITSPIKE", os.path.join(HERE, "..", "bitspike"))
VECTORS = ["--vectors"]


def cpu(command, folder=None):
    """User and system seconds of a command and all it starts."""
    before = os.times()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def bitspike(model, seconds, options):
    path = os.path.join(HERE, "models", model)
    command = [BITSPIKE, "simulate", path, "--no-files", "--threads", "1", "--duration", "%gs" % seconds]
    return cpu(command + options)


def brian(folder, seconds):
    python = os.environ.get("PYTHON", "/usr/bin/python3")
    subprocess.run([python, os.path.join(HERE, "models", "cuba.py"), folder, str(seconds)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def report(name, runs, seconds, step):
    best = min(runs)
    print("%-34s %8.3f CPU s per second, smallest of %d (%s): %9.0f steps per CPU second"
          % (name, best, len(runs), " ".join("%.3f" % r for r in sorted(runs)), 1 / (best * step)))
    return best


def main():
    subprocess.run([BITSPIKE, "--version"], check=True, stdout=subprocess.DEVNULL)
    rounds = 3
    for model, step, short, long in (("iaf-1000.xml", 5e-5, 2, 22), ("cuba.xml", 1e-4, 5, 25)):
        beside = "--brian2" in sys.argv and model == "cuba.xml"
        with tempfile.TemporaryDirectory() as folder:
            if beside:
                brian(folder, long)
            plain, vectors, other = [], [], []
            for _ in range(rounds):
                for options, into in (([], plain), (VECTORS, vectors)):
                    more = bitspike(model, long, options) - bitspike(model, short, options)
                    into.append(more / (long - short))
                if beside:
                    other.append(cpu(["./main"], folder=folder) / long)
        print(model)
        report("  bitspike", plain, long, step)
        best = report("  bitspike with vectors", vectors, long, step)
        if beside:
            theirs = report("  brian2 C++ standalone, 1 thread", other, long, step)
            print("  ratio bitspike with vectors : brian2 = %.2f" % (best / theirs))


if __name__ == "__main__":
    main()
