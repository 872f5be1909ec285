package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads who got the command line wrong. */
class UsageErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    list nosuch                        | there is an argument too many: leave out nosuch
                    demo extra                         | there is an argument too many: leave out extra
                    account nosuch                     | there is no command nosuch
                    ca --prot 0                        | there is no option --prot; did you mean --port?
                    issue --wbroot x                   | there is no option --wbroot; did you mean --webroot?
                    --verbose list                     | there is no option --verbose here; it goes behind the command, as in akme
                    ca --root-keys x                   | it goes behind the command, as in akme ca rotate --root-keys
                    issue -d x.test --key-type rsa     | --key-type rsa is not known; there are: P256, P384
                    issue -d https://x.test/a          | -d: https://x.test/a is a URL: give the name alone: x.test
                    issue -d x.test --csr nowhere.csr  | --csr nowhere.csr is not there
                    issue -d                           | --domain needs a value: give --domain NAME
                    ca rotate                          | --dir needs a value: give --dir DIR
                    ca --resolve foo                   | --resolve has a value that cannot be read: give --resolve PATTERN=ADDRESS
                    ca --resolve a.test=foo            | --resolve foo: this is no address
                    ca --port 99999                    | --port 99999: there is no such port
                    ca --port 1 --port 2               | --port is given more than once
                    list --json=yes                    | --json takes no value
                    account import-certbot             | an argument is missing: DIR
                    account register --server letsencript | or one of letsencrypt, letsencrypt-staging
                    account register --server letsencript | did you mean letsencrypt?
                    account register --server localhost:14000/dir | put https:// in front: https://localhost:14000/dir
                    ca --fail-validation www.test=dnss | there is no such type of problem: use one of
                    ca --fail-validation www.test=dnss | did you mean dns?
                    ca --config /nosuch/ca.yaml        | --config /nosuch/ca.yaml is not there, nor is the folder /nosuch
                    account register --eab-kid k --eab-key-file nowhere.key | --eab-key-file nowhere.key is not there
                    ca --port 0 --root /nosuch/r.pem   | --root /nosuch/r.pem is not there, nor is the folder /nosuch
                    """)
    void whatIsWrongIsSaidInWordsOfThisProgram(String line, String message) {
        Run run = Run.of(line.split(" "));
        assertThat(run.err())
                .contains(message)
                .hasLineCount(1)
                .doesNotContain("Invalid value", "Missing required", "Exception", "at index");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void aNameIsTakenAsPeopleWriteIt() {
        assertThat(Values.name("*.Bücher.test")).isEqualTo("*.xn--bcher-kva.test");
        assertThat(Values.name("WWW.test")).isEqualTo("WWW.test");
        assertThat(Values.name("2001:db8::1")).isEqualTo("2001:db8::1");
    }

    @Test
    void whyAFileCannotBeReadIsSaid(@TempDir Path home) throws Exception {
        String folder = home.toString();
        Path binary = Files.write(home.resolve("binary"), new byte[] {(byte) 0xff, 0});
        assertThat(Run.of("inspect", folder).err()).contains(folder + ": it is a folder and no file");
        assertThat(Run.of("inspect", "x", "--key", folder).err())
                .contains("--key " + folder + " is a folder and no file: give another");
        assertThat(Run.of("account", "register", "--eab-kid", "k", "--eab-key-file", binary.toString())
                        .err())
                .contains("--eab-key-file " + binary + " is not text in UTF-8");
        for (String command : List.of("inspect", "lint")) {
            assertThat(Run.of(command, folder).err()).doesNotContain("Exception");
        }
    }

    @Test
    void whatIsDamagedIsNamedWithWhatToDo(@TempDir Path home) throws Exception {
        Path account = Files.createDirectories(home.resolve(".akme/accounts/ca.test_dir"))
                .resolve("account.json");
        for (byte[] content : List.of("{".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xff})) {
            Files.write(account, content);
            Run run = Run.in(
                    home, Map.of(), false, "", Clock.systemUTC(), "account", "show", "--server", "https://ca.test/dir");
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.number());
            assertThat(run.err())
                    .hasLineCount(1)
                    .contains(account.toString(), ": put back a copy from when it was whole")
                    .doesNotContain("Exception");
        }
        Run certbot = Run.of("account", "import-certbot", home.toString());
        assertThat(certbot.err())
                .contains(home + " is no folder of certbot", "give the one")
                .doesNotContain("Exception");
    }
}
