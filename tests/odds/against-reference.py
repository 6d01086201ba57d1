# SPDX-License-Identifier: GPL-2.0-only
"""Compare print_odds with posterior.py: its formulas on the counts that print_odds read.

usage: against-reference.py PRINT_ODDS SHARED
"""
import glob
import math
import subprocess
import sys

print_odds, shared = sys.argv[1:]
sys.path.insert(0, shared + "/reference")
import posterior as reference  # noqa: E402

LOGS = 100
WANTED = 1e-9


class Rev:
    def __init__(self, signature):
        self.sig = signature
        self.tally = None
        self.is_competing = False

    def counts(self, _target):
        on, rival, noise, unfit, ok = self.tally
        if self.is_competing:
            return on, noise, unfit, ok + rival
        return on, rival + noise, unfit, ok


def read(path):
    """The tested revisions and the readings that print_odds prints."""
    done = subprocess.run([print_odds, path], capture_output=True)
    if done.returncode != 0:
        sys.exit("%s: %s" % (path, done.stderr.decode(errors="replace")))
    tested, readings = [], []
    for line in done.stdout.decode(errors="replace").split("\n"):
        word, *fields = line.split("\t")
        if word == "tested":
            tested.append(fields)
        elif word == "reading":
            readings.append({"kind": fields[0], "tally": [], "blamed": {}})
        elif word == "tally":
            readings[-1]["tally"].append([int(field) for field in fields[1:]])
        elif word == "blamed":
            readings[-1]["blamed"][int(fields[0])] = float(fields[1])
    return tested, readings


def affected(cell, pre_bad, steps, linear):
    if "affected" in cell:
        return cell["affected"]
    return original(cell, pre_bad, steps, linear)


original = reference.affected
reference.affected = affected


def hypotheses(tested):
    """The cells of posterior.py, with the places outside the range and the blamed commit."""
    steps = [(one[1], one[3]) for one in tested if one[2] == "bisect"]
    left = [int(one[6]) for one in tested if one[2] == "bisect"]
    pre_bad = [one[1] for one in tested if one[2] != "bisect" and one[3] == "bad"]
    sizes, cells = reference.cells_from_log(steps, left)
    for cell in cells:  # as evaluate.py has it: numbers that do not fit leave one commit
        cell["size"] = max(1, cell["size"])
    for number in range(1, len(pre_bad)):
        cells.append({"size": sizes[0], "affected": set(pre_bad[:number])})
    cells.append({"size": sizes[0], "affected": {one[1] for one in tested}})
    blamed = set(pre_bad) | {commit for commit, verdict in steps if verdict == "bad"}
    cells.append({"size": 1, "affected": blamed})
    return steps, pre_bad, cells


def is_plain(tested, readings):
    """What posterior.py can do: no skips, numbers known from a good verdict on, a blamed commit."""
    steps = [one for one in tested if one[2] == "bisect"]
    return (bool(steps) and bool(readings) and all(one[4] == "1" for one in tested) and
            all(one[6] != "-" for one in steps) and
            any(one[3] == "good" for one in steps) and
            all(value > -math.inf for value in readings[0]["blamed"].values()))


def compare(path):
    tested, readings = read(path)
    if not is_plain(tested, readings):
        return None
    steps, pre_bad, cells = hypotheses(tested)
    revs = {one[1]: Rev(None if one[5] == "-" else one[5]) for one in tested}
    worst = 0
    for reading in readings:
        for model, (per_rev, linear, is_competing) in enumerate(
                [(False, False, False), (False, True, False), (True, False, False),
                 (True, True, False), (False, False, True)]):
            for one, tally in zip(tested, reading["tally"]):
                revs[one[1]].tally = tally
                revs[one[1]].is_competing = is_competing
            error = 9.5 if reading["kind"] == "any" else 49.5
            ln, _ = reference.posterior(cells, revs, None, .5, .5, .5, error, pre_bad, steps,
                                        linear, per_rev=per_rev)
            worst = max(worst, abs(ln[-1] - reading["blamed"][model]))
    return worst


def main():
    logs = [shared + "/data/seed/log.txt"]
    compared, worst = 0, 0
    logs += sorted(glob.glob(shared + "/data/syzbot/logs/Log_*.txt"))
    for path in logs:
        if compared > LOGS:
            break
        difference = compare(path)
        if difference is None:
            if path == logs[0]:
                sys.exit("the seed could not be compared")
            continue
        compared += 1
        worst = max(worst, difference)
        if difference > WANTED:
            print("%s: ln P differs by %g" % (path, difference))
    print("%d logs, the largest difference of ln P is %.2g" % (compared, worst))
    sys.exit(worst > WANTED or compared <= LOGS)


main()
