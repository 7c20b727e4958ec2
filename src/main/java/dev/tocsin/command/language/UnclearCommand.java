package dev.tocsin.command.language;

/** Ends the reading of what is no command. Its words, in markdown, are for whoever typed it. */
final class UnclearCommand extends RuntimeException {

    UnclearCommand(String words) {
        super(words, null, false, false);
    }

    String words() {
        return getMessage();
    }
}
