"""Reads the Influx export of the benchmark `Notebooks`; prints our median times beside the peers', with the ratios."""
import csv
import sys

times = {}
for fields in csv.reader(line for line in sys.stdin if line.startswith("Notebooks,")):
    metric, name, percentile, value = fields[6], *fields[8:11]
    if metric == "Time(wallclock)" and float(percentile) == 50:
        times[name] = int(value) / 1e6  # nanoseconds, whatever the unit in the line says -> milliseconds

OURS = ("NotebookModel", "Exporters")
for name, ours in sorted(times.items()):
    kind, _, who = name.partition(": ")
    if who not in OURS:
        continue
    print(f"{kind}: {ours:.3f} ms for the corpus")
    peers = kind.removeprefix("compatible ").split()[0] + ": "
    for other, theirs in sorted(times.items()):
        if other.startswith(peers) and not other.endswith(OURS):
            print(f"    {other.partition(': ')[2]} {theirs:.3f} ms; {theirs / ours:.2f} times as fast")
