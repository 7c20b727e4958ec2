package dev.tocsin.configuration;

import java.util.Optional;

/**
 * One member of the configurations of a kind: what it may be and where it is stored. A kind's table of these is all that is
 * needed to check a request, to carry it out, to compare what is stored with what somebody says, and to write it to a file.
 *
 * @param <M> what a request says
 * @param <C> what is stored
 */
public interface Member<M, C> {

    /** As the API and the file know it. */
    String name();

    /**
     * Adds what speaks against what is said.
     *
     * @param isNamed whether the request names the member; at creation all are
     */
    void check(Check check, M said, boolean isNamed);

    /** Adds what speaks against giving it that value in place of the stored one. */
    void checkChange(Check check, M said, C stored);

    /** Stores what is said; where nothing is, what holds when nobody says anything. */
    void store(M said, C configuration);

    /** Whether what is stored is not what is said, where what is not said counts as its default. */
    boolean differs(M said, C stored);

    /** Whether what is stored is not what is said; false if nothing is. */
    boolean contradicts(M said, C stored);

    /** What a file says of it, which is of JSON's types, or a {@link SecretToSupply}; empty if it need not say anything. */
    Optional<Object> written(C stored);

    /**
     * Stands for a secret in what is written.
     *
     * @param words what it is, for people
     */
    record SecretToSupply(String words) {
    }
}
