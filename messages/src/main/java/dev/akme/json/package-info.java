/**
 * What all messages have in common: JSON values that lose nothing, message types, errors, limits and findings.
 */
package dev.akme.json;
