package dev.tocsin.configuration;

/**
 * A column of sealed secrets, as the room of its table describes it to those who look after the keys. Every CDI bean of this
 * type takes part. A key is said by its id, or as {@code unreadable} where the text is not of the sealer's form.
 *
 * @param context what a secret is sealed for, but for the owner's name at the end: {@code configuration:}
 * @param counts answers {@code key_id, secrets}
 * @param owners answers {@code key_id, owner} of what is sealed under other keys than those in $1, the first $2
 * @param batch answers {@code id, owner, sealed} of what is sealed under one of the keys in $2, by id and after the id $1, the
 *        first $3
 * @param replace writes the texts of $3 in place of those of $2 in the rows of $1, where they are still there and nobody is at
 *        the row; it leaves version and time of change as they are
 */
public record SealedColumn(String context, String counts, String owners, String batch, String replace) {
}
