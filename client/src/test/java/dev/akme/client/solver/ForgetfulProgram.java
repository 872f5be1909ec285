package dev.akme.client.solver;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program that ends without closing what it presented. */
final class ForgetfulProgram {

    private ForgetfulProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        Http01WebRoot solver = Http01WebRoot.of(root);
        solver.present(Samples.http(Samples.TOKEN));
        solver.present(Samples.http(Samples.token(1)));
        System.out.print(Files.exists(root.resolve("." + Samples.PATH)));
        System.exit(3);
    }
}
