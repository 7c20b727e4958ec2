package dev.tocsin.start;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;

/** A stack to print: without the values of settings, which messages of exceptions like to quote. */
final class StackText {

    private StackText() {
    }

    static String of(Throwable failure, GivenValues values) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack, true));
        Set<String> frames = new HashSet<>();
        collect(failure, frames, Collections.newSetFromMap(new IdentityHashMap<>()));
        StringBuilder text = new StringBuilder();
        StringBuilder messages = new StringBuilder();
        for (String line : stack.toString().split("(?<=\\n)")) {
            // A user "tocsin" would make all of our frames unreadable.
            if (frames.contains(line.strip())) {
                text.append(values.takenOutOf(messages.toString())).append(line);
                messages.setLength(0);
            } else {
                messages.append(line);
            }
        }
        return text.append(values.takenOutOf(messages.toString())).toString();
    }

    private static void collect(Throwable failure, Set<String> frames, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        Stream.of(failure.getStackTrace()).forEach(frame -> frames.add("at " + frame));
        Stream.of(failure.getSuppressed()).forEach(other -> collect(other, frames, seen));
        collect(failure.getCause(), frames, seen);
    }
}
