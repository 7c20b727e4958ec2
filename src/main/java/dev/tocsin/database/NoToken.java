package dev.tocsin.database;

import dev.tocsin.aws.AwsFault;

/** No token can be made to log in to the database with, so that it is out of reach. */
final class NoToken extends RuntimeException {

    NoToken(String words) {
        super("no token can be made: " + words, null, false, false);
    }

    static String words(Throwable none) {
        return none instanceof NoToken ? none.getMessage() : because(none).getMessage();
    }

    static NoToken because(Throwable failure) {
        return new NoToken(failure instanceof AwsFault ? failure.getMessage() : "there were no credentials in time");
    }
}
