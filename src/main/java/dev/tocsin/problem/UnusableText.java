package dev.tocsin.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A string that is none that can be stored; Jackson adds where it stands. */
final class UnusableText extends MismatchedInputException {

    private static final long serialVersionUID = 1;

    UnusableText(JsonParser parser, String objection) {
        super(parser, objection, String.class);
    }
}
