/** The {@code akme} command as users have it: a process, its files, what it says and how it ends. */
@NullMarked
package dev.akme.scenarios.command;

import org.jspecify.annotations.NullMarked;
