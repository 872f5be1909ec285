package dev.akme.client;

import java.io.IOException;
import java.net.Socket;

/** Something that happens to one request on a real connection. */
enum SocketFault {
    NONE("nothing"),
    RESET_UNREAD("reset before the request is read") {
        @Override
        boolean comesBeforeTheRequest(Socket client) throws IOException {
            RawServer.reset(client);
            return true;
        }
    },
    RESET_ANSWERED("reset after the request was served") {
        @Override
        void answer(Socket client, String head, String body, RawServer server) throws IOException {
            RawServer.reset(client);
        }
    },
    CUT("closed in the middle of the body") {
        @Override
        void answer(Socket client, String head, String body, RawServer server) throws IOException {
            RawServer.write(client, head + length(body) + body.substring(0, body.length() / 2));
        }
    },
    SILENT("served, but not answered within the timeout") {
        @Override
        void answer(Socket client, String head, String body, RawServer server) {
            server.hold(client);
        }
    },
    TRICKLE("the body begins, and does not end within the timeout") {
        @Override
        void answer(Socket client, String head, String body, RawServer server) throws IOException {
            RawServer.write(client, head + length(body) + body.substring(0, body.length() / 2));
            server.hold(client);
        }
    },
    TRUNCATED("half of the body, with the length of that") {
        @Override
        void answer(Socket client, String head, String body, RawServer server) throws IOException {
            String half = body.substring(0, body.length() / 2);
            RawServer.write(client, head + length(half) + half);
        }
    },
    GATEWAY("HTML 502") {
        @Override
        void answer(Socket client, String head, String body, RawServer server) throws IOException {
            String page = "<html><h1>502 Bad Gateway</h1></html>";
            RawServer.write(client, "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n" + length(page) + page);
        }
    };

    private final String words;

    SocketFault(String words) {
        this.words = words;
    }

    /** Whether the connection has ended before anything was read of it. */
    boolean comesBeforeTheRequest(Socket client) throws IOException {
        return false;
    }

    /** The request was served; the answer goes back, or not. */
    void answer(Socket client, String head, String body, RawServer server) throws IOException {
        RawServer.write(client, head + length(body) + body);
    }

    private static String length(String body) {
        return "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
    }

    @Override
    public String toString() {
        return words;
    }
}
