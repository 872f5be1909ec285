package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.messages.CertificateChain;

/** Chains of certificates in PEM. */
final class CertificateChainFuzz {

    @FuzzTest
    void reads(byte[] input) {
        Expect.read(() -> CertificateChain.read(input), IllegalArgumentException.class)
                .ifPresent(chain -> {
                    CertificateChain again = CertificateChain.read(chain.toPem());
                    Expect.same(again, chain, "written and read again");
                    Expect.same(CertificateChain.ofDer(chain.der()), chain, "made of its certificates");
                    Expect.that(
                            again.lint().stream()
                                    .noneMatch(finding -> finding.rule().endsWith("line-length")
                                            || finding.rule().endsWith("text")
                                            || finding.rule().endsWith("white-space")),
                            "what is written here has nothing to complain about");
                    chain.lint();
                    Expect.read(chain::certificates, IllegalArgumentException.class, IllegalStateException.class)
                            .ifPresent(all -> Expect.that(all.size() == chain.size(), "all are parsed"));
                    Expect.that(!chain.toString().contains("-----"), "toString is short");
                });
    }
}
