package dev.tocsin.configuration.declared;

import dev.tocsin.configuration.Declarable;

/**
 * A list that a configurations file may have.
 *
 * @param name of the list
 * @param entry what its entries are read as
 * @param secret the member that is a secret
 */
public record DeclaredList(String name, Class<? extends Declarable> entry, String secret) {
}
