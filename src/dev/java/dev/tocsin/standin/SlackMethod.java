package dev.tocsin.standin;

/** One method of the Web API. It may throw {@link SlackRefused}. */
interface SlackMethod {

    Answer answer(SlackCall call);
}
