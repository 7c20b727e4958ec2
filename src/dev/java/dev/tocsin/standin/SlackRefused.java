package dev.tocsin.standin;

/** Ends a call of the Web API with what it answers instead. */
final class SlackRefused extends RuntimeException {

    private final transient Answer answer;

    SlackRefused(Answer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    SlackRefused(String error) {
        this(SlackReplies.error(error));
    }

    Answer answer() {
        return answer;
    }
}
