package dev.tocsin.aws.call;

/** Why there is no session of a role. */
final class NoSession extends RuntimeException {

    private final transient AwsAnswer answer;

    private NoSession(AwsAnswer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    /** Somebody has to change something. */
    static NoSession until(String words) {
        return new NoSession(new AwsAnswer.NotAssumed(words));
    }

    /** It may be otherwise in a moment. */
    static NoSession now(String words) {
        return new NoSession(new AwsAnswer.Unreached(words, false));
    }

    AwsAnswer answer() {
        return answer;
    }
}
