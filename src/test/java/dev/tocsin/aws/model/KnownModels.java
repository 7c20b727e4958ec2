package dev.tocsin.aws.model;

/** The services of this build, for tests of other rooms. */
public final class KnownModels {

    private static final ServiceModels ALL = new ServiceModels();

    private KnownModels() {
    }

    public static ServiceModels all() {
        return ALL;
    }
}
