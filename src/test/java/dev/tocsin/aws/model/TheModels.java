package dev.tocsin.aws.model;

/** The services that this build knows, for tests of other rooms. */
public final class TheModels {

    private static final ServiceModels MODELS = new ServiceModels();

    private TheModels() {
    }

    public static ServiceModel of(String service) {
        return MODELS.service(service).orElseThrow(() -> new IllegalArgumentException(service));
    }

    public static ServiceModels all() {
        return MODELS;
    }
}
