package dev.tocsin.configuration;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which tries to deliver are logged: AWS Chatbot's levels, which its console calls off, errors only and all events. */
@Schema(description = "Which tries to deliver are logged, as in AWS Chatbot: NONE, those that failed (ERROR), or all (INFO).")
public enum LoggingLevel {
    NONE,
    ERROR,
    INFO;

    /** Whether a try that ended so is logged. */
    public boolean logs(boolean delivered) {
        return this == INFO || this == ERROR && !delivered;
    }
}
