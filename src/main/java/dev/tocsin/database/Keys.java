package dev.tocsin.database;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys by which a list is sorted, and how a nextToken holds one.
 *
 * @param <K> the type of a key
 */
public sealed interface Keys<K> {

    /** Ids, the highest first. */
    Keys<Long> IDS = new Ids();

    /** Names, ids of others and what else has only letters, digits, hyphens and underscores, in their order. */
    Keys<String> NAMES = texts(key -> key.matches("[A-Za-z0-9_-]{1,255}"));

    /** @param valid what a key looks like; a nextToken that holds something else is not one of ours */
    static Keys<String> texts(Predicate<String> valid) {
        return new Texts(valid);
    }

    /** What every key of the list comes after. */
    K beforeAll();

    String token(K key);

    /** Empty if it is no token of such a list. */
    Optional<K> key(String token);

    /** Base 36, the newest first. */
    record Ids() implements Keys<Long> {

        @Override
        public Long beforeAll() {
            return Long.MAX_VALUE;
        }

        @Override
        public String token(Long id) {
            return Long.toString(id, Character.MAX_RADIX);
        }

        @Override
        public Optional<Long> key(String token) {
            try {
                return Optional.of(Long.parseLong(token, Character.MAX_RADIX));
            } catch (NumberFormatException notOne) {
                return Optional.empty();
            }
        }
    }

    /** Base64 for URLs. */
    record Texts(Predicate<String> valid) implements Keys<String> {

        @Override
        public String beforeAll() {
            return "";
        }

        @Override
        public String token(String key) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Optional<String> key(String token) {
            try {
                return Optional.of(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)).filter(valid);
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }
    }
}
