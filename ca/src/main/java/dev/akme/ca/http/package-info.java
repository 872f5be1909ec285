/** A small HTTP/1.1 server, with or without TLS. */
package dev.akme.ca.http;
