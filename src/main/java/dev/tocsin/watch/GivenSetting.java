package dev.tocsin.watch;

/**
 * A setting as people see it.
 *
 * @param name as it was given
 * @param value {@code (hidden)} where it may be a secret
 * @param source where it comes from, in words
 */
public record GivenSetting(String name, String value, String source) {

    @Override
    public String toString() {
        return name + "=" + value;
    }
}
