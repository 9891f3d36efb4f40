-- The corpus: one table a file of data/. Money is whole US dollars, capacity is MW.
-- The CSV files have these columns in this order; the line above a column is its documentation.

CREATE TYPE source_kind AS ENUM ('filing', 'press_release', 'transcript', 'news', 'analysis', 'aggregator', 'blog');
CREATE TYPE known_basis AS ENUM ('stated', 'inferred');
CREATE TYPE paragraph_role AS ENUM ('title', 'heading', 'body', 'list', 'table', 'quote', 'comment', 'link', 'skipped');
CREATE TYPE entity_kind AS ENUM ('company', 'unit', 'person', 'product', 'programme', 'outlet', 'place', 'class', 'idea');
CREATE TYPE deal_relation AS ENUM ('none', 'part_of', 'tranche_of', 'replaces', 'separate_from');
CREATE TYPE leg_kind AS ENUM ('equity', 'debt', 'guarantee', 'purchase', 'lease', 'warrant', 'cloud_credit', 'capacity');
CREATE TYPE leg_medium AS ENUM ('cash', 'in_kind', 'mixed', 'shares');
CREATE TYPE property AS ENUM ('amount', 'funded', 'stake', 'capacity', 'units', 'status', 'standing', 'milestone', 'condition', 'valuation', 'revenue', 'price_move', 'ratio', 'relation', 'opinion');
CREATE TYPE unit AS ENUM ('usd', 'percent', 'mw', 'gpus', 'shares', 'times', 'count', 'days');
CREATE TYPE bound AS ENUM ('exact', 'about', 'up_to', 'at_least', 'more_than', 'less_than', 'range', 'order_of_magnitude', 'unspecified');
CREATE TYPE scope AS ENUM ('single', 'aggregate', 'joint');
-- From softest to firmest, then whether it is still alive.
CREATE TYPE status AS ENUM ('rumoured', 'announced', 'loi', 'conditional', 'binding', 'delivered', 'partly_paid', 'paid', 'live', 'paused', 'withdrawn', 'denied');
CREATE TYPE stance AS ENUM ('affirmed', 'negated', 'reported', 'forecast', 'hypothetical', 'question', 'opinion');
CREATE TYPE attribution AS ENUM ('named', 'unnamed', 'author', 'document');
CREATE TYPE date_precision AS ENUM ('day', 'about', 'month', 'quarter', 'half', 'year', 'none');
CREATE TYPE rank AS ENUM ('preferred', 'normal', 'deprecated');
CREATE TYPE link_relation AS ENUM ('supersedes', 'contradicts', 'corroborates', 'same_origin', 'derived_from');

-- An article.
CREATE TABLE sources (
    -- three digits, as in the file name of its digest
    source_id VARCHAR PRIMARY KEY,
    -- our own English title; the printed one shows when the original is attached
    title VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    author VARCHAR,
    url VARCHAR,
    -- ISO 639-1
    language VARCHAR NOT NULL,
    kind source_kind NOT NULL,
    -- of the publication held: 1 filing, 2 company on record, 3 named-source press, 4 unnamed-source press, 5 aggregator, blog, opinion
    tier TINYINT NOT NULL CHECK (tier BETWEEN 1 AND 5),
    -- null if undated
    published_on DATE,
    -- the day from which it could be read
    known_on DATE NOT NULL,
    known_basis known_basis NOT NULL,
    translated_from VARCHAR,
    -- of the original file, byte for byte
    sha256 VARCHAR NOT NULL,
    note VARCHAR
);

-- A non-blank line of an original, as our own English note.
CREATE TABLE paragraphs (
    source_id VARCHAR NOT NULL REFERENCES sources (source_id),
    -- the nth non-blank line of the original, skipped ones counted
    n INTEGER NOT NULL CHECK (n > 0),
    role paragraph_role NOT NULL,
    -- who speaks, where it is not the author
    voice VARCHAR,
    -- when they spoke, where the source says so
    voice_on DATE,
    digest VARCHAR NOT NULL,
    -- why a figure has no claim, or why the paragraph is skipped
    no_claim VARCHAR,
    PRIMARY KEY (source_id, n)
);

