package dev.akme.scenarios.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A lego with a folder of its own. Version 5 has other options than those before it. */
final class Lego {

    static final String EMAIL = "admin@example.org";

    private final Path program;
    private final PeerCa ca;
    private final Path folder;
    private final boolean isNew;

    Lego(Path program, PeerCa ca) throws IOException, InterruptedException {
        this.program = program;
        this.ca = ca;
        this.folder = ca.folder().resolve("lego");
        this.isNew = Programs.run(ca.folder(), Map.of(), List.of(program.toString(), "run", "--help"))
                .text()
                .contains("--renew-force");
    }

    /** Whether it knows renewal information, profiles, and new keys for accounts. */
    boolean isNew() {
        return isNew;
    }

    // ---- how it answers challenges

    List<String> http() {
        return List.of(
                "--http",
                isNew ? "--http.address" : "--http.port",
                "127.0.0.1:" + ca.dns().httpPort());
    }

    List<String> tls() {
        return List.of(
                "--tls",
                isNew ? "--tls.address" : "--tls.port",
                "127.0.0.1:" + ca.dns().tlsPort());
    }

    List<String> webroot(Path site) {
        return List.of("--http", "--http.webroot", site.toString());
    }

    /** The CA alone is to look. */
    List<String> dns() {
        List<String> common =
                List.of("--dns", "exec", "--dns.resolvers", ca.dns().resolver());
        return concat(common, isNew ? List.of("--dns.propagation.wait", "10ms") : List.of("--dns.disable-cp"));
    }

    List<String> dnsPersist() {
        return List.of(
                "--dns-persist",
                "--dns-persist.resolvers",
                ca.dns().resolver(),
                "--dns-persist.propagation.wait",
                "10ms");
    }

    // ---- what it does

    /** Orders the first certificate, and makes an account for that. */
    Programs.Said obtain(List<String> challenge, List<String> names, String... more)
            throws IOException, InterruptedException {
        List<String> options = concat(concat(common(), challenge), domains(names));
        return isNew
                ? run("run", concat(options, List.of(more)))
                : run(concat(concat(options, List.of("run")), List.of(more)));
    }

    /** Renews a certificate, though it is not time yet. */
    Programs.Said renew(List<String> challenge, List<String> names, String... more)
            throws IOException, InterruptedException {
        List<String> options = concat(concat(common(), challenge), domains(names));
        List<String> always = List.of("--no-random-sleep");
        return isNew
                ? run("run", concat(concat(options, concat(always, List.of("--renew-force"))), List.of(more)))
                : run(concat(concat(options, concat(List.of("renew", "--days", "1000"), always)), List.of(more)));
    }

    /** Renews a certificate if it is time. */
    Programs.Said renewWhenDue(List<String> challenge, List<String> names) throws IOException, InterruptedException {
        List<String> options = concat(concat(common(), challenge), domains(names));
        return run("run", concat(options, List.of("--no-random-sleep")));
    }

    Programs.Said revoke(String name, int reason) throws IOException, InterruptedException {
        List<String> how = List.of("--keep", "--reason", String.valueOf(reason));
        return isNew
                ? run(Stream.of(
                                List.of("certificates", "revoke"),
                                List.of("--server", ca.directory(), "--path", folder.toString()),
                                List.of("--email", EMAIL, "--cert.name", name),
                                how)
                        .flatMap(List::stream)
                        .toList())
                : run(Stream.of(common(), List.of("--domains", name, "revoke"), how)
                        .flatMap(List::stream)
                        .toList());
    }

    Programs.Said changeAccountKey() throws IOException, InterruptedException {
        List<String> where = List.of("--server", ca.directory(), "--path", folder.toString(), "--email", EMAIL);
        return run(concat(List.of("accounts", "keyrollover"), where), "Y\n");
    }

    /** The options that bind an account to one elsewhere. */
    List<String> externalAccount(String kid, String key) {
        return isNew
                ? List.of("--eab", "--eab.kid", kid, "--eab.hmac", key)
                : List.of("--eab", "--kid", kid, "--hmac", key);
    }

    private List<String> common() {
        return List.of("--server", ca.directory(), "--path", folder.toString(), "--email", EMAIL, "--accept-tos");
    }

    private static List<String> domains(List<String> names) {
        return names.stream().flatMap(name -> Stream.of("--domains", name)).toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private Programs.Said run(String command, List<String> options) throws IOException, InterruptedException {
        return run(concat(List.of(command), options));
    }

    private Programs.Said run(List<String> options) throws IOException, InterruptedException {
        return run(options, "");
    }

    private Programs.Said run(List<String> options, String answers) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(options);
        Map<String, String> environment = new HashMap<>();
        environment.put("LEGO_CA_CERTIFICATES", ca.root().toString());
        environment.put("EXEC_PATH", ca.hook("exec.sh", "$1", "$2", "$3").toString());
        environment.put("EXEC_SEQUENCE_INTERVAL", "1");
        environment.put("EXEC_POLLING_INTERVAL", "1");
        return Programs.run(ca.folder(), environment, line, answers);
    }

    // ---- what it wrote

    /** The chain of a certificate; of a wildcard with {@code _} for the asterisk. */
    Path chain(String name) {
        return folder.resolve("certificates").resolve(name + ".crt");
    }
}
