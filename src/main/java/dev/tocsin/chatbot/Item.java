package dev.tocsin.chatbot;

import java.util.List;
import java.util.Set;

import dev.tocsin.configuration.ConfigurationMembers;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Quoted;

/** One configuration of AWS Chatbot's, as far as it can be read. */
sealed interface Item {

    Origin origin();

    /**
     * Where an item comes from.
     *
     * @param source its place in the document, for instance {@code SlackChannelConfigurations[0]}
     * @param kind for instance {@code slack-channel}
     * @param name of the configuration; null if the document does not say
     * @param notes what the reader may want to know
     */
    record Origin(String source, String kind, String name, List<String> notes) {

        private static final int LONGEST_NAME = 128;

        /** The name is for the answer, so it is cut where it is too long to be right. */
        public Origin {
            name = name == null || name.length() <= LONGEST_NAME ? name : Quoted.name(name);
            notes = List.copyOf(notes);
        }
    }

    /**
     * One that we can have too.
     *
     * @param form in which AWS says it
     * @param label what its workspace is called; null if the document does not say
     * @param disabledBecause null if it is enabled
     */
    record Configured(Origin origin, ItemReader form, ConfigurationMembers members, String label, String disabledBecause)
            implements
                Item {
    }

    /**
     * It has mistakes, or refers to what cannot be known from the document.
     *
     * @param toSupply the names whose values would help
     */
    record Faulty(Origin origin, List<Invalid> errors, Set<String> toSupply) implements Item {
    }

    /** Nothing of ours is like it. */
    record Unsupported(Origin origin, String why) implements Item {
    }
}
