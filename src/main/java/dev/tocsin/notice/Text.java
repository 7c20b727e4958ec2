package dev.tocsin.notice;

import java.util.List;

/** A paragraph of a notice. Strings are as AWS sent them: each chat escapes for itself. */
public sealed interface Text {

    /** Words without markup. */
    record Plain(String words) implements Text {
    }

    /** Text that its author wrote in the chat client's own markdown (AWS Chatbot's {@code client-markdown}). */
    record ClientMarkdown(String markdown) implements Text {
    }

    /**
     * Text whose line breaks and columns matter: a log, a table, JSON.
     *
     * @param missing how many characters follow that were not kept, because no chat could show them
     */
    record Preformatted(String content, int missing) implements Text {
        public Preformatted(String content) {
            this(content, 0);
        }
    }

    /** A list, for instance next steps. */
    record Bullets(List<Text> items) implements Text {
        public Bullets {
            items = List.copyOf(items);
        }
    }

    /** Short tags in one line. */
    record Tags(List<String> tags) implements Text {
        public Tags {
            tags = List.copyOf(tags);
        }
    }
}
