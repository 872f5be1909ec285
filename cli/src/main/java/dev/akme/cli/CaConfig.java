package dev.akme.cli;

import dev.akme.ca.IdentifierPolicy;
import dev.akme.ca.Limits;
import dev.akme.ca.Profile;
import dev.akme.jose.KeyType;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.IdentifierType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The configuration file of {@code akme ca}: YAML or JSON, or Pebble's JSON. Files in it are relative to its folder. */
final class CaConfig {

    private static final int MOST_LABELS = 127;
    private static final List<String> KEY_TYPES = List.of("P-256", "P-384", "RSA-2048", "RSA-3072", "RSA-4096");

    private final CaPlan plan;
    private final Path folder;
    private final Map<String, String> environment;

    private CaConfig(CaPlan plan, Path folder, Map<String, String> environment) {
        this.plan = plan;
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * Makes a plan of a file.
     *
     * @param environment may have passwords
     * @throws Failure when something is wrong, with file, line and key
     */
    static CaPlan read(Path file, boolean production, Map<String, String> environment) {
        ConfigNode root;
        try {
            root = ConfigNode.read(file);
        } catch (IOException e) {
            throw Failures.ofOption("--config", file, e);
        }
        if (root.get("pebble").isPresent()) {
            if (production) {
                throw root.get("pebble").orElseThrow().wrong("a CA for --production is not set up like Pebble");
            }
            return PebbleConfig.read(root);
        }
        CaPlan plan = new CaPlan(production);
        Path parent = file.toAbsolutePath().getParent();
        new CaConfig(plan, parent == null ? Path.of("/") : parent, environment).fill(root);
        root.refuseUnknown();
        return plan;
    }

    private void fill(ConfigNode root) {
        root.get("listen").ifPresent(address -> plan.listen = address.as(Values::address));
        root.get("url").ifPresent(url -> plan.url = url.as(Values::url));
        root.get("plainUrl").ifPresent(url -> plan.plainUrl = url.as(Values::url));
        root.get("tls").ifPresent(this::tls);
        root.get("management").ifPresent(this::management);
        root.get("dir").ifPresent(path -> plan.folder = folder.resolve(path.text()));
        root.get("keyType").ifPresent(type -> plan.keyType = keyType(type));
        root.get("issuingKey")
                .ifPresent(key -> plan.issuingKey = new IssuingKeyConfig(key, folder, environment).read());
        root.get("retiredKeys")
                .ifPresent(keys -> keys.items()
                        .forEach(key -> plan.retiredKeys.add(new IssuingKeyConfig(key, folder, environment).read())));
        root.get("profiles")
                .ifPresent(profiles ->
                        profiles.members().forEach((name, profile) -> plan.profiles.add(profile(name, profile))));
        root.get("policy").ifPresent(this::policy);
        root.get("externalAccounts").ifPresent(this::externalAccounts);
        root.get("termsOfService").ifPresent(url -> plan.termsOfService = url.as(Values::url));
        root.get("website").ifPresent(url -> plan.website = url.as(Values::url));
        root.get("caaIdentities").ifPresent(plan::caaIdentities);
        root.get("validation").ifPresent(this::validation);
        root.get("dns").ifPresent(this::dns);
        root.get("strict").ifPresent(strict -> plan.strict = strict.isTrue());
        root.get("reuse").ifPresent(share -> plan.reuse = share.as(Values::share));
        root.get("ordersPerPage").ifPresent(orders -> plan.ordersPerPage = (int) orders.number(1, 1000));
        root.get("limits").ifPresent(this::limits);
        root.get("chaos").ifPresent(chaos -> {
            if (plan.production) {
                throw chaos.wrong("a CA for --production does nothing wrong on purpose");
            }
            Chaos.read(chaos, plan);
        });
    }

    private void tls(ConfigNode tls) {
        ConfigNode certificate = required(tls, "certificate");
        ConfigNode key = required(tls, "key");
        tls.refuseUnknown();
        plan.tls = certificate.as(file -> KeyFiles.tls(
                KeyFiles.certificates(folder.resolve(file)), key.as(k -> KeyFiles.key(folder.resolve(k)))));
    }

    private void management(ConfigNode management) {
        plan.management = required(management, "listen").as(Values::address);
        management.get("keys").ifPresent(keys -> {
            if (plan.production && keys.isTrue()) {
                throw keys.wrong("a CA for --production gives out no private keys");
            }
            plan.managementShowsKeys = keys.isTrue();
        });
        management.refuseUnknown();
    }

    private static ConfigNode required(ConfigNode object, String name) {
        return object.get(name).orElseThrow(() -> object.wrong(name + " is missing"));
    }

    private static KeyType keyType(ConfigNode type) {
        int index = KEY_TYPES.indexOf(type.text());
        return switch (index) {
            case 0 -> KeyType.P256;
            case 1 -> KeyType.P384;
            case 2 -> KeyType.RSA2048;
            case 3 -> KeyType.RSA3072;
            case 4 -> KeyType.RSA4096;
            default -> throw type.wrong("write one of " + String.join(", ", KEY_TYPES));
        };
    }

    private static Profile profile(String name, ConfigNode node) {
        Profile.Builder profile = Profile.builder(
                name,
                node.get("description").map(ConfigNode::text).orElse(name),
                required(node, "lifetime").as(CaConfig::lifetime));
        node.get("maxNames").ifPresent(names -> profile.maxNames((int) names.number(1, 10_000)));
        node.get("identifierTypes").ifPresent(types -> profile.identifierTypes(identifierTypes(types)));
        node.get("clientAuth").ifPresent(allowed -> profile.clientAuth(allowed.isTrue()));
        node.get("commonName").ifPresent(present -> profile.commonName(present.isTrue()));
        node.refuseUnknown();
        return node.make(profile::build);
    }

    private static Duration lifetime(String text) {
        Duration lifetime = Values.duration(text);
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("a certificate is valid for a second at least");
        }
        return lifetime;
    }

