package dev.tocsin.notice.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Json;

/** Ids, codes and lists in the form in which people read them. */
@SuppressWarnings("JavaLangClash") // nobody here reads characters from a java.lang.Readable
final class Readable {

    private static final int LONGEST_RESOURCE = 160;
    private static final String SECRET = "secret:";
    private static final String ACCOUNT = "AWS::::Account:";
    private static final int LONGEST_WORD = 200;
    private static final int LONGEST_SENTENCE = 1500;

    private Readable() {
    }

    /** What an ARN says after account and Region, which are shown apart; anything else as it is. */
    static String resource(String arnOrId) {
        String name = arnOrId.startsWith(ACCOUNT) ? "account " + arnOrId.substring(ACCOUNT.length()) : arnOrId;
        return Cut.middle(Arn.parse(arnOrId).map(Readable::resource).orElse(name), LONGEST_RESOURCE);
    }

    /** The same of a place in a payload, null if there is none. */
    static String resource(Json arnOrId) {
        return arnOrId.text().map(Readable::resource).orElse(null);
    }

    /** The last part of an ARN: {@code checkout} of {@code role/service-role/checkout}. */
    static String lastPart(String arn) {
        String resource = Arn.parse(arn).map(Arn::resource).orElse(arn);
        return Cut.middle(resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1),
                LONGEST_RESOURCE);
    }

    /** Whether an ARN or id says these words already, as a whole or as a part at its end. */
    static boolean says(String arnOrId, String words) {
        return arnOrId.endsWith(words) && (arnOrId.length() == words.length()
                || "/:".indexOf(arnOrId.charAt(arnOrId.length() - words.length() - 1)) >= 0);
    }

    /** A list that stays short, null if nothing is in it. */
    static String list(List<String> words, int most) {
        List<String> shown = words.stream().limit(most).map(word -> Cut.middle(word, LONGEST_WORD)).toList();
        if (shown.isEmpty()) {
            return null;
        }
        int more = words.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    /** The strings and numbers of an array. */
    static List<String> words(Json array) {
        return array.items().stream().map(Json::words).flatMap(Optional::stream).toList();
    }

    /** {@code PENDING_DOMAIN_VALIDATION} becomes "pending domain validation". */
    static String code(String code) {
        return Cut.end(code, LONGEST_WORD).replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
    }

    /** A description, no longer than one wants to read in a chat. */
    static String sentence(Json text) {
        return text.text().map(words -> Cut.middle(words, LONGEST_SENTENCE)).orElse(null);
    }

    /** A sentence as a title has it: without the stop at its end. */
    static String heading(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** "1 finding", "2 findings". */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** {@code AWS::EC2::SecurityGroup} and {@code AwsEc2SecurityGroup} become "EC2 SecurityGroup" and "Ec2SecurityGroup". */
    static String type(String resourceType) {
        String type = Cut.end(resourceType, LONGEST_WORD);
        if (type.startsWith("AWS::")) {
            return type.substring("AWS::".length()).replace("::", " ").strip();
        }
        boolean asff = type.startsWith("Aws") && type.length() > 3 && Character.isUpperCase(type.charAt(3));
        return asff ? type.substring(3) : type;
    }

    private static String resource(Arn arn) {
        boolean bucket = "s3".equals(arn.service()) && !arn.resource().contains("/") && !arn.resource().contains(":");
        if (bucket) {
            return "bucket " + arn.resource();
        }
        // "secret: name" would be taken for the secret itself and masked.
        return arn.resource().startsWith(SECRET) ? arn.resource().substring(SECRET.length()) : arn.resource();
    }
}
