"""How right the FAQ's matcher is: `python -m benchmarks.faq FAQ.json UTTERANCES.json [--bare] [--show]`.

The utterances: {"in_scope": [{"utterance", "faq"}], "out_of_scope": [utterance]}. `--bare` leaves variants out, `--show` prints what went wrong.
"""

import argparse
import json
import time
from pathlib import Path

from lawsuit_hub.features.faq import reading
from lawsuit_hub.features.faq.matching import ENOUGH, Known, Matcher

P99 = 0.99


def measure(drafts, utterances, *, bare=False):
    """Rates, milliseconds, and each utterance with its answer."""
    begun = time.perf_counter()
    asked = [(one.question, *(() if bare else one.variants)) for one in drafts]
    matcher = Matcher(
        [Known(one.code, ways, one.answer, one.category) for one, ways in zip(drafts, asked, strict=False)]
    )
    matcher.rank("처음")
    ready = time.perf_counter() - begun
    wanted = [(one["utterance"], one["faq"]) for one in utterances["in_scope"]]
    wanted += [(one, None) for one in utterances["out_of_scope"]]
    rows, times = [], []
    for text, right in wanted:
        begun = time.perf_counter()
        ranked = matcher.rank(text)
        times.append(1000 * (time.perf_counter() - begun))
        code, score = ranked[0] if ranked else (None, 0.0)
        rows.append((text, right, code, score, code if score >= ENOUGH else None))
    inside, outside = [one for one in rows if one[1]], [one for one in rows if not one[1]]
    times.sort()
    return {
        "entries": len(drafts),
        "in_scope": len(inside),
        "top1": _rate(one[4] == one[1] for one in inside),
        "top1_whatever_the_score": _rate(one[2] == one[1] for one in inside),
        "wrong": _rate(one[4] not in (None, one[1]) for one in inside),
        "out_of_scope": len(outside),
        "out_of_scope_wrong": _rate(one[4] is not None for one in outside),
        "ready_s": round(ready, 2),
        "p50_ms": round(times[len(times) // 2], 2),
        "p99_ms": round(times[min(len(times) - 1, int(len(times) * P99))], 2),
    }, rows


def _rate(hits):
    hits = list(hits)
    return round(sum(hits) / len(hits), 3) if hits else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faq", type=Path)
    parser.add_argument("utterances", type=Path)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    figures, rows = measure(
        reading.drafts_in(asked.faq.read_bytes()), json.loads(asked.utterances.read_text("utf-8")), bare=asked.bare
    )
    print(json.dumps(figures, ensure_ascii=False))
    for text, right, code, score, said in rows if asked.show else ():
        if said != right:
            print(f"  {text}: {code} {score:.2f}, wanted {right}")


if __name__ == "__main__":
    main()
