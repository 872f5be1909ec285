/**
 * Targets of the fuzzer. Those that look behind what is public stand in the packages that they look into, with the same
 * ending, {@code Fuzz}.
 */
package dev.akme.fuzz;
