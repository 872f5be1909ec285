package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.StoreException;
import dev.akme.jose.Base64Url;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.CertificateIdentifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** Brings a database to the form that this program knows, script by script. */
final class Migrations {

    /** In their order; one that was published is never changed again. */
    private static final List<String> SCRIPTS = List.of("001_what_a_ca_keeps.sql", "002_intermediates.sql");

    /** Says whose a database is: "Akme" in ASCII. */
    private static final int APPLICATION = 0x416B6D65;

    private Migrations() {}

    static void run(Sql sql, Path file) throws SQLException, IOException {
        int application = number(sql, "application_id");
        int present = number(sql, "user_version");
        int tables = sql.first(row -> row.getInt(1), "SELECT count(*) FROM sqlite_schema")
                .orElseThrow();
        if (application != APPLICATION && (tables > 0 || present > 0)) {
            throw new StoreException(file + " is a database of another program: choose another folder", null);
        }
        if (present > SCRIPTS.size()) {
            throw new StoreException(
                    file + " was written by a newer version of this program, which knows form " + present
                            + " of the data, and this one only form " + SCRIPTS.size()
                            + ": use that version, or a backup from before",
                    null);
        }
        if (present < SCRIPTS.size()) {
            sql.define("issuer_id_of", Migrations::issuerId);
        }
        for (int version = present + 1; version <= SCRIPTS.size(); version++) {
            sql.run("BEGIN IMMEDIATE");
            sql.run(script(SCRIPTS.get(version - 1)));
            sql.run("PRAGMA application_id = " + APPLICATION);
            sql.run("PRAGMA user_version = " + version);
            sql.run("COMMIT");
        }
    }

    /** Of a certificate in DER and base64url; empty when it does not say who issued it. */
    private static String issuerId(String der) {
        try {
            X509Certificate certificate =
                    CertificateChain.ofDer(List.of(Base64Url.decode(der))).leaf();
            return HexFormat.of()
                    .formatHex(CertificateIdentifier.of(certificate).keyIdentifier());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static int number(Sql sql, String pragma) throws SQLException {
        return sql.first(row -> row.getInt(1), "PRAGMA " + pragma).orElseThrow();
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program lacks its file " + name + ": install it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
