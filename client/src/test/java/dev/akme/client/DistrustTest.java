package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** A server whose certificate is not trusted. */
class DistrustTest {

    private final FakeTime time = new FakeTime();
    private final AtomicInteger requests = new AtomicInteger();

    private AcmeClient client(IOException failure) {
        Transport transport = request -> {
            requests.incrementAndGet();
            throw new AcmeNetworkException("no connection", failure, false);
        };
        return AcmeClient.builder(URI.create("https://ca.test/dir"))
                .transport(transport)
                .time(time)
                .listener(AcmeListener.NONE)
                .build();
    }

    @Test
    void isNotAskedAgain() {
        IOException failure = new SSLHandshakeException("no path to a root");
        failure.initCause(new CertificateException("no path to a root"));
        assertThatExceptionOfType(AcmeNetworkException.class)
                .isThrownBy(() -> client(failure).directory());
        assertThat(requests).hasValue(1);
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void isToldApartByWhetherARootWouldHelp() {
        IOException noRoot = new SSLHandshakeException("no path to a root");
        noRoot.initCause(new CertPathBuilderException("no path to a root"));
        IOException expired = new SSLHandshakeException("expired");
        expired.initCause(new CertificateException("expired"));
        assertThat(new AcmeNetworkException("no connection", noRoot, false).isUnknownRoot())
                .isTrue();
        assertThat(new AcmeNetworkException("no connection", expired, false).isUnknownRoot())
                .isFalse();
    }

    @Test
    void isNotTakenForOneThatIsDown() {
        assertThatExceptionOfType(AcmeNetworkException.class)
                .isThrownBy(() -> client(new ConnectException("refused")).directory());
        assertThat(requests).hasValueGreaterThan(1);
        assertThat(time.slept()).isNotEmpty();
    }
}
