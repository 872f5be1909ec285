package dev.akme.json.internal;

import dev.akme.json.JsonLimits;
import java.util.List;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.core.sym.BinaryNameMatcher;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.RecyclerPool;

/**
 * Makes tokenizers, the one kind that is needed. Jackson's factory makes any kind, for which the JVM loads and verifies
 * some fifty classes more: most of what a program's first message costs.
 */
final class Tokens {

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxDocumentLength(JsonLimits.MAX_BYTES)
            .maxNestingDepth(JsonLimits.MAX_DEPTH)
            .maxStringLength(JsonLimits.MAX_STRING_LENGTH)
            .maxNumberLength(JsonLimits.MAX_NUMBER_LENGTH)
            .maxNameLength(4 * JsonLimits.MAX_NAME_LENGTH) // counted in bytes
            .build();

    private static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.defaultPool();

    private static final ByteQuadsCanonicalizer NAMES = ByteQuadsCanonicalizer.createRoot();

    // Plain JSON, and no table of names seen before: the names that matter are in the matchers, and whoever sends many
    // others could only fill it.
    private static final int NOTHING_SPECIAL = 0;

    private Tokens() {}

    /** For a whole text in UTF-8. */
    static JsonParser of(byte[] utf8) {
        IOContext context = new IOContext(
                LIMITS,
                StreamWriteConstraints.defaults(),
                ErrorReportConfiguration.defaults(),
                BUFFERS.acquireAndLinkPooled(),
                ContentReference.redacted(),
                true,
                JsonEncoding.UTF8);
        return new UTF8StreamJsonParser(
                ObjectReadContext.empty(),
                context,
                NOTHING_SPECIAL,
                NOTHING_SPECIAL,
                null,
                NAMES.makeChildOrPlaceholder(NOTHING_SPECIAL),
                utf8,
                0,
                utf8.length,
                0,
                false);
    }

    /** Tells where in a list the current name stands. */
    static PropertyNameMatcher matcher(List<String> names) {
        return BinaryNameMatcher.construct(names);
    }
}
