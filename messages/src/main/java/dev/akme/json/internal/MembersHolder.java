package dev.akme.json.internal;

/** Gives this package, and no other, the members of a message. */
public abstract class MembersHolder {

    final Members members;

    protected MembersHolder(Members members) {
        this.members = members;
    }
}
