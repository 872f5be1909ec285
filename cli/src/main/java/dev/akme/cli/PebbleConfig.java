package dev.akme.cli;

import dev.akme.ca.IdentifierPolicy;
import dev.akme.ca.Profile;
import dev.akme.jose.KeyType;
import dev.akme.messages.ChallengeType;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pebble's configuration file and its environment variables. What has no meaning here is noted, and whatever is left out is
 * as Pebble has it: it refuses 5 % of good nonces, waits up to five seconds before a validation, and uses half of the valid
 * authorizations again.
 */
final class PebbleConfig {

    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);
    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final String DEFAULT_PROFILE = "default";

    private PebbleConfig() {}

    /** Makes a plan of the file, whose outermost member is {@code pebble}. */
    static CaPlan read(ConfigNode file) {
        CaPlan plan = new CaPlan(false);
        ConfigNode pebble = file.get("pebble").orElseThrow();
        defaults(plan);
        places(plan, pebble);
        pebble.get("httpPort").ifPresent(port -> plan.httpPort = (int) port.number(1, 0xffff));
        pebble.get("tlsPort").ifPresent(port -> plan.tlsPort = (int) port.number(1, 0xffff));
        text(pebble, "ocspResponderURL").ifPresent(url -> plan.ocspResponder = url.as(Values::url));
        pebble.get("externalAccountBindingRequired")
                .ifPresent(required -> plan.externalAccountRequired = required.isTrue());
        pebble.get("externalAccountMACKeys").ifPresent(keys -> plan.externalAccounts = CaPlan.externalAccounts(keys));
        pebble.get("CAAIdentities")
                .filter(names -> !names.items().isEmpty())
                .ifPresentOrElse(
                        plan::caaIdentities, () -> plan.validation.caaIdentities(List.of("pebble.letsencrypt.org")));
        pebble.get("domainBlocklist")
                .ifPresent(names -> plan.identifiers = IdentifierPolicy.builder()
                        .withoutForbidden()
                        .labels(1, 127)
                        .privateAddresses(true)
                        .forbidDomains(names.texts())
                        .build());
        plan.keyType = pebble.get("keyAlgorithm")
                .filter(name -> !name.text().isEmpty())
                .map(PebbleConfig::keyType)
                .orElse(KeyType.RSA2048);
        profiles(plan, pebble);
        pebble.get("retryAfter").ifPresent(pauses -> {
            plan.authorizationPause = pause(pauses, "authz");
            plan.orderPause = pause(pauses, "order");
            noteUnknown(plan, pauses);
        });
        pebble.get("certificateValidityPeriod")
                .ifPresent(period -> plan.notes.add(
                        period.key() + " has no meaning, as in Pebble from 2.7 on: set validityPeriod of a profile"));
        noteUnknown(plan, pebble);
        noteUnknown(plan, file);
        return plan;
    }

    private static void defaults(CaPlan plan) {
        plan.resolve.clear();
        plan.likePebble = true;
        plan.managementShowsKeys = true;
        plan.mustStaple = true;
        plan.termsOfService = URI.create("data:text/plain,Do%20what%20thou%20wilt");
        plan.challenges = new LinkedHashSet<>(List.of(
                ChallengeType.HTTP_01,
                ChallengeType.TLS_ALPN_01,
                ChallengeType.DNS_01,
                ChallengeType.DNS_ACCOUNT_01,
                ChallengeType.DNS_PERSIST_01));
        plan.alternateRoots = 0;
        plan.ordersPerPage = 3;
        plan.reuse = 0.5;
        plan.faults(faults -> faults.refuseNonces(0.05).delayValidations(Duration.ZERO, LONGEST_SLEEP));
    }

    private static void places(CaPlan plan, ConfigNode pebble) {
        text(pebble, "listenAddress").ifPresent(address -> plan.listen = address.as(Values::address));
        text(pebble, "managementListenAddress").ifPresent(address -> plan.management = address.as(Values::address));
        Optional<ConfigNode> certificate = text(pebble, "certificate");
        Optional<ConfigNode> key = text(pebble, "privateKey");
        if (certificate.isPresent() && key.isPresent()) {
            // As Pebble, relative to the folder that it was started in.
            plan.tls = KeyFiles.tls(
                    certificate.get().as(KeyFiles::certificates), key.get().as(KeyFiles::key));
        }
    }

    private static KeyType keyType(ConfigNode name) {
        return switch (name.text()) {
            case "rsa" -> KeyType.RSA2048;
            case "ecdsa" -> KeyType.P256;
            default -> throw name.wrong("write rsa or ecdsa");
        };
    }

    /** The one that is called default comes first, for orders that name none. */
    private static void profiles(CaPlan plan, ConfigNode pebble) {
        Map<String, ConfigNode> all =
                pebble.get("profiles").map(ConfigNode::members).orElse(Map.of());
        all.forEach((name, profile) -> {
            Duration lifetime = profile.get("validityPeriod")
                    .map(seconds -> seconds.number(0, Long.MAX_VALUE / 1_000_000_000))
                    .filter(seconds -> seconds > 0)
                    .map(Duration::ofSeconds)
                    .orElse(LIFETIME);
            Profile.Builder made = Profile.builder(
                            name,
                            profile.get("description").map(ConfigNode::text).orElse(""),
                            lifetime)
                    .commonName(profile.get("promoteCommonName")
                            .map(ConfigNode::isTrue)
                            .orElse(false));
            plan.profiles.add(name.equals(DEFAULT_PROFILE) ? 0 : plan.profiles.size(), profile.make(made::build));
            noteUnknown(plan, profile);
        });
        if (all.isEmpty()) {
            plan.profiles.add(Profile.builder(DEFAULT_PROFILE, "The default profile", LIFETIME)
                    .commonName(false)
                    .build());
        }
    }

    /** Pebble leaves the header out for nothing and for 0; here it is never less than a second. */
    private static Duration pause(ConfigNode pauses, String name) {
        return Duration.ofSeconds(Math.max(
                1, pauses.get(name).map(seconds -> seconds.number(0, 86_400)).orElse(1L)));
    }

    /** Go takes an empty text for none. */
    private static Optional<ConfigNode> text(ConfigNode object, String name) {
        return object.get(name).filter(value -> !value.text().isEmpty());
    }

    private static void noteUnknown(CaPlan plan, ConfigNode object) {
        object.unknown().forEach(member -> plan.notes.add(member.key() + " has no meaning here"));
    }

    // ---- the environment

    /** Reads what is set; values that are no numbers count for nothing, as with Pebble, but that is said. */
    static void readEnvironment(CaPlan plan, Map<String, String> environment) {
        environment.keySet().stream()
                .filter(name -> name.startsWith("PEBBLE_"))
                .sorted()
                .forEach(name -> variable(plan, name, environment));
    }

    private static void variable(CaPlan plan, String name, Map<String, String> environment) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            return;
        }
        switch (name) {
            case "PEBBLE_VA_NOSLEEP" -> {
                if (isTrue(value)) {
                    plan.faults(faults -> faults.delayValidations(Duration.ZERO, Duration.ZERO));
                }
            }
            case "PEBBLE_VA_SLEEPTIME" -> {
                if (!isTrue(environment.getOrDefault("PEBBLE_VA_NOSLEEP", ""))) {
                    number(plan, name, value, 1, 3600)
                            .ifPresent(seconds -> plan.faults(
                                    faults -> faults.delayValidations(Duration.ZERO, Duration.ofSeconds(seconds))));
                }
            }
            case "PEBBLE_VA_ALWAYS_VALID" -> {
                if (isTrue(value)) {
                    plan.faults(faults -> faults.acceptValidations(true));
                }
            }
            case "PEBBLE_WFE_NONCEREJECT" ->
                number(plan, name, value, 0, 100)
                        .ifPresent(percent -> plan.faults(faults -> faults.refuseNonces(percent / 100.0)));
            case "PEBBLE_AUTHZREUSE" ->
                number(plan, name, value, 0, 100).ifPresent(percent -> plan.reuse = percent / 100.0);
            case "PEBBLE_WFE_ORDERS_PER_PAGE" ->
                number(plan, name, value, 1, 1000).ifPresent(orders -> plan.ordersPerPage = orders);
            case "PEBBLE_ALTERNATE_ROOTS" ->
                number(plan, name, value, 0, 20).ifPresent(roots -> plan.alternateRoots = roots);
            case "PEBBLE_CHAIN_LENGTH" ->
                number(plan, name, value, 1, 10).ifPresent(length -> plan.chainLength = length);
            default -> plan.notes.add(name + " has no meaning here");
        }
    }

    private static boolean isTrue(String value) {
        return List.of("1", "true", "True", "TRUE").contains(value);
    }

    private static Optional<Integer> number(CaPlan plan, String name, String value, int least, int most) {
        if (value.matches("[0-9]{1,6}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most) {
            return Optional.of(Integer.parseInt(value));
        }
        plan.notes.add(name + " counts for nothing: it can be " + least + " to " + most);
        return Optional.empty();
    }
}
