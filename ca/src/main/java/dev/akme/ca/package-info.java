/** A certificate authority in one object. */
package dev.akme.ca;
