package dev.tocsin.notice.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Reading;

/**
 * The text of a vault notification: a sentence, and labels with values behind it, as in "An AWS Backup job failed. Resource
 * ARN : arn:aws:... BackupJob ID : 1b2345b2". What it says counts; the message attributes, which are not signed, only help
 * where it says nothing.
 *
 * @param sentence without its point
 * @param remarks what else it says, without labels; may be empty
 */
record BackupText(String sentence, Map<String, String> parts, String remarks, Message message) {

    private static final String SUBJECT = "Notification from AWS Backup";
    private static final Pattern BEGINNING = Pattern.compile(
            "An? AWS (?:Backup )?(?:backup |copy |restore |scan |index |report )?job ", Pattern.CASE_INSENSITIVE);
    private static final Pattern JOB_ID = Pattern.compile("\\bJob ?ID ?:|(?:Backup|Restore|Copy|Scan) ?Job ?ID ?:",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ABOUT = Pattern.compile("\\bjobs?\\b|recovery point|backup|vault|Kubernetes resource",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 8000;
    private static final int MOST_PARTS = 12;
    private static final int LONGEST_LABEL = 60;

    static Optional<BackupText> in(Reading reading) {
        String text = reading.text();
        if (reading.json().node().isContainerNode() || text.length() > LONGEST || !isOfBackup(text, reading)) {
            return Optional.empty();
        }
        int end = text.indexOf(". ");
        String sentence = withoutPoint(end < 0 ? text : text.substring(0, end));
        List<String> remarks = new ArrayList<>();
        Map<String, String> parts = parts(text, remarks);
        return Optional.of(new BackupText(sentence, parts, String.join(" ", remarks), reading.message()));
    }

    /**
     * Vault notifications have their subject, above texts that begin in many ways; where a relay has lost it, the job in the
     * first words and the labels that only they have tell.
     */
    private static boolean isOfBackup(String text, Reading reading) {
        boolean hasSubject = reading.subject().filter(subject -> subject.contains(SUBJECT)).isPresent();
        // The whole text is looked through only if it may be one: every text of any publisher comes by here.
        return hasSubject && (JOB_ID.matcher(text).find() || ABOUT.matcher(text).find())
                || BEGINNING.matcher(text).lookingAt() && JOB_ID.matcher(text).find();
    }

    /** Whether it tells of one object in a cluster, or of a vault, rather than of a whole job. */
    boolean isOfObject() {
        return sentence.startsWith("A Kubernetes ")
                || part("jobid").isEmpty() && !sentence.toLowerCase(Locale.ROOT).contains("job");
    }

    String kind() {
        String words = (sentence + " " + String.join(" ", parts.keySet())).toLowerCase(Locale.ROOT);
        if (words.contains("restore")) {
            return "restore";
        }
        if (words.contains("copy")) {
            return "copy";
        }
        if (words.contains("scan job")) {
            return "scan";
        }
        String hint = message.attributes().getOrDefault("EventType", "");
        return hint.startsWith("RESTORE") ? "restore" : hint.startsWith("COPY") ? "copy" : "backup";
    }

    String state() {
        String words = sentence.toLowerCase(Locale.ROOT);
        if (hasOneOf(words, "in time", "expired")) {
            return "EXPIRED";
        }
        if (hasOneOf(words, "partial", "issues")) {
            return "PARTIAL";
        }
        if (hasOneOf(words, "fail", "unsuccessful", "not success")) {
            return "FAILED";
        }
        if (hasOneOf(words, "success", "completed")) {
            return "COMPLETED";
        }
        if (hasOneOf(words, "interrupted")) {
            return "INTERRUPTED";
        }
        if (hasOneOf(words, "stopped", "aborted", "cancel")) {
            return "ABORTED";
        }
        if (hasOneOf(words, "started", "running", "initiated")) {
            return "STARTED";
        }
        String hint = message.attributes().getOrDefault("State", "");
        return hint.isBlank() || hint.length() > 30 ? "CHANGED" : hint;
    }

    /** The value of a label that ends so: "Backed up Resource ARN" is the resource's, and the id has many spellings. */
    Optional<String> part(String name) {
        return parts.entrySet().stream().filter(part -> normal(part.getKey()).endsWith(name)).map(Map.Entry::getValue)
                .filter(value -> !value.isBlank()).findFirst();
    }

    /** Labels and values other than ARNs and the job's id. */
    Stream<Map.Entry<String, String>> others() {
        return parts.entrySet().stream()
                .filter(part -> !normal(part.getKey()).endsWith("arn") && !normal(part.getKey()).endsWith("jobid"));
    }

    /** The first ARN that has a Region. */
    Optional<Arn> arn() {
        return parts.values().stream().map(Arn::parse).flatMap(Optional::stream).filter(arn -> !arn.region().isEmpty())
                .findFirst();
    }

    private static Map<String, String> parts(String text, List<String> remarks) {
        Map<String, String> parts = new LinkedHashMap<>();
        int start = text.indexOf(". ");
        while (start >= 0 && parts.size() < MOST_PARTS) {
            int next = text.indexOf(". ", start + 2);
            String part = text.substring(start + 2, next < 0 ? text.length() : next).strip();
            int colon = part.indexOf(':');
            if (colon > 0 && colon <= LONGEST_LABEL) {
                parts.putIfAbsent(part.substring(0, colon).strip(), withoutPoint(part.substring(colon + 1)));
            } else if (!part.isEmpty()) {
                remarks.add(withoutPoint(part) + ".");
            }
            start = next;
        }
        return parts;
    }

    private static String withoutPoint(String text) {
        String words = text.strip();
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static String normal(String label) {
        return label.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static boolean hasOneOf(String words, String... signs) {
        return Stream.of(signs).anyMatch(words::contains);
    }
}
