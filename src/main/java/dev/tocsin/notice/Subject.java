package dev.tocsin.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import dev.tocsin.aws.TopicArn;

/** Tells subjects that say something from those that are the same for every message of their sender. */
final class Subject {

    private static final int LONGEST = 80;
    private static final Set<String> GENERIC = Set.of("aws", "amazon", "sns", "sqs", "ses", "lambda", "cloudwatch",
            "eventbridge", "notification", "notifications", "message", "messages", "alert", "alerts", "alarm", "event",
            "events",
            "info", "information", "update", "updates", "status", "build", "deployment", "deploy", "job", "pipeline", "backup",
            "database", "monitoring", "monitor", "report", "system", "service", "application", "app", "automated", "automatic",
            "subject", "from", "for", "the", "a", "an", "new", "of", "to", "no", "your", "email", "mail", "topic", "fwd", "fw",
            "re", "hello", "hi", "test", "codebuild", "codepipeline", "ecs", "rds", "ec2", "production", "prod", "staging",
            "dev");

    private Subject() {
    }

    /** Whether each of its words could stand above any message of the topic. */
    static boolean tellsNothing(String subject, Message message) {
        if (subject.length() > LONGEST || SentenceSeverity.of(subject).isPresent()) {
            return false;
        }
        String topic = TopicArn.parse(message.topicArn()).map(TopicArn::name).orElse("").toLowerCase(Locale.ROOT);
        return Arrays.stream(subject.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .allMatch(word -> word.isEmpty() || GENERIC.contains(word)
                        || topic.equals(word) || Arrays.asList(topic.split("[^a-z0-9]+")).contains(word));
    }
}
