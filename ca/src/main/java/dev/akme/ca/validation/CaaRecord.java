package dev.akme.ca.validation;

/**
 * A CAA record (RFC 8659 §4.1).
 *
 * @param critical whether a CA that does not know the tag must not issue
 * @param tag the name of the property, as it came
 * @param value its value
 */
public record CaaRecord(boolean critical, String tag, String value) {}
