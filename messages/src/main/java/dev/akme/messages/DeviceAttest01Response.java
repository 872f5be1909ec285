package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.Optional;

/** The response to a {@code device-attest-01} challenge: what the device attests (draft-ietf-acme-device-attest §5). */
public final class DeviceAttest01Response extends ChallengeResponse {

    private static final Schema<DeviceAttest01Response> SCHEMA =
            schema(ChallengeType.DEVICE_ATTEST_01, DeviceAttest01Response.class, DeviceAttest01Response::new);

    private static final Field<byte[]> ATT_OBJ =
            SCHEMA.field("attObj", Codecs.BASE64URL).secret().optional();
    private static final Field<String> ERROR =
            SCHEMA.field("error", Codecs.TEXT).optional();

    /** Reads responses of this type. */
    public static final MessageType<DeviceAttest01Response> TYPE =
            SCHEMA.rules(DeviceAttest01Response::rules).done();

    private static void rules(Rules<DeviceAttest01Response> rules) {
        rules.rule(
                        Severity.ERROR,
                        "challengeResponse/att-obj",
                        "draft-ietf-acme-device-attest §5",
                        "/attObj",
                        "there is no attestation object",
                        "send attObj",
                        r -> r.member("attObj").isEmpty() && r.member("error").isEmpty())
                .rule(
                        Severity.ERROR,
                        "challengeResponse/att-obj-cbor",
                        "draft-ietf-acme-device-attest §5",
                        "/attObj",
                        "the octets do not begin like a map in CBOR",
                        "send the attestation object of WebAuthn",
                        r -> r.peek(ATT_OBJ)
                                .filter(octets -> !isCborMap(octets))
                                .isPresent());
    }

    // RFC 8949 §3.1: the first three bits are the major type.
    private static boolean isCborMap(byte[] octets) {
        return octets.length > 0 && (octets[0] & 0xe0) == 0xa0;
    }

    private DeviceAttest01Response(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this response}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the attestation object of WebAuthn, in CBOR; absent when the client reports an {@link #error()}}
     */
    public Optional<byte[]> attObj() {
        return find(ATT_OBJ);
    }

    /**
     * {@return why the device could not attest, which step-ca reads instead of {@link #attObj()}}
     */
    public Optional<String> error() {
        return find(ERROR);
    }

    /** Builds a {@link DeviceAttest01Response}. */
    public static final class Builder extends ObjectBuilder<DeviceAttest01Response, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(DeviceAttest01Response start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the attestation object.
         *
         * @param attObj an attestation object of WebAuthn, in CBOR
         * @return this builder
         */
        public Builder attObj(byte[] attObj) {
            return set(ATT_OBJ, attObj);
        }

        /**
         * Sets why the device could not attest.
         *
         * @param error a text for people
         * @return this builder
         */
        public Builder error(String error) {
            return set(ERROR, error);
        }
    }
}
