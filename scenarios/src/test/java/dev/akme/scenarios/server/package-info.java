/** The servers that scenarios run against: what a scenario may ask of any, and how each is started. */
@NullMarked
package dev.akme.scenarios.server;

import org.jspecify.annotations.NullMarked;
