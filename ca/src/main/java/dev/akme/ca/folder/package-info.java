/** Folders that a CA has for itself. */
package dev.akme.ca.folder;
