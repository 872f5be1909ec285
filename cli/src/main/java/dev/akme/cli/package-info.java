/**
 * The {@code akme} command. {@code Akme} is the program, each {@code ...Command} one command; {@code Console} is what they write
 * to, {@code Failure} how they end when something is wrong, {@code ExitCode} what a script sees.
 */
package dev.akme.cli;
