-- The key identifier of the intermediate that issued a certificate, in hexadecimal.
ALTER TABLE certificates ADD COLUMN issuer_id TEXT NOT NULL DEFAULT '';

UPDATE certificates SET issuer_id = issuer_id_of(der);

CREATE INDEX certificates_of_issuer ON certificates (issuer_id, not_after);

-- Has all that stands in a revocation list.
DROP INDEX certificates_revoked;
CREATE INDEX certificates_revoked ON certificates (issuer_id, place, not_after, id, revoked_at, reason)
    WHERE revoked_at IS NOT NULL;

-- The first at the smallest place. Chains are certificates in DER and base64url; there are none if only certificates
-- are known that it has issued.
CREATE TABLE intermediates (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    chains TEXT NOT NULL
) STRICT;

INSERT INTO intermediates (id, chains)
    SELECT issuer_id, '[]' FROM certificates WHERE issuer_id <> '' GROUP BY issuer_id ORDER BY min(place);

-- How often something changed that stands in a list.
ALTER TABLE revocation_list ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
