package dev.tocsin.aws.call;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Calls AWS as a person's or a channel's role. */
@ApplicationScoped
public class AwsCalls {

    /** Never fails; ends within the time that a command has. */
    public Uni<AwsAnswer> call(AwsCall call, ActingRole as) {
        throw new UnsupportedOperationException(call + " " + as);
    }
}
