package dev.tocsin.logs;

import dev.tocsin.aws.AwsFault;

/** What is asked of CloudWatch Logs, and the permission that it takes. */
enum Step {
    PUT("logs:PutLogEvents"),
    CREATE_STREAM("logs:CreateLogStream"),
    CREATE_GROUP("logs:CreateLogGroup"),
    RETAIN("logs:PutRetentionPolicy");

    private final String permission;

    Step(String permission) {
        this.permission = permission;
    }

    String permission() {
        return permission;
    }

    Failed failed(Throwable failure) {
        return new Failed(this, (AwsFault) failure);
    }

    /** It did not do it. */
    static final class Failed extends RuntimeException {

        private final Step step;
        private final AwsFault.Kind kind;

        private Failed(Step step, AwsFault fault) {
            super(fault.getMessage(), null, false, false);
            this.step = step;
            this.kind = fault.kind();
        }

        Step step() {
            return step;
        }

        AwsFault.Kind kind() {
            return kind;
        }

        /** The entries themselves are not to its liking, and never will be. */
        boolean isOfTheEntries() {
            return step == PUT && kind == AwsFault.Kind.REFUSED;
        }
    }
}
