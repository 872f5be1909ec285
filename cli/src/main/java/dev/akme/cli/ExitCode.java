package dev.akme.cli;

/** What the program ends with. Scripts depend on the numbers: they never change. */
enum ExitCode {
    DONE(0, "all is done"),
    FAILED(1, "something failed that has no number of its own"),
    USAGE(2, "the command line is wrong"),
    NOTHING_TO_DO(3, "nothing had to be done"),
    REFUSED(4, "the CA said no"),
    RATE_LIMITED(5, "the CA wants it later; the time to come back is in the message"),
    NETWORK(6, "the CA cannot be reached"),
    CHALLENGE_FAILED(7, "the CA could not validate a name");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }
}
