package dev.akme.ca.http;

import java.util.List;
import java.util.Map;

/**
 * A response with its whole body.
 *
 * @param status the status; 0 to close the connection without a word
 * @param headers the values of each header, one for each line
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares responses
public record HttpResponse(int status, Map<String, List<String>> headers, byte[] body) {}
