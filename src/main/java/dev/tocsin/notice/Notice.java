package dev.tocsin.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a notification means, for people, whatever the chat. Strings are unescaped and of any length; each chat escapes
 * and cuts by its own rules.
 *
 * @param family the interpreter's name for what it recognised, for instance {@code cloudwatch-alarm}
 * @param title one line
 * @param titleLink the console page to open first
 * @param region the Region id, for instance {@code eu-west-1}
 * @param account the 12-digit account id
 * @param texts paragraphs, in reading order
 * @param facts in order of use
 * @param links further places to click
 * @param image an https URL of a picture
 * @param footer a closing line in small print
 * @param occurredAt when it happened, by the publisher's clock
 * @param resource what it is about: an ARN where there is one, else the id or name that its service gives it
 * @param correlationKey what belongs together: the same alarm, the same pipeline execution, the same finding
 * @param slackPayload a ready Slack message (with text, blocks, attachments) as its publisher wrote it,
 *        not yet made safe; other chats show the remaining members instead
 * @param standing how its matter stands, if later messages of the same correlation key take the place of this one
 * @param measurement what a chart of it can show
 * @param task what it leaves to people, if it is about a pipeline
 */
public record Notice(String family, Severity severity, String title, Optional<String> titleLink, Optional<String> region,
        Optional<String> account, List<Text> texts, List<Fact> facts, List<Link> links, Optional<String> image,
        Optional<String> footer, Optional<Instant> occurredAt, Optional<String> resource, Optional<String> correlationKey,
        Optional<ObjectNode> slackPayload, Optional<Standing> standing, Optional<Measurement> measurement,
        Optional<PipelineTask> task) {

    public Notice {
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(title, "title");
        texts = List.copyOf(texts);
        facts = List.copyOf(facts);
        links = List.copyOf(links);
    }

    /** One that leaves nothing to do in a pipeline. */
    public Notice(String family, Severity severity, String title, Optional<String> titleLink, Optional<String> region,
            Optional<String> account, List<Text> texts, List<Fact> facts, List<Link> links, Optional<String> image,
            Optional<String> footer, Optional<Instant> occurredAt, Optional<String> resource, Optional<String> correlationKey,
            Optional<ObjectNode> slackPayload, Optional<Standing> standing, Optional<Measurement> measurement) {
        this(family, severity, title, titleLink, region, account, texts, facts, links, image, footer, occurredAt, resource,
                correlationKey, slackPayload, standing, measurement, Optional.empty());
    }

    public static Builder of(String family, Severity severity, String title) {
        return new Builder(family, severity, title);
    }

    /** The same with another severity, and more to read at the end, which is about other matters. */
    Notice with(Severity severity, List<Text> further) {
        List<Text> all = new ArrayList<>(texts);
        all.addAll(further);
        return new Notice(family, severity, title, titleLink, region, account, all, facts, links, image, footer, occurredAt,
                resource, correlationKey, slackPayload, Optional.empty(), measurement, task);
    }

    /** The same with the time at which it happened. */
    Notice occurring(Instant moment) {
        return new Notice(family, severity, title, titleLink, region, account, texts, facts, links, image, footer,
                Optional.of(moment), resource, correlationKey, slackPayload, standing, measurement, task);
    }

    /** Collects what an interpreter finds; absent and blank values are simply not added. */
    public static final class Builder {
        private final String family;
        private final Severity severity;
        private final String title;
        private final List<Text> texts = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private String titleLink;
        private String region;
        private String account;
        private String image;
        private String footer;
        private Instant occurredAt;
        private String resource;
        private String correlationKey;
        private ObjectNode slackPayload;
        private Standing standing;
        private Measurement measurement;
        private PipelineTask task;

        private Builder(String family, Severity severity, String title) {
            this.family = family;
            this.severity = severity;
            this.title = title;
        }

        public Builder titleLink(String url) {
            this.titleLink = presentOrNull(url);
            return this;
        }

        public Builder region(String region) {
            this.region = presentOrNull(region);
            return this;
        }

        public Builder account(String account) {
            this.account = presentOrNull(account);
            return this;
        }

        public Builder text(String words) {
            return isPresent(words) ? text(new Text.Plain(words)) : this;
        }

        /** What was said is not said again. */
        public Builder text(Text text) {
            if (!texts.contains(text)) {
                texts.add(text);
            }
            return this;
        }

        public Builder fact(String label, String words) {
            return isPresent(words) ? fact(Fact.of(label, words)) : this;
        }

        public Builder fact(String label, Instant moment) {
            return moment != null ? fact(Fact.of(label, moment)) : this;
        }

        /** What was said is not said again. */
        public Builder fact(Fact fact) {
            if (!facts.contains(fact)) {
                facts.add(fact);
            }
            return this;
        }

        public Builder link(String label, String url) {
            if (isPresent(url)) {
                links.add(new Link(label, url));
            }
            return this;
        }

        public Builder link(String label, Optional<String> url) {
            return link(label, url.orElse(null));
        }

        public Builder image(String url) {
            this.image = presentOrNull(url);
            return this;
        }

        public Builder footer(String footer) {
            this.footer = presentOrNull(footer);
            return this;
        }

        public Builder occurredAt(Instant occurredAt) {
            this.occurredAt = occurredAt;
            return this;
        }

        public Builder resource(String resource) {
            this.resource = presentOrNull(resource);
            return this;
        }

        public Builder correlationKey(String correlationKey) {
            this.correlationKey = presentOrNull(correlationKey);
            return this;
        }

        public Builder slackPayload(ObjectNode slackPayload) {
            this.slackPayload = slackPayload;
            return this;
        }

        public Builder standing(Standing standing) {
            this.standing = standing;
            return this;
        }

        public Builder standing(Optional<Standing> standing) {
            return standing(standing.orElse(null));
        }

        public Builder measurement(Measurement measurement) {
            this.measurement = measurement;
            return this;
        }

        public Builder task(PipelineTask task) {
            this.task = task;
            return this;
        }

        public Notice build() {
            return new Notice(family, severity, title, Optional.ofNullable(titleLink), Optional.ofNullable(region),
                    Optional.ofNullable(account), texts, facts, links, Optional.ofNullable(image), Optional.ofNullable(footer),
                    Optional.ofNullable(occurredAt), Optional.ofNullable(resource), Optional.ofNullable(correlationKey),
                    Optional.ofNullable(slackPayload), Optional.ofNullable(standing), Optional.ofNullable(measurement),
                    Optional.ofNullable(task));
        }

        private static boolean isPresent(String value) {
            return value != null && !value.isBlank();
        }

        private static String presentOrNull(String value) {
            return isPresent(value) ? value : null;
        }
    }
}
