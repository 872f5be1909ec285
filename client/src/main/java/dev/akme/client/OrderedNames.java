package dev.akme.client;

import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import dev.akme.messages.Order;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The identifiers of an order, beside those that were asked for: servers write them in other words. */
final class OrderedNames {

    private OrderedNames() {}

    /** Each once, whatever its order, case or notation. */
    static Set<String> of(List<Identifier> identifiers) {
        return identifiers.stream().map(OrderedNames::of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String of(Identifier identifier) {
        String value = identifier.value();
        if (identifier.type().equals(IdentifierType.IP)) {
            try {
                value = Identifier.ip(value).value();
            } catch (MemberException e) {
                // Then it is compared as it stands there.
            }
        }
        return identifier.type() + ":" + value.toLowerCase(Locale.ROOT);
    }

    /**
     * Requires an order to be for what was asked: the certificate would be for something else.
     *
     * @return whether it says so in the same words; if not, wildcards are told by what is below them
     * @throws AcmeProtocolException when names are missing or were added
     */
    static boolean requireSame(List<Identifier> asked, Order order) {
        if (order.member("identifiers").isEmpty()) {
            // It is demanded, but needed for nothing.
            return true;
        }
        Set<String> wanted = of(asked);
        Set<String> found = of(order.identifiers());
        if (wanted.equals(found)) {
            return true;
        }
        if (withoutWildcards(wanted).equals(withoutWildcards(found))) {
            return false;
        }
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(found);
        found.removeAll(wanted);
        throw new AcmeProtocolException(
                "the order is for other names than asked for (RFC 8555 §7.1.3): without " + missing + ", but with "
                        + found,
                null);
    }

    private static Set<String> withoutWildcards(Set<String> names) {
        return names.stream().map(name -> name.replace(":*.", ":")).collect(Collectors.toSet());
    }
}
