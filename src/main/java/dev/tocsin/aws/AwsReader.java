package dev.tocsin.aws;

import java.util.Optional;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** As whom something is read. */
public final class AwsReader {

    private final String name;
    private final Optional<String> account;
    private final IdentityProvider<? extends AwsCredentialsIdentity> identity;

    AwsReader(String name, Optional<String> account, IdentityProvider<? extends AwsCredentialsIdentity> identity) {
        this.name = name;
        this.account = account;
        this.identity = identity;
    }

    /** For people: {@code the role arn:...}, or {@code Tocsin itself}. */
    public String name() {
        return name;
    }

    /** Whose things it sees unless it asks for another's; empty if that is not known. */
    public Optional<String> account() {
        return account;
    }

    IdentityProvider<? extends AwsCredentialsIdentity> identity() {
        return identity;
    }

    @Override
    public String toString() {
        return name;
    }
}
