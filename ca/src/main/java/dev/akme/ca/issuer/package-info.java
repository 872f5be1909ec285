/** The certificate authority behind the protocol: its keys, certificate requests, certificates and revocation lists. */
package dev.akme.ca.issuer;
