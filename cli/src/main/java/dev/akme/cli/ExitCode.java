package dev.akme.cli;

/** What the program ends with. Scripts depend on the numbers: they never change. */
enum ExitCode {
    /** All is done. */
    DONE(0),

    /** Something failed that has no number of its own. */
    FAILED(1),

    /** The command line is wrong. */
    USAGE(2),

    /** Nothing had to be done. */
    NOTHING_TO_DO(3),

    /** The CA said no. */
    REFUSED(4),

    /** The CA wants it later; the time to come back is in the message. */
    RATE_LIMITED(5),

    /** The CA cannot be reached. */
    NETWORK(6),

    /** The CA could not validate a name. */
    CHALLENGE_FAILED(7);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
