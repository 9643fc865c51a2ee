"""Reads the JMH export of the benchmark `Notebooks`; prints our times beside the peers', with the ratios of their speeds."""
import json
import sys

text = sys.stdin.read()
results = json.loads(text[text.index("\n[") + 1:])
times = {}
for result in results:
    name = result["benchmark"].split(".")[-1].replace("_", " ")
    times[name] = 1000 / result["primaryMetric"]["score"]  # runs a second -> milliseconds

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
