package dev.akme.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.JoseException.Fault;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that must not be accepted from anybody. */
class WeakKeysTest {

    private static final BigInteger F4 = BigInteger.valueOf(65_537);
    private static final long SEED = 20261124;

    /** Made by a device with the weakness; from the samples of the detection tool that its discoverers published. */
    private static final String ROCA =
            "9dcd7420e420c270a68060eb8b5aa7457a9f6648f86fafed2775cc1f79ae962f1e63f1b9e51c55f9ea6fdc7332"
                    + "e9b0058c9ff2eb1fc89855029cf6aafe21e689feb38ac9ffb12f1ce371bb5d0e9aae64161abce74b4244bf68f1"
                    + "edb4411f756a097c8929c14740245ea355f8332d1aa36bb50c7dcb4505da8de02e4e53d38f8df06097da7524df"
                    + "0df93db48eac8cc4af2d3a16257eb2b2adca6ba464e5974fa92550d31b1babf161e7692d00b86e3dd886ecab4a"
                    + "bfbe1a8f8cc263ff4af55cdb45f4249a5193925f5e983d762f0b6800943eb0267b08f42ed311ce1f5c86eacbc8"
                    + "ce4d3cb7a2fee1ef5641423a1cf4114e5ecf50034a60a412523af9e6f4aa11";

