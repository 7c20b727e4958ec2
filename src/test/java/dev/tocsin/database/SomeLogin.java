package dev.tocsin.database;

import java.time.Duration;
import java.util.Optional;

/** Settings of a login, of a database in Frankfurt. */
record SomeLogin(Login login) implements LoginConfig {

    static LoginConfig byPassword() {
        return new SomeLogin(Login.PASSWORD);
    }

    static LoginConfig byToken() {
        return new SomeLogin(Login.RDS_IAM);
    }

    @Override
    public Optional<String> region() {
        return Optional.of("eu-central-1");
    }

    @Override
    public Duration awaited() {
        return Duration.ZERO;
    }
}
