package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.messages.CertificateIdentifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What renewal information is asked by. */
final class CertificateIdentifierFuzz {

    private static final URI RENEWAL_INFO = URI.create("https://ca.example/renewal-info");

    @FuzzTest
    void reads(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Expect.read(() -> CertificateIdentifier.parse(text), IllegalArgumentException.class)
                .ifPresent(identifier -> {
                    Expect.same(identifier.toString(), text, "there is one text for each identifier");
                    Expect.same(
                            identifier.renewalInfoUrl(RENEWAL_INFO).toString(), RENEWAL_INFO + "/" + text, "the URL");
                });
    }
}
