package dev.tocsin.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Read once, at the start. */
@ApplicationScoped
class BuildBeans {

    @Produces
    @Singleton
    Build build() {
        return Build.current();
    }
}
