package dev.tocsin.secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.crypto.AEADBadTagException;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/**
 * Seals secrets for the database with AES-256-GCM. The sealed text is {@code v1:<key id>:<base64url>}, bound to a context,
 * for instance {@code configuration:payments}, so that it is of no use in another row.
 *
 * <p>
 * {@code tocsin.secrets.key} seals and opens; {@code tocsin.secrets.previous-keys} (a list) only open: what was sealed
 * before the key was changed, or what other replicas seal under the next one already. A malformed key stops the start. A
 * missing one does not: without a key there is a warning,
 * configurations without secrets can be read, and storing or using a secret fails with what to set.
 */
@Singleton
public final class SecretSealer {

    static final String HOW_TO_MAKE_A_KEY = "Make a key with: openssl rand -base64 32";

    private static final String KEY = "tocsin.secrets.key";
    private static final String PREVIOUS_KEYS = "tocsin.secrets.previous-keys";
    private static final String SCHEME = "v1";

    private final Optional<SealingKey> current;
    private final Map<String, SealingKey> byId;
    private final SecureRandom random = new SecureRandom();

    /** Keys are 32 bytes in base64; blank ones count as absent. */
    public SecretSealer(@ConfigProperty(name = KEY) Optional<String> key,
            @ConfigProperty(name = PREVIOUS_KEYS) Optional<List<String>> previousKeys) {
        this.current = key.filter(text -> !text.isBlank()).map(text -> SealingKey.parse(KEY, text));
        this.byId = new LinkedHashMap<>();
        previousKeys.orElse(List.of()).stream().filter(text -> !text.isBlank())
                .map(text -> SealingKey.parse(PREVIOUS_KEYS, text))
                .forEach(previous -> byId.put(previous.id(), previous));
        current.ifPresent(now -> byId.put(now.id(), now));
    }

    /**
     * Reads the keys before anything else is done, so that a malformed one costs no migration.
     *
     * @throws IllegalArgumentException that begins with the property, and does not show the key
     */
    public static void requireGoodKeys(Config config) {
        new SecretSealer(config.getOptionalValue(KEY, String.class),
                config.getOptionalValues(PREVIOUS_KEYS, String.class));
    }

    /**
     * A secret that all replicas can work out from the current key: another one for each purpose, of which nobody can work out
     * the key or the others. Empty if no key is set.
     */
    public static Optional<Secret> derivedSecret(Config config, String purpose) {
        return config.getOptionalValue(KEY, String.class).filter(text -> !text.isBlank())
                .map(text -> SealingKey.parse(KEY, text).derived(purpose));
    }

    void checkAtStart(@Observes StartupEvent start) {
        if (current.isEmpty()) {
            Log.warnf("%s is not set: webhook URLs and tokens can be neither stored nor used. %s", KEY, HOW_TO_MAKE_A_KEY);
        }
    }

    /**
     * Seals a secret.
     *
     * @param context where it is kept; the same must be given to {@link #open}
     * @throws NoSealingKey if no key is set
     */
    public String seal(Secret secret, String context) {
        SealingKey key = current.orElseThrow(() -> new NoSealingKey(
                "Secrets cannot be stored because " + KEY + " is not set. " + HOW_TO_MAKE_A_KEY));
        byte[] sealed = key.seal(secret.reveal().getBytes(StandardCharsets.UTF_8), context, random);
        return SCHEME + ":" + key.id() + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws UnopenableSecret if its key is not configured, the context is another, or the text is damaged
     */
    public Secret open(String sealed, String context) {
        String[] parts = sealed.split(":", -1);
        if (parts.length != 3 || !parts[0].equals(SCHEME)) {
            throw new UnopenableSecret("The secret of " + context + " is not in the form " + SCHEME + ":<key id>:<text>");
        }
        SealingKey key = byId.get(parts[1]);
        if (key == null) {
            throw new UnopenableSecret("The secret of " + context + " is sealed with the key " + printable(parts[1])
                    + ", which is not configured. Set it as " + KEY + " or add it to " + PREVIOUS_KEYS);
        }
        try {
            byte[] plain = key.open(Base64.getUrlDecoder().decode(parts[2]), context);
            return Secret.of(new String(plain, StandardCharsets.UTF_8));
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new UnopenableSecret(
                    "The secret of " + context + " is damaged, or was sealed for another place, with the key " + key.id());
        }
    }

    /** The same secret, sealed under the current key. Fails as {@link #open} and {@link #seal} do. */
    public String resealed(String sealed, String context) {
        return seal(open(sealed, context), context);
    }

    /** The id of the key that seals: 8 hexadecimal digits, which say nothing of use about it. Empty if no key is set. */
    public Optional<String> currentKey() {
        return current.map(SealingKey::id);
    }

    /** The ids of the keys that only open. */
    public Set<String> previousKeys() {
        return byId.keySet().stream().filter(id -> !currentKey().equals(Optional.of(id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String printable(String keyId) {
        return keyId.matches("[0-9a-f]{8}") ? keyId : "(unreadable)";
    }

    /** A secret was to be sealed while no key is set; the message says what to do. */
    public static final class NoSealingKey extends RuntimeException {
        NoSealingKey(String message) {
            super(message);
        }
    }
}
