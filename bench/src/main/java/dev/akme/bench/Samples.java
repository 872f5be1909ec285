package dev.akme.bench;

import java.util.ArrayList;
import java.util.List;

/** The five messages that are measured: what a public CA sends, with names of {@code example.org}. */
final class Samples {

    static final String ORDER = order(1);
    static final String ORDER_OF_100 = order(100);

    static final String AUTHORIZATION = """
            {
              "identifier": {"type": "dns", "value": "www.example.org"},
              "status": "pending",
              "expires": "2026-11-08T10:15:30Z",
              "challenges": [
                {
                  "type": "http-01",
                  "url": "https://ca.example.org/acme/chall/1234567890/98765432101/Rs6sVQ",
                  "status": "pending",
                  "token": "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0"
                },
                {
                  "type": "dns-01",
                  "url": "https://ca.example.org/acme/chall/1234567890/98765432101/9nWZ3A",
                  "status": "pending",
                  "token": "DGyRejmCefe7v4NfDGDKfA-evGi7gZ6BmOhIPvjVxHk"
                },
                {
                  "type": "tls-alpn-01",
                  "url": "https://ca.example.org/acme/chall/1234567890/98765432101/AwV3bw",
                  "status": "pending",
                  "token": "AvGrHlmPqQG8kD2eZxB0bYvYJ7rF0sHZ5rTqLmN3oXc"
                }
              ]
            }
            """;

    static final String DIRECTORY = """
            {
              "keyChange": "https://ca.example.org/acme/key-change",
              "meta": {
                "caaIdentities": ["example.org", "example.com"],
                "termsOfService": "https://ca.example.org/documents/subscriber-agreement-v1.5.pdf",
                "website": "https://ca.example.org",
                "externalAccountRequired": false
              },
              "newAccount": "https://ca.example.org/acme/new-acct",
              "newNonce": "https://ca.example.org/acme/new-nonce",
              "newOrder": "https://ca.example.org/acme/new-order",
              "renewalInfo": "https://ca.example.org/acme/renewal-info",
              "revokeCert": "https://ca.example.org/acme/revoke-cert"
            }
            """;

    static final String PROBLEM = problem(10);

    private Samples() {}

    private static String order(int names) {
        List<String> identifiers = new ArrayList<>();
        List<String> authorizations = new ArrayList<>();
        for (int i = 0; i < names; i++) {
            identifiers.add("    {\"type\": \"dns\", \"value\": \"host-" + i + ".example.org\"}");
            authorizations.add("    \"https://ca.example.org/acme/authz/1234567890/" + (98_765_432_101L + i) + "\"");
        }
        return """
                {
                  "status": "valid",
                  "expires": "2026-11-08T10:15:30Z",
                  "identifiers": [
                %s
                  ],
                  "authorizations": [
                %s
                  ],
                  "finalize": "https://ca.example.org/acme/finalize/1234567890/40123456789",
                  "certificate": "https://ca.example.org/acme/cert/03a9f1c2d4e5f60718293a4b5c6d7e8f9012"
                }
                """.formatted(String.join(",\n", identifiers), String.join(",\n", authorizations));
    }

    private static String problem(int parts) {
        List<String> subproblems = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            subproblems.add("""
                        {
                          "type": "urn:ietf:params:acme:error:caa",
                          "detail": "CAA record for host-%d.example.org prevents issuance",
                          "status": 403,
                          "identifier": {"type": "dns", "value": "host-%d.example.org"}
                        }""".formatted(i, i));
        }
        return """
                {
                  "type": "urn:ietf:params:acme:error:compound",
                  "title": "Several names cannot be validated",
                  "detail": "Some of the identifiers requested were rejected: see the subproblems",
                  "status": 403,
                  "subproblems": [
                %s
                  ]
                }
                """.formatted(String.join(",\n", subproblems));
    }
}