-- Whoever pays, is paid, speaks, or is spoken of.
CREATE TABLE entities (
    entity_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    kind entity_kind NOT NULL,
    ticker VARCHAR,
    -- the company that a unit, product or person belongs to
    parent_id VARCHAR,
    note VARCHAR
);

-- The names and descriptions that articles use.
CREATE TABLE aliases (
    alias VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL REFERENCES entities (entity_id),
    PRIMARY KEY (alias, language, entity_id)
);

-- What was agreed, announced or rumoured between parties.
CREATE TABLE deals (
    deal_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    relation deal_relation NOT NULL,
    other_deal_id VARCHAR,
    -- the claim that says so
    relation_claim VARCHAR,
    note VARCHAR
);

-- One directed promise inside a deal: payer to payee, of one kind.
CREATE TABLE legs (
    leg_id VARCHAR PRIMARY KEY,
    deal_id VARCHAR NOT NULL REFERENCES deals (deal_id),
    payer_id VARCHAR NOT NULL REFERENCES entities (entity_id),
    payee_id VARCHAR NOT NULL REFERENCES entities (entity_id),
    kind leg_kind NOT NULL,
    medium leg_medium NOT NULL,
    -- two or three words for a screen: GPUs, equity, Azure
    what VARCHAR NOT NULL
);

-- One assertion of one source about a leg, a deal or an entity.
CREATE TABLE claims (
    claim_id VARCHAR PRIMARY KEY,
    source_id VARCHAR NOT NULL REFERENCES sources (source_id),
    -- exactly one of leg_id, deal_id, entity_id is set
    leg_id VARCHAR,
    deal_id VARCHAR,
    entity_id VARCHAR,
    property property NOT NULL,
    -- which of several, '' if there is only one
    term VARCHAR NOT NULL,
    -- the other entity of a relation
    object_id VARCHAR,
    -- in the unit
    low DECIMAL(18, 2) CHECK (low >= 0),
    high DECIMAL(18, 2) CHECK (high >= 0),
    unit unit,
    bound bound,
    scope scope NOT NULL,
    -- shared by the rows of one joint statement
    joint_id VARCHAR,
    -- worked out by the source, not stated by a party
    derived BOOLEAN NOT NULL,
    -- how firm, or for the property standing, whether alive
    status status,
    stance stance NOT NULL,
    speaker VARCHAR,
    attribution attribution NOT NULL,
    -- first publisher in a chain of retelling; null is the publisher itself
    origin VARCHAR,
    valid_from DATE,
    valid_to DATE,
    precision date_precision NOT NULL,
    known_on DATE NOT NULL,
    -- the source's, or 6 for a reader comment
    tier TINYINT NOT NULL CHECK (tier BETWEEN 1 AND 6),
    rank rank NOT NULL,
    rank_reason VARCHAR,
    -- one English sentence in our own words
    statement VARCHAR NOT NULL,
    note VARCHAR,
    CHECK ((leg_id IS NOT NULL)::INTEGER + (deal_id IS NOT NULL)::INTEGER + (entity_id IS NOT NULL)::INTEGER = 1),
    CHECK (low IS NULL OR high IS NULL OR low <= high)
);

-- Where a claim stands.
CREATE TABLE evidence (
    claim_id VARCHAR NOT NULL REFERENCES claims (claim_id),
    -- the paragraph of the claim's source
    n INTEGER NOT NULL,
    -- the figure or term as printed, at most six words
    quote VARCHAR NOT NULL,
    PRIMARY KEY (claim_id, n, quote)
);

-- How two claims stand to each other; claim_a is known no earlier than claim_b.
CREATE TABLE links (
    claim_a VARCHAR NOT NULL REFERENCES claims (claim_id),
    relation link_relation NOT NULL,
    claim_b VARCHAR NOT NULL REFERENCES claims (claim_id),
    note VARCHAR,
    PRIMARY KEY (claim_a, relation, claim_b)
);

-- How a kind of circular financing works, in our own words.
CREATE TABLE mechanisms (
    mechanism_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);

-- The claims that state a mechanism or its parameters.
CREATE TABLE mechanism_claims (
    mechanism_id VARCHAR NOT NULL REFERENCES mechanisms (mechanism_id),
    claim_id VARCHAR NOT NULL REFERENCES claims (claim_id),
    PRIMARY KEY (mechanism_id, claim_id)
);