    private static void refused(Jwk jwk, Fault fault, String problem) {
        assertThatThrownBy(() -> VerificationKey.of(jwk))
                .isInstanceOfSatisfying(
                        JoseException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                .hasMessageContaining(problem)
                .hasNoCause();
    }

    private static Jwk rsa(BigInteger n, BigInteger e) {
        return Jwk.rsa(n.toByteArray(), e.toByteArray());
    }

    private static BigInteger goodModulus() {
        return Numbers.of(Jwk.TYPE.read(Keys.RSA_7515).n().orElseThrow());
    }

    @Test
    void goodKeysAreAccepted() {
        for (String json : List.of(Keys.P256, Keys.P384, Keys.P521, Keys.RSA_7515, Keys.RSA_7638, Keys.ED25519)) {
            Jwk jwk = Jwk.TYPE.read(json);
            assertThat(VerificationKey.of(jwk).jwk()).isEqualTo(jwk);
            assertThat(VerificationKey.of(jwk)).hasToString(jwk.kind() + " key " + jwk.thumbprint());
        }
    }

    // ---- RSA

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2047})
    void rsaKeysBelow2048BitsAreRefused(int bits) {
        BigInteger n = goodModulus().shiftRight(2048 - bits).setBit(0);
        refused(rsa(n, F4), Fault.KEY, "has " + bits + " bits: use 2048 or more");
    }

    @Test
    void rsaKeysThatTakeTooLongAreRefused() {
        refused(rsa(BigInteger.TWO.pow(8192).add(BigInteger.ONE), F4), Fault.KEY, "use 8192 or fewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "17", "257", "65535", "65536", "65538"})
    void evenAndTinyExponentsAreRefused(String e) {
        refused(rsa(goodModulus(), new BigInteger(e)), Fault.KEY, "exponent of the RSA key is even, too small");
    }

    @Test
    void exponentsUpTo256BitsAreAccepted() {
        BigInteger most = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
        assertThat(VerificationKey.of(rsa(goodModulus(), most)).jwk().e().orElseThrow())
                .hasSize(32);
        refused(rsa(goodModulus(), most.add(BigInteger.TWO)), Fault.KEY, "too great");
        refused(rsa(goodModulus(), goodModulus().subtract(BigInteger.TWO)), Fault.KEY, "too great");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 751})
    void moduliWithASmallFactorAreRefused(int factor) {
        BigInteger n = BigInteger.probablePrime(2045, new Random(SEED)).multiply(BigInteger.valueOf(factor));
        BigInteger wide = n.bitLength() < 2048 ? n.multiply(BigInteger.valueOf(751)) : n;
        refused(rsa(wide, F4), Fault.KEY, "small factor");
    }

    @Test
    void aModulusFromAWeakDeviceIsRefused() {
        refused(rsa(new BigInteger(ROCA, 16), F4), Fault.KEY, "ROCA");
    }

    /** Primes of the form k·M + (65537^a mod M), M being the product of the first 126 primes (CVE-2017-15361). */
    @Test
    void moduliMadeAsWeakDevicesDoAreRefusedAndOthersAreNot() {
        Random random = new Random(SEED);
        BigInteger primorial = BigInteger.ONE;
        BigInteger prime = BigInteger.TWO;
        for (int i = 0; i < 126; i++) {
            primorial = primorial.multiply(prime);
            prime = prime.nextProbablePrime();
        }
        BigInteger n = weakPrime(primorial, random).multiply(weakPrime(primorial, random));
        refused(rsa(n, F4), Fault.KEY, "ROCA");
        BigInteger half = weakPrime(primorial, random).multiply(BigInteger.probablePrime(1024, random));
        assertThat(VerificationKey.of(rsa(half, F4))).isNotNull();
    }

    private static BigInteger weakPrime(BigInteger primorial, Random random) {
        int rest = 1024 - primorial.bitLength();
        while (true) {
            BigInteger k = new BigInteger(rest, random).setBit(rest - 1);
            BigInteger a = new BigInteger(200, random);
            BigInteger candidate = k.multiply(primorial).add(F4.modPow(a, primorial));
            if (candidate.bitLength() == 1024 && candidate.isProbablePrime(40)) {
                return candidate;
            }
        }
    }

    @Test
    void primesThatAreCloseToEachOtherAreRefused() {
        BigInteger p = BigInteger.probablePrime(1024, new Random(SEED))
                .setBit(1023)
                .setBit(1022)
                .nextProbablePrime();
        refused(rsa(p.multiply(p), F4), Fault.KEY, "too close");
        refused(rsa(p.multiply(p.nextProbablePrime()), F4), Fault.KEY, "too close");
        BigInteger far = p.add(BigInteger.TWO.pow(540)).nextProbablePrime();
        assertThat(VerificationKey.of(rsa(p.multiply(far), F4))).isNotNull();
    }

    /** Fermat's method finds p and q in about (p - q)² / 8√n steps; all numbers of steps up to 110 are done, and no more. */
    @Test
    void primesAreTooCloseWhenFewStepsFindThem() {
        BigInteger p = BigInteger.probablePrime(1024, new Random(SEED))
                .setBit(1023)
                .setBit(1022)
                .nextProbablePrime();
        for (int steps : new int[] {1, 2, 3, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 108, 115, 130}) {
            BigInteger apart = p.multiply(BigInteger.valueOf(8L * steps)).sqrt();
            BigInteger n = p.multiply(p.add(apart).nextProbablePrime());
            if (steps < 110) {
                refused(rsa(n, F4), Fault.KEY, "too close");
            } else {
                assertThat(VerificationKey.of(rsa(n, F4))).isNotNull();
            }
        }
    }

    // ---- EC

    @Test
    void pointsOffTheCurveAreRefused() {
        for (String json : List.of(Keys.P256, Keys.P384, Keys.P521)) {
            Jwk good = Jwk.TYPE.read(json);
            byte[] x = good.x().orElseThrow();
            byte[] y = good.y().orElseThrow();
            y[y.length - 1] ^= 1;
            refused(Jwk.ec(good.crv().orElseThrow(), x, y), Fault.KEY, "not a point of the curve");
            byte[] zero = new byte[x.length];
            refused(Jwk.ec(good.crv().orElseThrow(), zero, zero), Fault.KEY, "not a point of the curve");
        }
    }

    @Test
    void coordinatesBeyondTheFieldAreRefused() {
        BigInteger p = new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        BigInteger x = BigInteger.valueOf(5);
        assertThat(Curve.P256.contains(x.toByteArray(), Curve.P256.y(x).toByteArray()))
                .isTrue();
        byte[] y = Curve.P256.y(x).toByteArray();
        assertThat(VerificationKey.of(Jwk.ec("P-256", x.toByteArray(), y))).isNotNull();
        refused(Jwk.ec("P-256", x.add(p).toByteArray(), y), Fault.KEY, "not a point of the curve");
        // The octets of P-521 have room for a second spelling of every coordinate.
        BigInteger p521 = BigInteger.TWO.pow(521).subtract(BigInteger.ONE);
        Jwk good = Jwk.TYPE.read(Keys.P521);
        byte[] goodX = good.x().orElseThrow();
        byte[] goodY = good.y().orElseThrow();
        byte[] moreX = Numbers.of(goodX).add(p521).toByteArray();
        byte[] moreY = Numbers.of(goodY).add(p521).toByteArray();
        refused(Jwk.ec("P-521", moreX, goodY), Fault.KEY, "not a point of the curve");
        refused(Jwk.ec("P-521", goodX, moreY), Fault.KEY, "not a point of the curve");
    }

    @Test
    void keysOfOtherCurvesAreRefused() {
        Jwk other = Jwk.TYPE.read(Keys.P256.replace("P-256", "secp256k1"));
        refused(other, Fault.KEY, "use P-256, P-384 or P-521");
        refused(Jwk.TYPE.read(Keys.P256.replace("P-256", "P-384")), Fault.FORM, "jwk/x");
        byte[] x25519 = Jwk.TYPE.read(Keys.ED25519).x().orElseThrow();
        refused(Jwk.okp("X25519", x25519), Fault.KEY, "use Ed25519 or Ed448");
        refused(Jwk.akp(JwsAlgorithm.ML_DSA_44, new byte[1312]), Fault.KEY, "not supported");
        refused(Jwk.TYPE.read("{\"kty\":\"oct\",\"k\":\"AQ\"}"), Fault.FORM, "jwk/k");
        refused(Jwk.TYPE.read("{\"kty\":\"LATTICE\"}"), Fault.KEY, "not supported");
    }

    // ---- Edwards curves

    /** All points of small order and their other encodings (RFC 8032 §5.1.3 allows one for each point). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0200000000000000000000000000000000000000000000000000000000000000"
            })
    void ed25519PointsOfSmallOrderOrOffTheCurveAreRefused(String hex) {
        refused(Jwk.okp("Ed25519", HexFormat.of().parseHex(hex)), Fault.KEY, "not a point of the curve Ed25519");
    }

    @Test
    void ed448PointsOfSmallOrderOrOffTheCurveAreRefused() {
        byte[] identity = new byte[57];
        identity[0] = 1;
        byte[] zero = new byte[57];
        byte[] lastOctet = new byte[57];
        lastOctet[0] = 5;
        lastOctet[56] = 1;
        for (byte[] key : List.of(identity, zero, lastOctet)) {
            refused(Jwk.okp("Ed448", key), Fault.KEY, "not a point of the curve Ed448");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "ED448"})
    void madeKeysAreOnTheCurve(KeyType type) {
        List<Jwk> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            keys.add(SigningKey.generate(type).publicKey());
        }
        assertThat(keys).doesNotHaveDuplicates();
    }

    // ---- form

    @ParameterizedTest
    @CsvSource({"d", "p", "k", "priv"})
    void privateMembersAreRefusedWithoutSayingThem(String member) {
        Jwk jwk = Jwk.TYPE.read(Keys.P256.replace("}", ",\"" + member + "\":\"c2VjcmV0\"}"));
        refused(jwk, Fault.FORM, "/" + member);
        assertThatThrownBy(() -> VerificationKey.of(jwk)).hasMessageNotContaining("c2Vj");
    }

    @Test
    void membersInAnotherFormAreRefused() {
        String n = Base64Url.encode(goodModulus().toByteArray());
        refused(Jwk.TYPE.read("{\"kty\":\"RSA\",\"n\":\"" + n + "\",\"e\":\"AQAB\"}"), Fault.FORM, "leading zero");
        refused(Jwk.TYPE.read(Keys.P256.replace("5a0\"", "5a0=\"")), Fault.FORM, "jwk/y");
        refused(Jwk.TYPE.read(Keys.P256.replace("\"y\"", "\"z\"")), Fault.FORM, "jwk/y");
        refused(Jwk.TYPE.read("{}"), Fault.FORM, "jwk/kty");
    }
}