    private static Set<IdentifierType> identifierTypes(ConfigNode types) {
        return types.items().stream()
                .map(type -> switch (type.text()) {
                    case "dns" -> IdentifierType.DNS;
                    case "ip" -> IdentifierType.IP;
                    default -> throw type.wrong("write dns or ip");
                })
                .collect(Collectors.toSet());
    }

    private void policy(ConfigNode policy) {
        IdentifierPolicy.Builder builder = IdentifierPolicy.builder();
        if (!plan.production) {
            builder.withoutForbidden().labels(1, MOST_LABELS).privateAddresses(true);
        }
        policy.get("allow").ifPresent(domains -> builder.allowDomains(domains.texts()));
        policy.get("forbid").ifPresent(domains -> builder.forbidDomains(domains.texts()));
        policy.get("wildcards").ifPresent(allowed -> builder.wildcards(allowed.isTrue()));
        policy.get("privateAddresses").ifPresent(allowed -> builder.privateAddresses(allowed.isTrue()));
        policy.get("singleLabels").ifPresent(allowed -> builder.labels(allowed.isTrue() ? 1 : 2, MOST_LABELS));
        policy.refuseUnknown();
        plan.identifiers = builder.build();
    }

    private void externalAccounts(ConfigNode accounts) {
        accounts.get("required").ifPresent(required -> plan.externalAccountRequired = required.isTrue());
        accounts.get("keys").ifPresent(keys -> plan.externalAccounts = CaPlan.externalAccounts(keys));
        accounts.refuseUnknown();
    }

    private void validation(ConfigNode validation) {
        port(validation, "httpPort").ifPresent(port -> plan.httpPort = port);
        port(validation, "tlsPort").ifPresent(port -> plan.tlsPort = port);
        validation
                .get("privateAddresses")
                .ifPresent(allowed -> plan.validation.allowsPrivateAddresses(allowed.isTrue()));
        validation.get("timeout").ifPresent(time -> time.as(text -> plan.validation.timeout(Values.duration(text))));
        validation
                .get("challenges")
                .ifPresent(types -> plan.challenges = types.texts().stream()
                        .map(ChallengeType::of)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
        validation.refuseUnknown();
    }

    private Optional<Integer> port(ConfigNode object, String name) {
        return object.get(name).map(port -> {
            if (plan.production) {
                throw port.wrong("a CA for --production validates at the ports 80 and 443");
            }
            return (int) port.number(1, 0xffff);
        });
    }

    private void limits(ConfigNode limits) {
        Limits.Builder builder = Limits.builder();
        if (!plan.production) {
            builder.anyOrders();
        }
        count(limits, "bodyOctets", builder::bodyOctets);
        count(limits, "headerOctets", builder::headerOctets);
        count(limits, "openConnections", builder::openConnections);
        count(limits, "waitingWork", builder::waitingWork);
        limits.get("requestTime").ifPresent(time -> time.as(text -> builder.requestTime(Values.duration(text))));
        limits.get("idleTime").ifPresent(time -> time.as(text -> builder.idleTime(Values.duration(text))));
        limits.get("orders")
                .ifPresent(orders -> orders.as(text -> {
                    String[] parts = text.split("/", -1);
                    if (parts.length != 2 || !parts[0].matches("[0-9]{1,9}")) {
                        throw new IllegalArgumentException("give a number and a time, such as 100/1h");
                    }
                    return builder.orders(Integer.parseInt(parts[0]), Values.duration(parts[1]));
                }));
        limits.refuseUnknown();
        plan.limits = builder.build();
    }

    private static void count(ConfigNode object, String name, IntFunction<Limits.Builder> setter) {
        object.get(name).ifPresent(count -> count.as(text -> setter.apply((int) count.number(1, Integer.MAX_VALUE))));
    }

    private void dns(ConfigNode dns) {
        dns.get("servers")
                .ifPresent(servers ->
                        servers.items().forEach(server -> plan.dnsServers.add(server.as(Values::dnsServer))));
        dns.get("resolve")
                .ifPresent(names -> names.members()
                        .forEach((pattern, address) -> plan.resolve.put(pattern, address.as(Values::ip))));
        dns.refuseUnknown();
    }
}
