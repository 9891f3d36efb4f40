"""What the small corpus holds: two invented articles, their digests, and the rows of each table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

ORIGINALS = {
    "100": "\n".join(
        [
            "Acme mise gros sur Beta",
            "",
            "Acme pourrait verser jusqu’à 100\u202fmilliards de dollars à Beta, "
            "client de ses puces.",
            " \t",
            "Partager cette page",
            "Un premier gigawatt doit ouvrir au premier semestre 2026 ; l'accord n'engage à rien.",
            "Les deux maisons vendent chacune pour environ 5 milliards par an.",
        ]
    )
    + "\n",
    "200": "Acme et Beta : pause\n"
    "Les 100 milliards d’Acme sont en pause, le protocole est signé.\n"
    "Beta valait 20 milliards.\n"
    "Zoe : tout cela finira mal.\n",
}

DIGESTS = {
    "100": """\
## 1 title
Acme bets on Beta.
## 2 body
Beta, a customer, may get at most 100 billion dollars of Acme's money.
## 3 skipped
site navigation
## 4 body
The first gigawatt opens in the first half of 2026. Nothing of it binds.
## 5 body
Beta and Acme each sell about 5 billion a year.
no claim: 2 only counts the houses
The 2 are told apart above.
""",
    "200": """\
## 1 title
A pause between Acme and Beta.
## 2 body
The 100 billion rests; a memorandum has been signed.
## 3 body
Beta was worth 20 billion.
## 4 comment · Zoe · 2025-06-02
Expects a bad end.
""",
}

_SOURCE = {"language": "fr", "publisher": "The Wire", "kind": "news", "tier": "3"}
_CLAIM = {
    "scope": "single",
    "derived": "false",
    "stance": "affirmed",
    "attribution": "author",
    "precision": "none",
    "rank": "normal",
}
_OF_100 = {**_CLAIM, "source_id": "100", "known_on": "2025-03-01", "tier": "3"}
_OF_200 = {**_CLAIM, "source_id": "200", "known_on": "2025-06-01", "tier": "5"}
_JOINT = {
    **_OF_100,
    "property": "revenue",
    "low": "5000000000",
    "high": "5000000000",
    "unit": "usd",
    "bound": "about",
    "scope": "joint",
    "joint_id": "100-j1",
}

ROWS: Mapping[str, list[dict[str, str]]] = {
    "sources": [
        {
            **_SOURCE,
            "source_id": "100",
            "title": "Acme bets on Beta",
            "published_on": "2025-03-01",
            "known_on": "2025-03-01",
            "known_basis": "stated",
            "sha256": hashlib.sha256(ORIGINALS["100"].encode()).hexdigest(),
        },
        {
            **_SOURCE,
            "source_id": "200",
            "title": "A pause",
            "kind": "blog",
            "tier": "5",
            "known_on": "2025-06-01",
            "known_basis": "inferred",
            "sha256": hashlib.sha256(ORIGINALS["200"].encode()).hexdigest(),
        },
    ],
    "entities": [
        {"entity_id": "acme", "name": "Acme", "kind": "company"},
        {"entity_id": "beta", "name": "Beta", "kind": "company"},
        {"entity_id": "beta-cloud", "name": "Beta Cloud", "kind": "unit", "parent_id": "beta"},
    ],
    "aliases": [
        {"alias": "Acme", "language": "fr", "entity_id": "acme"},
        {"alias": "the chip maker", "language": "en", "entity_id": "acme"},
    ],
    "deals": [
        {"deal_id": "acme-beta", "title": "Acme–Beta", "relation": "none"},
        {
            "deal_id": "beta-lease",
            "title": "Beta lease",
            "relation": "separate_from",
            "other_deal_id": "acme-beta",
            "relation_claim": "100-004",
            "note": "no status: nobody has said how firm it is",
        },
    ],
    "legs": [
        {
            "leg_id": "acme-beta.equity",
            "deal_id": "acme-beta",
            "payer_id": "acme",
            "payee_id": "beta",
            "kind": "equity",
            "medium": "cash",
            "what": "equity",
        },
        {
            "leg_id": "acme-beta.gpus",
            "deal_id": "acme-beta",
            "payer_id": "beta",
            "payee_id": "acme",
            "kind": "purchase",
            "medium": "cash",
            "what": "chips, first",
        },
        {
            "leg_id": "beta-lease.rent",
            "deal_id": "beta-lease",
            "payer_id": "beta",
            "payee_id": "acme",
            "kind": "lease",
            "medium": "cash",
            "what": "rent",
        },
    ],
    "claims": [
        {
            **_OF_100,
            "claim_id": "100-001",
            "leg_id": "acme-beta.equity",
            "property": "amount",
            "high": "100000000000",
            "unit": "usd",
            "bound": "up_to",
            "statement": "Acme may put at most 100 billion dollars into Beta.",
        },
        {
            **_OF_100,
            "claim_id": "100-002",
            "deal_id": "acme-beta",
            "property": "status",
            "status": "announced",
            "statement": "Acme and Beta have announced their deal.",
        },
        {
            **_OF_100,
            "claim_id": "100-003",
            "leg_id": "acme-beta.gpus",
            "property": "milestone",
            "term": "first-gw",
            "low": "1000",
            "high": "1000",
            "unit": "mw",
            "bound": "exact",
            "stance": "forecast",
            "valid_from": "2026-01-01",
            "valid_to": "2026-06-30",
            "precision": "half",
            "statement": "The first gigawatt opens in the first half of 2026.",
        },
        {
            **_OF_100,
            "claim_id": "100-004",
            "entity_id": "acme",
            "property": "relation",
            "term": "supplies",
            "object_id": "beta",
            "statement": "Acme sells chips to Beta.",
        },
        {
            **_JOINT,
            "claim_id": "100-005",
            "entity_id": "acme",
            "statement": "Acme sells for about 5 billion dollars a year.",
        },
        {
            **_JOINT,
            "claim_id": "100-006",
            "entity_id": "beta",
            "statement": "Beta sells for about 5 billion dollars a year.",
        },
        {
            **_OF_200,
            "claim_id": "200-001",
            "leg_id": "acme-beta.equity",
            "property": "amount",
            "low": "100000000000",
            "high": "100000000000",
            "unit": "usd",
            "bound": "exact",
            "statement": "The investment is 100 billion dollars.",
        },
        {
            **_OF_200,
            "claim_id": "200-002",
            "deal_id": "acme-beta",
            "property": "standing",
            "status": "paused",
            "statement": "The deal rests.",
        },
        {
            **_OF_200,
            "claim_id": "200-003",
            "deal_id": "acme-beta",
            "property": "status",
            "status": "loi",
            "statement": "A memorandum has been signed.",
        },
        {
            **_OF_200,
            "claim_id": "200-004",
            "entity_id": "beta",
            "property": "valuation",
            "low": "20000000000",
            "high": "20000000000",
            "unit": "usd",
            "bound": "exact",
            "rank": "deprecated",
            "rank_reason": "stale when printed",
            "statement": "Beta was worth 20 billion dollars.",
        },
        {
            **_OF_200,
            "claim_id": "200-005",
            "deal_id": "acme-beta",
            "property": "opinion",
            "stance": "opinion",
            "speaker": "Zoe",
            "attribution": "named",
            "known_on": "2025-06-02",
            "tier": "6",
            "statement": "A reader expects a bad end.",
        },
    ],
    "evidence": [
        {"claim_id": "100-001", "n": "2", "quote": "jusqu'à 100 milliards de dollars"},
        {"claim_id": "100-002", "n": "2", "quote": "pourrait verser"},
        {"claim_id": "100-003", "n": "4", "quote": "premier semestre 2026"},
        {"claim_id": "100-004", "n": "2", "quote": "client de ses puces"},
        {"claim_id": "100-005", "n": "5", "quote": "environ 5 milliards"},
        {"claim_id": "100-006", "n": "5", "quote": "environ 5 milliards"},
        {"claim_id": "200-001", "n": "2", "quote": "100 milliards"},
        {"claim_id": "200-002", "n": "2", "quote": "en pause"},
        {"claim_id": "200-003", "n": "2", "quote": "signé"},
        {"claim_id": "200-004", "n": "3", "quote": "20 milliards"},
        {"claim_id": "200-005", "n": "4", "quote": "finira mal"},
    ],
    "links": [
        {"claim_a": "200-001", "relation": "same_origin", "claim_b": "100-001"},
        {"claim_a": "200-003", "relation": "supersedes", "claim_b": "100-002"},
    ],
    "mechanisms": [
        {"mechanism_id": "vendor-loop", "name": "Vendor loop", "text": "A vendor funds a buyer."}
    ],
    "mechanism_claims": [{"mechanism_id": "vendor-loop", "claim_id": "100-001"}],
}
