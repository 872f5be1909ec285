package dev.akme.client;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** Something that happens to one request on its way to {@link FakeCa} and back. */
@FunctionalInterface
interface Fault {

    /** The rest of the way. */
    interface Rest {
        Reply go() throws InterruptedException;
    }

    /** Takes the request to the server, or not, and brings back what the client is to see. */
    Reply on(TransportRequest request, Rest server, FakeTime time) throws InterruptedException;

    /** All is well. */
    Fault NONE = (request, server, time) -> server.go();

    /** The request never leaves. */
    Fault REFUSED = (request, server, time) -> {
        throw new AcmeNetworkException(request + ": connection refused", null, false);
    };

    /** Nobody knows whether the request was sent; it was not. */
    Fault RESET_BEFORE = (request, server, time) -> {
        throw new AcmeNetworkException(request + ": connection reset", null, true);
    };

    /** The request arrives, the answer is lost. */
    Fault RESET_AFTER = (request, server, time) -> {
        server.go();
        throw new AcmeNetworkException(request + ": connection reset", null, true);
    };

    /** The request arrives, the connection breaks in the middle of the answer. */
    Fault RESET_IN_BODY = (request, server, time) -> {
        server.go();
        throw new AcmeNetworkException(request + ": closed in the middle of the body", null, true);
    };

    /** The request arrives, the answer takes longer than the client waits. */
    Fault TOO_SLOW = (request, server, time) -> {
        server.go();
        time.pass(request.timeout());
        throw new AcmeNetworkException(request + ": no whole response in time", null, true);
    };

    /** The answer takes a while. */
    static Fault delay(Duration duration) {
        return (request, server, time) -> {
            if (duration.compareTo(request.timeout()) >= 0) {
                return TOO_SLOW.on(request, server, time);
            }
            time.pass(duration);
            return server.go();
        };
    }

    /** The server does its work, but something on the way changes what it says. */
    static Fault change(UnaryOperator<Reply> change) {
        return (request, server, time) -> change.apply(server.go());
    }

    /** The body is another one. */
    static Fault edit(UnaryOperator<String> change) {
        return change(reply -> reply.body(change));
    }

    /** Something in front of the server answers instead of it. */
    static Fault instead(Reply reply) {
        return (request, server, time) -> reply;
    }
}
