/** How fast Akme is, measured beside its peers in the same run. */
@NullMarked
package dev.akme.bench;

import org.jspecify.annotations.NullMarked;
