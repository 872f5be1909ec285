package dev.akme.json;

/**
 * A text could not be read as the JSON that was asked for.
 *
 * <p>Thrown for text that is not JSON, is cut off, has a member twice, trailing data, bytes that are not UTF-8, or
 * passes a limit of {@link JsonLimits}; a strict read throws it for every fault of the message as well. It names places
 * and kinds, never the values of strings: keys and tokens end up in logs.
 *
 * @serial exclude
 */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Where, as a JSON Pointer. */
    private final String pointer;
    /** Where, in bytes from the start. */
    private final long offset;
    /** What stands there. */
    private final String found;
    /** What should. */
    private final String expected;

    /**
     * Describes the fault.
     *
     * @param pointer JSON Pointer (RFC 6901) of the value at fault; {@code ""} for the whole text
     * @param offset where the fault stands: bytes from the start of the text in UTF-8
     * @param found what stands there
     * @param expected what should
     */
    public JsonException(String pointer, long offset, String found, String expected) {
        this(pointer, offset, found, expected, "found " + found + ", expected " + expected);
    }

    private JsonException(String pointer, long offset, String found, String expected, String fault) {
        super("at " + (pointer.isEmpty() ? "the top level" : pointer) + ", byte " + offset + ": " + fault);
        this.pointer = pointer;
        this.offset = offset;
        this.found = found;
        this.expected = expected;
    }

    /**
     * Describes what a strict read refuses.
     *
     * @param finding what the linter says of it: its problem is what was found, its advice what was expected
     * @param offset where the fault stands: bytes from the start of the text in UTF-8
     * @return the exception
     */
    public static JsonException of(Finding finding, long offset) {
        return new JsonException(
                finding.pointer(),
                offset,
                finding.problem(),
                finding.advice(),
                finding.problem() + "; " + finding.advice() + " (" + finding.section() + ")");
    }

    /**
     * {@return the JSON Pointer (RFC 6901) of the value at fault; {@code ""} for the whole text}
     */
    public String pointer() {
        return pointer;
    }

    /**
     * {@return where the fault stands: bytes from the start of the text in UTF-8}
     */
    public long offset() {
        return offset;
    }

    /**
     * {@return what stands there, without the values of strings}
     */
    public String found() {
        return found;
    }

    /**
     * {@return what should stand there}
     */
    public String expected() {
        return expected;
    }
}
