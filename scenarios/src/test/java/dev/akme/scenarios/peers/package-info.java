/** Clients of others against Akme's CA, and Akme's own: each gets a certificate, renews it and revokes it, in every way it can. */
@NullMarked
package dev.akme.scenarios.peers;

import org.jspecify.annotations.NullMarked;
