package dev.akme.ca.conformance;

/** Something that is seen of a CA with a deviation alone. */
@FunctionalInterface
interface Sight {
    boolean isSeen(Deviating ca);
}
