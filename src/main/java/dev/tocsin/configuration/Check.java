package dev.tocsin.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;

/** Collects all that is wrong with a request, so that it can be said at once. Absent members pass all but {@link #required}. */
public final class Check {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]");

    private final List<Invalid> errors = new ArrayList<>();

    public void require() {
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    public List<Invalid> errors() {
        return List.copyOf(errors);
    }

    public void fail(String field, String message, String rejectedValue) {
        errors.add(new Invalid(field, message, rejectedValue));
    }

    /** For members that are absent or secret. */
    public void fail(String field, String message) {
        errors.add(Invalid.of(field, message));
    }

    public boolean required(String field, Object value) {
        if (value == null) {
            fail(field, "is required");
        }
        return value != null;
    }

    public void matches(String field, String value, String pattern, String words) {
        if (value != null && !value.matches(pattern)) {
            fail(field, "must have " + words, value);
        }
    }

    public void configurationName(String name) {
        name("configurationName", name);
    }

    private void name(String field, String name) {
        matches(field, name, Limits.NAME_PATTERN, "1 to 128 letters, digits, hyphens or underscores");
    }

    public void text(String field, String value) {
        if (value != null && (value.isBlank() || value.length() > Limits.TEXT || CONTROL.matcher(value).find())) {
            fail(field, "must have 1 to " + Limits.TEXT + " characters, without control characters", value);
        }
    }

    public void roleArn(String arn) {
        roleArn("iamRoleArn", arn);
    }

    public void roleArn(String field, String arn) {
        if (arn != null && (arn.length() > Limits.ROLE_ARN || !isIam(arn, "role/"))) {
            fail(field, "must be the ARN of an IAM role, at most " + Limits.ROLE_ARN
                    + " characters, for instance arn:aws:iam::123456789012:role/chat", arn);
        }
    }

    public void topics(List<String> topics) {
        if (topics == null) {
            return;
        }
        if (topics.size() > Limits.TOPICS) {
            fail("snsTopicArns", "must have at most " + Limits.TOPICS + " topics, has " + topics.size());
            return;
        }
        for (int i = 0; i < topics.size(); i++) {
            topic("snsTopicArns[" + i + "]", topics.get(i));
        }
    }

    private void topic(String field, String arn) {
        if (!TopicArn.isValid(arn)) {
            fail(field, "must be the ARN of an SNS topic, for instance arn:aws:sns:eu-central-1:123456789012:alarms", arn);
        } else if (arn.endsWith(".fifo")) {
            fail(field, "is a FIFO topic, and SNS does not deliver FIFO topics to HTTPS; name a standard topic", arn);
        }
    }

    public void guardrails(List<String> policies) {
        if (policies == null) {
            return;
        }
        if (policies.size() > Limits.POLICIES) {
            fail("guardrailPolicyArns", "must have at most " + Limits.POLICIES + " policies, has " + policies.size());
            return;
        }
        for (int i = 0; i < policies.size(); i++) {
            String arn = policies.get(i);
            if (arn == null || arn.length() > Limits.POLICY_ARN || !isIam(arn, "policy/")
                    || arn.contains("/aws-service-role/")) {
                fail("guardrailPolicyArns[" + i + "]", "must be the ARN of an IAM policy, at most " + Limits.POLICY_ARN
                        + " characters and not of a service role, for instance arn:aws:iam::aws:policy/ReadOnlyAccess", arn);
            }
        }
    }

    public void digestAfterSeconds(Integer seconds) {
        threshold("digestAfterSeconds", seconds, "seconds", Limits.DIGEST_AFTER, "tocsin.delivery.digest-after");
    }

    public void foldAfterMessages(Integer messages) {
        threshold("foldAfterMessages", messages, "messages", Limits.FOLD_AFTER, "tocsin.delivery.fold-after");
    }

    private void threshold(String field, Integer value, String unit, int most, String setting) {
        if (value != null && (value < 0 || value > most)) {
            fail(field, "must be a number of " + unit + " from 0, which is never, to " + most
                    + ", or null, which leaves it to the setting " + setting, value.toString());
        }
    }

    public void remindEveryMinutes(Integer minutes) {
        range("remindEveryMinutes", minutes, "minutes", Limits.MINUTES, "never");
    }

    public void remindAtMost(Integer times) {
        range("remindAtMost", times, "reminders", Limits.REMINDERS, CommonMembers.REMINDERS_IF_NOBODY_SAYS + " times");
    }

    public void escalateAfterMinutes(Integer minutes) {
        range("escalateAfterMinutes", minutes, "minutes", Limits.MINUTES, "never");
    }

    private void range(String field, Integer value, String unit, int most, String ifNull) {
        if (value != null && (value < 1 || value > most)) {
            fail(field, "must be a number of " + unit + " from 1 to " + most + ", or null, which is " + ifNull,
                    value.toString());
        }
    }

    public void escalateTo(String name) {
        name("escalateTo", name);
    }

    public void tags(List<Tag> tags) {
        if (tags == null) {
            return;
        }
        if (tags.size() > Limits.TAGS) {
            fail("tags", "must have at most " + Limits.TAGS + " tags, has " + tags.size());
            return;
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < tags.size(); i++) {
            tag("tags[" + i + "]", tags.get(i), keys);
        }
    }

    private void tag(String field, Tag tag, Set<String> keys) {
        if (tag == null || tag.tagKey() == null) {
            fail(field + ".tagKey", "is required");
            return;
        }
        String key = tag.tagKey();
        if (key.isEmpty() || key.length() > Limits.TAG_KEY || CONTROL.matcher(key).find()) {
            fail(field + ".tagKey", "must have 1 to " + Limits.TAG_KEY + " characters, without control characters", key);
        } else if (key.regionMatches(true, 0, "aws:", 0, 4)) {
            fail(field + ".tagKey", "must not begin with aws:, which AWS keeps for itself", key);
        } else if (!keys.add(key)) {
            fail(field + ".tagKey", "is there twice", key);
        }
        String value = tag.tagValue();
        if (value != null && (value.length() > Limits.TAG_VALUE || CONTROL.matcher(value).find())) {
            fail(field + ".tagValue", "must have at most " + Limits.TAG_VALUE + " characters, without control characters",
                    value);
        }
    }

    private static boolean isIam(String text, String kind) {
        return Arn.parse(text)
                .filter(arn -> arn.service().equals("iam") && arn.region().isEmpty() && !arn.account().isEmpty()
                        && arn.resource().startsWith(kind) && arn.resource().length() > kind.length())
                .isPresent();
    }
}
