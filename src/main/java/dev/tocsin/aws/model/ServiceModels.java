package dev.tocsin.aws.model;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** The services that this build knows. Each is read when it is asked for first, which takes some milliseconds. */
@ApplicationScoped
public class ServiceModels {

    /** By the name that AWS's command line has for it. */
    public Optional<ServiceModel> service(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** In the order of the alphabet. */
    public List<String> names() {
        throw new UnsupportedOperationException();
    }
}
