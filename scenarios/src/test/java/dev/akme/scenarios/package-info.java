/** Whole ways through the protocol, from a directory URL to a certificate and beyond, each against a server that runs. */
@NullMarked
package dev.akme.scenarios;

import org.jspecify.annotations.NullMarked;
