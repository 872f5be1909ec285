package dev.akme.bench;

import dev.akme.messages.Order;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.shredzone.acme4j.toolbox.JSON;
import tools.jackson.core.JsonParser;

/**
 * What the first message costs a fresh JVM: CPU time (user and system) of a whole process that reads one order, less that
 * of a process with an empty {@code main}, in turns. Needs {@code bash}, whose {@code time} tells milliseconds.
 */
public final class FirstUse {

    private static final int TIMES = 20;

    private FirstUse() {}

    /**
     * Measures.
     *
     * @param args how many times; 20 when there is none
     * @throws Exception when a process fails
     */
    public static void main(String[] args) throws Exception {
        int times = args.length == 0 ? TIMES : Integer.parseInt(args[0]);
        List<Class<?>> mains = List.of(Empty.class, Akme.class, Hand.class, Acme4j.class);
        List<String> classPaths = List.of(
                classPath(Empty.class),
                classPath(Akme.class, Order.class, JsonParser.class),
                classPath(Hand.class, JsonParser.class),
                classPath(Acme4j.class, JSON.class, JsonUtil.class));
        List<Figures> whole = mains.stream().map(main -> new Figures()).toList();
        List<Figures> over = mains.stream().map(main -> new Figures()).toList();
        for (int i = -1; i < times; i++) {
            double empty = 0;
            for (int m = 0; m < mains.size(); m++) {
                double millis = cpuMillis(mains.get(m), classPaths.get(m));
                empty = m == 0 ? millis : empty;
                // The first turn only brings the files into the page cache.
                if (i >= 0) {
                    whole.get(m).add(millis);
                    over.get(m).add(millis - empty);
                }
            }
        }
        System.out.println("JDK " + Runtime.version() + ", " + times + " times, CPU ms");
        System.out.println();
        System.out.println("| main | whole process | over the empty main |");
        System.out.println("|---|---|---|");
        for (int m = 0; m < mains.size(); m++) {
            System.out.println("| " + mains.get(m).getSimpleName() + " | "
                    + whole.get(m).text(0) + " | " + over.get(m).text(0) + " |");
        }
    }

    private static double cpuMillis(Class<?> main, String classPath) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%3U %3S'; time \"$@\"", "time"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath, main.getName(), Samples.ORDER));
        Process process = new ProcessBuilder(command).start();
        String times = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(times);
        }
        double seconds = 0;
        for (String part : times.strip().split(" ", -1)) {
            seconds += Double.parseDouble(part);
        }
        return seconds * 1000;
    }

    /** Where some classes come from, and no more: opening a large archive costs CPU time too. */
    private static String classPath(Class<?>... classes) {
        return Stream.of(classes)
                .map(c -> c.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Does nothing. */
    public static final class Empty {
        private Empty() {}

        /**
         * For the process.
         *
         * @param args the order
         */
        public static void main(String[] args) {}
    }

    /** Reads with Akme. */
    public static final class Akme {
        private Akme() {}

        /**
         * For the process.
         *
         * @param args the order
         */
        public static void main(String[] args) {
            if (!Order.TYPE.read(args[0]).status().isKnown()) {
                throw new IllegalStateException();
            }
        }
    }

    /** Reads with the code written by hand. */
    public static final class Hand {
        private Hand() {}

        /**
         * For the process.
         *
         * @param args the order
         */
        public static void main(String[] args) {
            byte[] utf8 = args[0].getBytes(StandardCharsets.UTF_8);
            if (HandWritten.read(utf8, HandWritten::order).status() == null) {
                throw new IllegalStateException();
            }
        }
    }

    /** Reads with acme4j. */
    public static final class Acme4j {
        private Acme4j() {}

        /**
         * For the process.
         *
         * @param args the order
         */
        public static void main(String[] args) {
            if (JSON.parse(args[0]).get("status").asString().isEmpty()) {
                throw new IllegalStateException();
            }
        }
    }
}
