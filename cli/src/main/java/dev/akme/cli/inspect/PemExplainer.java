package dev.akme.cli.inspect;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains what is in PEM. */
final class PemExplainer {

    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern FIRST_LINE = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,60})-----");
    private static final int MOST_BLOCKS = 1000;

    /** One block with its dashes. */
    private record Block(String label, String text) {}

    private final DerExplainer der;

    PemExplainer(DerExplainer der) {
        this.der = der;
    }

    static boolean isPem(String text) {
        return text.contains(BEGIN);
    }

    /** One explanation for all certificates together, and one for each other block. */
    List<Explanation> explain(String text) {
        List<Block> blocks = blocks(text);
        List<Explanation> found = new ArrayList<>();
        StringBuilder certificates = new StringBuilder();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.append(block.text()).append('\n');
            } else {
                other(block).ifPresent(found::add);
            }
        }
        if (!certificates.isEmpty()) {
            // Blank lines and text between the blocks are part of what the linter looks at.
            boolean alone = blocks.stream().allMatch(block -> block.label().equals("CERTIFICATE"));
            found.add(0, chain(alone ? text : certificates.toString()));
        }
        return found;
    }

    private Explanation chain(String pem) {
        try {
            return der.chain(CertificateChain.read(pem));
        } catch (IllegalArgumentException e) {
            throw new Unreadable("the certificates in PEM cannot be read: " + e.getMessage());
        }
    }

    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher begin = FIRST_LINE.matcher(text);
        int at = 0;
        while (begin.find(at)) {
            String label = begin.group(1);
            String end = "-----END " + label + "-----";
            int ends = text.indexOf(end, begin.end());
            if (ends < 0) {
                throw new Unreadable(
                        "the text ends inside of a block in PEM that begins at character " + begin.start());
            }
            if (blocks.size() == MOST_BLOCKS) {
                throw new Unreadable("there are more than " + MOST_BLOCKS + " blocks in PEM");
            }
            at = ends + end.length();
            blocks.add(new Block(label, text.substring(begin.start(), at)));
        }
        if (blocks.isEmpty()) {
            throw new Unreadable("there is no whole block in PEM");
        }
        return blocks;
    }

    private Optional<Explanation> other(Block block) {
        return switch (block.label()) {
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> Optional.of(csr(block));
            case "EC PARAMETERS" -> Optional.empty(); // OpenSSL writes them before the key.
            case "PUBLIC KEY", "RSA PUBLIC KEY" -> Optional.of(publicKey(block));
            default ->
                Optional.of(
                        block.label().contains("PRIVATE")
                                ? privateKey(block)
                                : new Explanation.Builder(
                                                "unknown",
                                                "",
                                                "A block in PEM, " + block.label() + ", which is not of ACME.")
                                        .build());
        };
    }

    private Explanation csr(Block block) {
        String body = block.text()
                .substring(block.text().indexOf('\n') + 1, block.text().lastIndexOf("-----END "))
                .replaceAll("\\s", "");
        try {
            byte[] octets = Base64.getDecoder().decode(body);
            if (DerExplainer.isSequence(octets)) {
                return der.csr(octets);
            }
        } catch (IllegalArgumentException e) {
            throw new Unreadable("the certificate request in PEM is not base64");
        }
        throw new Unreadable("the certificate request in PEM is not DER, or cut off");
    }

    private static Explanation publicKey(Block block) {
        try {
            Explanation.Builder out = new Explanation.Builder("publicKey", "RFC 7468 §13", "A public key.");
            Keys.explain(Jwk.parsePem(block.text()), out);
            return out.build();
        } catch (JoseException e) {
            throw new Unreadable("the public key in PEM cannot be read: " + e.getMessage());
        }
    }

    private static Explanation privateKey(Block block) {
        Explanation.Builder out = new Explanation.Builder(
                "privateKey",
                "RFC 7468 §10",
                "A private key: whoever has it can act for its holder. It is not shown; this is its public half.");
        try {
            Keys.explain(SigningKey.parse(block.text()).publicKey(), out);
        } catch (JoseException e) {
            out.warning("privateKey/refused", "", "RFC 7468 §10", String.valueOf(e.getMessage()), "use another key");
        }
        return out.build();
    }
}
