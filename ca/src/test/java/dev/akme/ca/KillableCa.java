package dev.akme.ca;

import dev.akme.ca.validation.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A CA in a process of its own, that ends with the one that started it. */
final class KillableCa {

    private KillableCa() {}

    /** Takes its folder, its port or 0, and the port where answers to http-01 are; says its URL. */
    public static void main(String[] args) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        InetSocketAddress answers = new InetSocketAddress(here, Integer.parseInt(args[2]));
        AcmeCa ca = AcmeCa.forTests()
                .folder(Path.of(args[0]))
                .listen(new InetSocketAddress(here, Integer.parseInt(args[1])))
                .plainHttp()
                .resolver(Loopback.DNS)
                .network((address, timeout) -> Network.direct().connect(answers, timeout))
                .start();
        System.out.println(ca.directoryUrl());
        while (System.in.read() >= 0) {
            // Whoever started it keeps the input open as long as it lives.
        }
        Runtime.getRuntime().halt(1);
    }
}
