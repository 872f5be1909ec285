-- Times are texts of one length, in UTC to the nanosecond, so that they sort. Lists and messages are JSON.

CREATE TABLE accounts (
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    thumbprint TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    contact TEXT,
    terms_of_service_agreed INTEGER NOT NULL,
    external_account_binding TEXT,
    binding_key_id TEXT UNIQUE,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE orders (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires TEXT NOT NULL,
    identifiers TEXT NOT NULL,
    authorization_ids TEXT NOT NULL,
    not_before TEXT,
    not_after TEXT,
    replaces TEXT,
    profile TEXT NOT NULL,
    csr TEXT,
    error TEXT,
    certificate_id TEXT
) STRICT;

CREATE INDEX orders_of_account ON orders (account_id, place);
CREATE INDEX orders_processing ON orders (place) WHERE status = 'processing';
CREATE INDEX orders_ending ON orders (expires) WHERE certificate_id IS NULL;

CREATE TABLE authorizations (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    identifier TEXT NOT NULL,
    wildcard INTEGER NOT NULL,
    status TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires TEXT NOT NULL,
    challenges TEXT NOT NULL,
    processing INTEGER NOT NULL
) STRICT;

CREATE INDEX authorizations_valid ON authorizations (account_id, identifier, wildcard, expires) WHERE status = 'valid';
CREATE INDEX authorizations_processing ON authorizations (place) WHERE processing;
CREATE INDEX authorizations_ending ON authorizations (expires);

CREATE TABLE certificates (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    order_id TEXT NOT NULL UNIQUE REFERENCES orders (id) ON DELETE CASCADE,
    der TEXT NOT NULL,
    key_id TEXT NOT NULL,
    identifiers TEXT NOT NULL,
    not_before TEXT NOT NULL,
    not_after TEXT NOT NULL,
    revoked_at TEXT,
    reason INTEGER,
    replaced_by TEXT,
    renewal_window TEXT
) STRICT;

CREATE INDEX certificates_of_key ON certificates (key_id);
CREATE INDEX certificates_ending ON certificates (not_after);
CREATE INDEX certificates_revoked ON certificates (place) WHERE revoked_at IS NOT NULL;

CREATE TABLE blocked_keys (
    key_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- MAC keys in base64url.
CREATE TABLE external_accounts (
    key_identifier TEXT NOT NULL PRIMARY KEY,
    mac_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The number of the last revocation list.
CREATE TABLE revocation_list (
    number INTEGER NOT NULL
) STRICT;

INSERT INTO revocation_list (number) VALUES (0);
