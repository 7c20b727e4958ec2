package dev.tocsin.aws.call;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a call. */
public sealed interface AwsAnswer {

    /** @param output as the AWS command line prints it: by the model's names, lists as lists, timestamps in ISO 8601 */
    record Done(JsonNode output) implements AwsAnswer {
    }

    /**
     * AWS did not do it.
     *
     * @param code for instance {@code AccessDenied}
     * @param missingAction the IAM action that is not allowed, as far as it is known
     * @param isThrottled whether the same may work in a moment
     */
    record Refused(String code, String message, int status, Optional<String> missingAction, boolean isThrottled)
            implements
                AwsAnswer {
    }

    /**
     * AWS broke at it, which is no refusal.
     *
     * @param code for instance {@code InternalFailure}; the status where there is none
     * @param mayHaveHappened whether AWS may have changed something all the same
     * @param isInPlaceOfAws whether it was not AWS that was asked, but what is set to be called instead
     */
    record Failed(String code, String message, int status, boolean mayHaveHappened, boolean isInPlaceOfAws)
            implements
                AwsAnswer {
    }

    /** It is not allowed from a chat, whoever asks; AWS was not asked. */
    record Forbidden(String action) implements AwsAnswer {
    }

    /**
     * The role cannot be assumed.
     *
     * @param words what has to be changed, for instance in its trust policy
     */
    record NotAssumed(String words) implements AwsAnswer {
    }

    /** The answer was longer than what is read. */
    record TooLong(long limitBytes) implements AwsAnswer {
    }

    /** @param mayHaveHappened whether AWS may have done it all the same */
    record Unreached(String words, boolean mayHaveHappened) implements AwsAnswer {
    }
}
