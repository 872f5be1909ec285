package dev.akme.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.akme.messages.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A CA that makes an account for everybody, and answers every order with the same refusal. */
final class RefusingCa implements AutoCloseable {

    private final HttpServer server;

    RefusingCa(int status, Problem problem, Map<String, String> headers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, status, problem.toJson(), headers));
        server.createContext("/dir", exchange -> {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            answer(
                    exchange,
                    200,
                    "{\"newNonce\":\"%1$s/nonce\",\"newAccount\":\"%1$s/account\",\"newOrder\":\"%1$s/order\"}"
                            .formatted(base),
                    Map.of());
        });
        server.createContext("/nonce", exchange -> answer(exchange, 204, "", Map.of()));
        server.createContext(
                "/account",
                exchange -> answer(exchange, 201, "{\"status\":\"valid\"}", Map.of("Location", "/account/1")));
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String body, Map<String, String> headers)
            throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Replay-Nonce", "bm9uY2U");
        exchange.getResponseHeaders()
                .set("Content-Type", status >= 400 ? "application/problem+json" : "application/json");
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    String directory() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/dir";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
