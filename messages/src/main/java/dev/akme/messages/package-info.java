/** The messages of ACME (RFC 8555 and its extensions), one class for each noun. */
package dev.akme.messages;
