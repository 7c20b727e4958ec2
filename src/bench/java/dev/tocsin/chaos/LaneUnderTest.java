package dev.tocsin.chaos;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One destination, and what it hears. Every third posts digests soon, every third never, the others as the settings say.
 *
 * @param number stands in its name and in its address
 */
record LaneUnderTest(int number) {

    static final int COUNT = 9;
    static final int TOPICS = 3;
    static final String TEAM = "T0CHAOS";
    /** Of all of them nothing may be read in any log. */
    private static final String SECRET = "s3cr3t";
    private static final String NAME = "lane-";
    private static final String CHANNEL = "C0";

    static List<LaneUnderTest> all() {
        return IntStream.range(0, COUNT).mapToObj(LaneUnderTest::new).toList();
    }

    static String topic(int number) {
        return "arn:aws:sns:us-east-1:123456789012:chaos-" + number;
    }

    static int numberOf(String configurationName) {
        return Integer.parseInt(configurationName.substring(NAME.length()));
    }

    /** Each hears one topic, and the first two another one. */
    boolean hears(int topic) {
        return number % TOPICS == topic || number < 2 && (number + 1) % TOPICS == topic;
    }

    /** Whether a storm makes it post digests, and what is urgent before them. */
    boolean postsDigests() {
        return number / 3 % 3 != 2;
    }

    String apiPath() {
        return isChime() ? "/api/chime/webhooks" : "/api/slack/channels";
    }

    private boolean isChime() {
        return number % 4 == 3;
    }

    /** A channel of Slack, in which messages can be changed. */
    boolean isChannel() {
        return number % 4 == 1;
    }

    /** Whether it can be looked there for what was posted before. */
    boolean letsRead() {
        return number % 8 == 1;
    }

    static int inChannel(String id) {
        return Integer.parseInt(id.substring(CHANNEL.length()));
    }

    Map<String, Object> configuration(String chats) {
        Map<String, Object> common = Map.of("configurationName", NAME + number, "digestAfterSeconds",
                number / 3 % 3 == 0 ? 3 : number / 3 % 3 == 1 ? 20 : 0, "snsTopicArns",
                IntStream.range(0, TOPICS).filter(this::hears).mapToObj(LaneUnderTest::topic).toList());
        Map<String, Object> own = isChime()
                ? Map.of("webhookDescription", "chaos", "webhookUrl",
                        chats + "/incomingwebhooks/" + number + "?token=" + SECRET)
                : isChannel()
                        ? Map.of("slackTeamId", TEAM, "slackChannelId", CHANNEL + number, "slackChannelName", "chaos")
                        : Map.of("webhookUrl", chats + "/services/" + TEAM + "/B" + number + "/" + SECRET);
        return Stream.of(common, own).flatMap(part -> part.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
