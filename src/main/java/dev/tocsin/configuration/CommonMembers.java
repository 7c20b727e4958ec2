package dev.tocsin.configuration;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The members that configurations of all kinds have, for their kinds' tables. */
public final class CommonMembers {

    /** For the API's document. */
    public static final String DIGESTS = "Digests begin once it would take longer than so many seconds to post singly all that "
            + "waits for this destination; 0 for never. ";
    /** For the API's document. */
    public static final String FOLDS = "After so many messages about the same matter within 15 minutes, further ones are shown "
            + "together, a few minutes later; 0 for never. ";

    /** How often people are reminded of one matter where {@code remindAtMost} is not said. */
    public static final int REMINDERS_IF_NOBODY_SAYS = 6;

    /** For the API's document. */
    public static final String REMIND_EVERY = "While something is open and nobody has acknowledged it, people are reminded of it "
            + "every so many minutes. ";
    /** For the API's document. */
    public static final String REMIND_AT_MOST = "How often people are reminded of the same at the most, where remindEveryMinutes "
            + "says that they are. ";
    /** For the API's document. */
    public static final String ESCALATE_AFTER = "What is open and not acknowledged for so many minutes, or could not be delivered "
            + "for so long, goes to the configuration escalateTo as well. ";
    /** For the API's document. */
    public static final String ESCALATE_TO = "The name of another configuration, of any kind, which hears what "
            + "escalateAfterMinutes says. ";

    private CommonMembers() {
    }

    public static Member<ConfigurationMembers, Configuration> configurationName() {
        return CommonMembers.<String> member("configurationName", ConfigurationMembers::configurationName,
                stored -> stored.configurationName, (stored, name) -> stored.configurationName = name)
                .rule((check, said) -> check.configurationName(said.configurationName()))
                .required().fixed("cannot be changed; create a configuration of the new name and delete this one");
    }

    public static PlainMember<ConfigurationMembers, Configuration, String> webhookDescription() {
        return CommonMembers.<String> member("webhookDescription", ConfigurationMembers::webhookDescription,
                stored -> stored.webhookDescription, (stored, text) -> stored.webhookDescription = text)
                .rule((check, said) -> check.text("webhookDescription", said.webhookDescription()));
    }

    public static PlainMember<ConfigurationMembers, Configuration, Set<String>> snsTopicArns() {
        return CommonMembers.<Set<String>> member("snsTopicArns",
                said -> said.snsTopicArns() == null ? null : new HashSet<>(said.snsTopicArns()),
                stored -> Set.copyOf(stored.snsTopicArns), CommonMembers::store)
                .unsaid(Set.of()).rule((check, said) -> check.topics(said.snsTopicArns()))
                .written(topics -> topics.stream().sorted().toList()).alwaysWritten();
    }

    public static Member<ConfigurationMembers, Configuration> iamRoleArn() {
        return CommonMembers.<String> member("iamRoleArn", ConfigurationMembers::iamRoleArn, stored -> stored.iamRoleArn,
                (stored, arn) -> stored.iamRoleArn = arn)
                .rule((check, said) -> check.roleArn(said.iamRoleArn()));
    }

    public static Member<ConfigurationMembers, Configuration> loggingLevel() {
        return CommonMembers.<LoggingLevel> member("loggingLevel", ConfigurationMembers::loggingLevel,
                stored -> stored.loggingLevel, (stored, level) -> stored.loggingLevel = level)
                .unsaid(LoggingLevel.NONE).written(LoggingLevel::name);
    }

    public static Member<ConfigurationMembers, Configuration> digestAfterSeconds() {
        return CommonMembers.<Integer> member("digestAfterSeconds", ConfigurationMembers::digestAfterSeconds,
                stored -> stored.digestAfterSeconds, (stored, seconds) -> stored.digestAfterSeconds = seconds)
                .rule((check, said) -> check.digestAfterSeconds(said.digestAfterSeconds()));
    }

    public static Member<ConfigurationMembers, Configuration> foldAfterMessages() {
        return CommonMembers.<Integer> member("foldAfterMessages", ConfigurationMembers::foldAfterMessages,
                stored -> stored.foldAfterMessages, (stored, messages) -> stored.foldAfterMessages = messages)
                .rule((check, said) -> check.foldAfterMessages(said.foldAfterMessages()));
    }

    public static Member<ConfigurationMembers, Configuration> remindEveryMinutes() {
        return CommonMembers.<Integer> member("remindEveryMinutes", ConfigurationMembers::remindEveryMinutes,
                stored -> stored.remindEveryMinutes, (stored, minutes) -> stored.remindEveryMinutes = minutes)
                .rule((check, said) -> check.remindEveryMinutes(said.remindEveryMinutes()));
    }

    public static Member<ConfigurationMembers, Configuration> remindAtMost() {
        return CommonMembers.<Integer> member("remindAtMost", ConfigurationMembers::remindAtMost,
                stored -> stored.remindAtMost, (stored, times) -> stored.remindAtMost = times)
                .rule((check, said) -> check.remindAtMost(said.remindAtMost()));
    }

    public static Member<ConfigurationMembers, Configuration> escalateAfterMinutes() {
        return CommonMembers.<Integer> member("escalateAfterMinutes", ConfigurationMembers::escalateAfterMinutes,
                stored -> stored.escalateAfterMinutes, (stored, minutes) -> stored.escalateAfterMinutes = minutes)
                .rule((check, said) -> check.escalateAfterMinutes(said.escalateAfterMinutes()));
    }

    public static Member<ConfigurationMembers, Configuration> escalateTo() {
        return CommonMembers.<String> member("escalateTo", ConfigurationMembers::escalateTo, stored -> stored.escalateTo,
                (stored, name) -> stored.escalateTo = name)
                .rule((check, said) -> check.escalateTo(said.escalateTo()));
    }

    public static Member<ConfigurationMembers, Configuration> tags() {
        return CommonMembers.<Map<String, String>> member("tags",
                said -> said.tags() == null ? null : Tags.map(said.tags()), stored -> stored.tags,
                (stored, tags) -> stored.tags = tags)
                .unsaid(Map.of()).rule((check, said) -> check.tags(said.tags()))
                .written(CommonMembers::list);
    }

    private static <V> PlainMember<ConfigurationMembers, Configuration, V> member(String name,
            Function<ConfigurationMembers, V> said, Function<Configuration, V> stored,
            BiConsumer<Configuration, V> store) {
        return PlainMember.of(name, said, stored, store);
    }

    /** Not cleared and filled again, so that only the rows that differ are written. */
    private static void store(Configuration stored, Set<String> topics) {
        stored.snsTopicArns.retainAll(topics);
        stored.snsTopicArns.addAll(topics);
    }

    private static Object list(Map<String, String> tags) {
        return Tags.list(tags).stream().map(tag -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("tagKey", tag.tagKey());
            entry.put("tagValue", tag.tagValue());
            return entry;
        }).toList();
    }

    /** Of lists in which the order does not matter. */
    public static boolean isSameList(List<String> one, List<String> other) {
        return new HashSet<>(one).equals(new HashSet<>(other));
    }
}
