"""Learns the matcher's weights from the project's own utterances and FAQ: `python -m benchmarks.faq_learning` writes them."""

import json
from pathlib import Path

import numpy as np

from lawsuit_hub.features.faq import reading, subjects
from lawsuit_hub.features.faq.matching import Known, Matcher
from lawsuit_hub.features.faq.subjects import OUTSIDE, WEIGHTS
from lawsuit_hub.settings import REPOSITORY

OWN_FAQ = REPOSITORY / "lawsuit_hub" / "demo" / "faq.json"
RIDGE, RANK_RIDGE, SURE_RIDGE = 0.5, 0.02, 2.0
RIGHT_ONE, OUTSIDE_ONE = 15.0, 3.0
STEPS = 60


def logistic(rows, right, weighs, ridge):
    """Newton's steps; the last column is 1 and is not held small."""
    rows, right, weighs = (np.asarray(one, np.float64) for one in (rows, right, weighs))
    found, held = np.zeros(rows.shape[1]), np.full(rows.shape[1], ridge)
    held[-1] = 1e-6
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weighs * (likely - right)) + held * found
        bend = (rows.T * (weighs * likely * (1 - likely))) @ rows + np.diag(held)
        found = found - np.linalg.solve(bend, slope)
    return found


def learn_subjects(pairs, saids, meanings):
    """Ridge regression on one column a subject; the last is what lies outside. And what each utterance gets where it was left out."""
    names = sorted({subject for _, subject in pairs} - {OUTSIDE}) + [OUTSIDE]
    rows = np.array([subjects.counted(one) for one in saids])
    weighs = np.log(1 + len(pairs) / (1 + (rows > 0).sum(axis=0))).astype(np.float32)
    phi = subjects.features(rows, meanings, weighs).astype(np.float64)
    wanted = np.array([[float(name == subject) for name in names] for _, subject in pairs])
    inverse = np.linalg.inv(phi @ phi.T + RIDGE * np.eye(len(pairs)))
    alpha = inverse @ wanted
    left_out = wanted - alpha / np.diag(inverse)[:, None]
    return names, weighs, (phi.T @ alpha).astype(np.float32), left_out.astype(np.float32)


def own_faqs():
    drafts = reading.drafts_in(OWN_FAQ.read_bytes())
    return [
        [Known(one.code, (one.question, *(one.variants if with_them else ())), one.answer) for one in drafts]
        for with_them in (True, False)
    ]


def learn(pairs):
    saids, meanings = subjects.read([text for text, _ in pairs])
    names, weighs, of, left_out = learn_subjects(pairs, saids, meanings)
    held = {"subjects": np.array(names), "weighs": weighs, "of": of.astype(np.float16)}
    blank = {"rank": np.zeros(8), "sure": np.zeros(16)}
    save({**held, **blank})
    matchers = [Matcher(one) for one in own_faqs()]
    heard = [
        [
            (one.compare(said, meaning, about), subject)
            for said, meaning, about, (_, subject) in zip(saids, meanings, left_out, pairs, strict=False)
        ]
        for one in matchers
    ]
    rank = learn_rank(matchers, heard)
    return {**held, "rank": rank, "sure": learn_sure(matchers, heard, rank)}


def learn_rank(matchers, heard):
    rows, right, weighs = [], [], []
    for matcher, some in zip(matchers, heard, strict=False):
        for one, subject in some:
            if subject == OUTSIDE:
                continue
            hits = [code == subject for code in matcher.codes]
            rows.append(np.hstack([one.rows, np.ones((len(hits), 1))]))
            right += hits
            weighs += [RIGHT_ONE if hit else 1.0 for hit in hits]
    return logistic(np.vstack(rows), right, weighs, RANK_RIDGE)


def learn_sure(matchers, heard, rank):
    rows, right, weighs = [], [], []
    for matcher, some in zip(matchers, heard, strict=False):
        for one, subject in some:
            drawn = one.rows @ rank[:-1] + rank[-1]
            order = np.argsort(-drawn, kind="stable").tolist()
            rows.append(matcher.evidence(one, drawn, order))
            right.append(matcher.codes[order[0]] == subject)
            weighs.append(OUTSIDE_ONE if subject == OUTSIDE else 1.0)
    return logistic(rows, right, weighs, SURE_RIDGE)


def save(held, path: Path = WEIGHTS):
    with path.open("wb") as file:
        np.savez_compressed(file, **held)
    subjects.weights.cache_clear()


def main():
    learnt = learn(subjects.utterances())
    save(learnt)
    print(json.dumps({"rank": learnt["rank"].round(2).tolist(), "sure": learnt["sure"].round(2).tolist()}))


if __name__ == "__main__":
    main()
