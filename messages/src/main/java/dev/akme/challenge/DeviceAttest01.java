package dev.akme.challenge;

import dev.akme.messages.DeviceAttest01Response;
import java.nio.charset.StandardCharsets;

/**
 * The challenge {@code device-attest-01}: the device signs the key authorization, in the way of its maker
 * (draft-ietf-acme-device-attest §5).
 */
public final class DeviceAttest01 {

    private DeviceAttest01() {}

    /**
     * Gives what the device attests: what WebAuthn calls attToBeSigned. Each format says with what digest; for most it is
     * {@link KeyAuthorization#sha256()}. Formats whose attestation comes from an authority that knows nothing of the
     * account take the {@linkplain KeyAuthorization#token() token} alone instead, and so do not bind it to the account.
     *
     * @param keyAuthorization that of the challenge
     * @return the octets of its text
     */
    public static byte[] attested(KeyAuthorization keyAuthorization) {
        return keyAuthorization.text().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Makes the response to the challenge.
     *
     * @param attestation what the device attests
     * @return the response
     */
    public static DeviceAttest01Response response(AttestationObject attestation) {
        return DeviceAttest01Response.builder().attObj(attestation.encode()).build();
    }

    /**
     * Reads the attestation out of a response. Whether it proves what it has to, its format says.
     *
     * @param response the response to the challenge
     * @return what the device attests
     * @throws IllegalArgumentException when there is no attestation object, as where the client reports an error instead,
     *     or it cannot be read: a server then answers {@code badAttestationStatement}
     * @throws dev.akme.json.MemberException when {@code attObj} is not base64url
     */
    public static AttestationObject attestation(DeviceAttest01Response response) {
        return AttestationObject.decode(response.attObj()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the response has no attObj: send one (draft-ietf-acme-device-attest §5)")));
    }
}
