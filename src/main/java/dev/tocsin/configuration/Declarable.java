package dev.tocsin.configuration;

import dev.tocsin.secret.Secret;

/** What an entry of a configurations file says. It has one secret at most. */
public interface Declarable {

    /** The same with that secret in place of its own. */
    Declarable with(Secret secret);
}
