package dev.akme.ca.http;

import java.util.List;
import java.util.Map;

/**
 * A request with its whole body.
 *
 * @param method the method
 * @param target path and query as they came; {@code *} for the whole server
 * @param headers the values of each header, one for each line; names in any case
 * @param body the body; one octet more than is allowed when it is too long
 * @param remote the address it came from
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record HttpRequest(
        String method, String target, Map<String, List<String>> headers, byte[] body, String remote) {}
