package dev.tocsin.database;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys by which a list is sorted, and how a nextToken holds one: behind the list's name, for a key of another list may
 * look the same.
 *
 * @param <K> the type of a key
 */
public sealed interface Keys<K> {

    /** Ids, the highest first. */
    static Keys<Long> ids(String list) {
        return new Ids(list);
    }

    /** Names, ids of others and what else has only letters, digits, hyphens and underscores, in their order. */
    static Keys<String> names(String list) {
        return new Texts(list, Keys::isName);
    }

    /** @param valid what a key looks like; a nextToken that holds something else is not one of ours */
    static Keys<String> texts(String list, Predicate<String> valid) {
        return new Texts(list, valid);
    }

    private static boolean isName(String key) {
        return key.matches("[A-Za-z0-9_-]{1,255}");
    }

    /** Which list they are of: lower-case letters. */
    String list();

    /** What every key of the list comes after. */
    K beforeAll();

    String token(K key);

    /** Empty if it is no token of such a list. */
    Optional<K> key(String token);

    /** Base 36, the newest first. */
    record Ids(String list) implements Keys<Long> {

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
    record Texts(String list, Predicate<String> valid) implements Keys<String> {

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
