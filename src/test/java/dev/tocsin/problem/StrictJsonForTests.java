package dev.tocsin.problem;

import com.fasterxml.jackson.databind.ObjectMapper;

/** For tests of other rooms, without the application. */
public final class StrictJsonForTests {

    private StrictJsonForTests() {
    }

    public static StrictJson of(ObjectMapper mapper) {
        return new StrictJson(mapper);
    }
}
