package dev.tocsin.lines;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One line of JSON for each log line. docs/logging.md names the members. */
final class JsonLines extends ExtFormatter {

    private static final int LONGEST_STACK = 16_000;
    private static final Map<String, String> LEVELS = Map.of("SEVERE", "ERROR", "FATAL", "ERROR", "WARNING", "WARN", "CONFIG",
            "INFO", "FINE", "DEBUG", "FINER", "TRACE", "FINEST", "TRACE");

    @Override
    public String format(ExtLogRecord line) {
        String level = line.getLevel().getName();
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("at", line.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("level", LEVELS.getOrDefault(level, level))
                .put("logger", line.getLoggerName())
                .put("thread", line.getThreadName());
        Object[] parameters = line.getParameters();
        if (parameters != null && parameters.length == 1 && parameters[0] instanceof LineMembers told) {
            json.setAll(told.members());
        } else {
            json.put("message", formatMessage(line));
        }
        if (line.getThrown() != null) {
            json.put("stackTrace", stackTrace(line.getThrown()));
        }
        return json + "\n";
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter written = new StringWriter();
        thrown.printStackTrace(new PrintWriter(written));
        String text = written.toString();
        return text.length() <= LONGEST_STACK ? text : text.substring(0, LONGEST_STACK) + "...";
    }
}
