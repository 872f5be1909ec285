/** The {@code akme} command. It exports nothing: its interface is the command line. */
@org.jspecify.annotations.NullMarked
module dev.akme.cli {
    requires static org.jspecify;
    requires dev.akme.ca;
    requires dev.akme.client;
    requires info.picocli;
    requires static jdk.unsupported;
    requires org.snakeyaml.engine;
    // For the folder of a CA.
    requires org.xerial.sqlitejdbc;

    // picocli sets the fields of commands.
    opens dev.akme.cli to
            info.picocli;
}
