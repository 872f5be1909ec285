/**
 * Reads any text of ACME and explains it. {@code Inspector} finds out what a text is; the {@code ...Explainer}s make an
 * {@code Explanation} of it; {@code Meanings} has the words. Nothing here writes or sends anything, and no part of a private key
 * gets into an explanation.
 */
@org.jspecify.annotations.NullMarked
package dev.akme.cli.inspect;
