package dev.tocsin.chat;

import java.util.List;

import dev.tocsin.chat.chime.ChimeUnderTest;
import dev.tocsin.chat.slack.SlackUnderTest;
import dev.tocsin.chat.teams.TeamsUnderTest;

/** All chats, for the tests and the benchmark that ask each of them. */
public final class EveryChat {

    public static final List<ChatUnderTest> CHATS = List.of(new SlackUnderTest(), new ChimeUnderTest(), new TeamsUnderTest());

    private EveryChat() {
    }
}
