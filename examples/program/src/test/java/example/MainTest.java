package example;

import static org.junit.jupiter.api.Assertions.*;

import dev.akme.client.*;
import dev.akme.testkit.*;
import java.io.*;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    @AcmeTest
    void getsACertificateFromTheCaOfTheTest(AcmeTestKit kit) throws Exception {
        X509Certificate leaf = Main.certificate(kit.client(), kit.solver());
        leaf.checkValidity(java.util.Date.from(kit.clock().instant()));
        assertEquals(1, kit.ca().counters().certificates());
    }

    @Test
    void getsACertificateFromTheCaOfTheProgram() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true));
            Main.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertTrue(printed.toString().startsWith("CN=www.example.org by CN="), printed.toString());
    }

    /** The build runs these tests both ways. */
    @Test
    void runsAsModuleOrFromTheClassPathAsTheBuildSays() {
        assertEquals(System.getProperty("modules"), String.valueOf(AcmeClient.class.getModule().isNamed()));
        assertEquals(System.getProperty("modules"), String.valueOf(Main.class.getModule().isNamed()));
    }
}
