/**
 * Talks to ACME servers (RFC 8555 and its extensions): each request by itself, or the whole way to a certificate.
 */
package dev.akme.client;
