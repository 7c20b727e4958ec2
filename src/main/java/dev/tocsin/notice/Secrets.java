package dev.tocsin.notice;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.tocsin.aws.Arn;

/**
 * The secrets in one payload, found by the names of members and by {@link ShapedSecrets their own shape}. They are hidden
 * where they stand and wherever else their value occurs: CodePipeline's approval token, for one, is also part of the review
 * link beside it.
 */
final class Secrets {

    static final String MASK = "***";
    private static final int MOST = 50;
    private static final int SHORTEST = 8;
    private static final int WIDEST_PAIR = 10;
    private static final int LONGEST_PASS = 64;
    private static final int LONGEST_PLAIN = 40;

    private static final List<String> NAMES = List.of("password", "passwd", "passphrase", "secret", "token", "credential",
            "authorization", "apikey", "accesskey", "privatekey", "cookie", "connectionstring", "webhookurl", "subscribeurl",
            "responseurl", "passcode", "receipthandle");
    /** How names end that are too short to be looked for within others. */
    private static final List<String> ENDINGS = List.of("pwd", "dbpass", "userpass", "adminpass", "rootpass", "keypass",
            "storepass", "pgpass", "sshpass");
    private static final String SHORT = "pass";
    private static final Pattern PASS = Pattern.compile("(?:^|.*[^A-Za-z])(?i:pass)|.*[a-z]Pass");
    /** Those that prose writes as two words. */
    private static final List<String> COMPOUNDS = List.of("passphrase", "apikey", "accesskey", "privatekey", "connectionstring",
            "webhookurl", "subscribeurl");
    /** How names end that tell about a secret and do not hold it, and what GuardDuty calls its findings. */
    private static final List<String> TELLING = List.of("access", "policy", "policies", "lastused", "lastchanged",
            "lastrotated", "lastmodified", "age", "expiry", "expires", "expiration", "expirationdate", "expiresat", "type",
            "count", "usage", "length", "status", "state", "enabled", "required", "rotation", "report", "name", "version",
            "versions", "versionid", "bucket", "arn", "keyid", "tokenid", "credentialid", "passwordid",
            "policyid", "ttl");
    /** What values say that tell about a secret. */
    private static final Set<String> NOTHING = Set.of("null", "none", "true", "false", "undefined", "disabled", "enabled",
            "unchanged", "unset", "notset", "na", "empty", "redacted", "hidden", "masked", "removed", "missing", "required",
            "optional");
    private static final List<String> FINDINGS = List.of("credentialaccess", "credentialexfiltration");
    private static final Set<String> PAIR_NAMES = Set.of("name", "key", "parameterkey", "parametername");
    private static final Set<String> PAIR_VALUES = Set.of("value", "parametervalue");

    private final Set<String> values = new HashSet<>();

    private Secrets() {
    }

    static Secrets none() {
        return new Secrets();
    }

    static Secrets in(JsonNode root) {
        Secrets secrets = new Secrets();
        secrets.collect(root);
        return secrets;
    }

    /** The secrets that a text assigns to names. */
    static Secrets in(String text) {
        Secrets secrets = new Secrets();
        Stream.concat(AssignedSecrets.in(text).stream(), ShapedSecrets.in(text).stream()).filter(Secrets::isUnmistakable)
                .limit(MOST).forEach(secrets.values::add);
        return secrets;
    }

    /**
     * A link without the secrets in it: without its query and its user, if they are there. Empty if one is elsewhere, since
     * what remained would lead nowhere.
     */
    static Optional<String> withoutSecrets(String link) {
        String hidden = ShapedSecrets.hide(link, MASK);
        if (!hidden.contains(MASK)) {
            return Optional.of(link);
        }
        String page = hidden.split("[?#]", 2)[0];
        int host = page.indexOf("://") + 3;
        int user = page.lastIndexOf('@', page.indexOf('/', host) < 0 ? page.length() : page.indexOf('/', host));
        String open = host > 2 && user > host ? page.substring(0, host) + page.substring(user + 1) : page;
        return Optional.of(open).filter(clean -> !clean.contains(MASK));
    }

    /** Those that show their shape in a tree. */
    void addShaped(JsonNode json) {
        if (json.isTextual()) {
            ShapedSecrets.in(json.textValue()).stream().filter(Secrets::isUnmistakable).limit(MOST).forEach(values::add);
        } else if (json.isContainerNode() && values.size() < MOST) {
            json.forEach(this::addShaped);
        }
    }

    void add(Secrets others) {
        values.addAll(others.values);
    }

    static boolean isSecretName(String name) {
        String normal = Labels.bare(name);
        for (String secret : NAMES) {
            if (normal.contains(secret)) {
                return !tellsAboutSecret(normal);
            }
        }
        return endsWithOneOf(normal, ENDINGS) || isPass(name);
    }

    /** A short word: what has a value that looks like no password is the outcome of a test or a directory. */
    private static boolean isPass(String name) {
        return name.regionMatches(true, name.length() - SHORT.length(), SHORT, 0, SHORT.length())
                && name.length() <= LONGEST_PASS && PASS.matcher(name).matches();
    }

    /** Whether a text can be the value of this name, which is a secret's. */
    static boolean canBeSecret(String name, String value) {
        if (NOTHING.contains(Labels.bare(value))) {
            return false;
        }
        boolean directory = Labels.bare(name).endsWith("pwd") && value.matches("(?s)[/~\\\\].*|[A-Za-z]:[/\\\\].*");
        boolean words = isPass(name) && (value.chars().anyMatch(Character::isWhitespace)
                || value.chars().allMatch(Character::isLetter) || value.chars().noneMatch(Character::isLetter));
        return !directory && !words;
    }

    private static boolean tellsAboutSecret(String normal) {
        return endsWithOneOf(normal, TELLING) || FINDINGS.stream().anyMatch(normal::contains);
    }

    /** Every name of every message is asked about, so this is a loop: a stream takes several times as long. */
    private static boolean endsWithOneOf(String normal, List<String> endings) {
        for (String ending : endings) {
            if (normal.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    static boolean endsWithSecretName(String words) {
        String normal = Labels.bare(words);
        return endsWithOneOf(normal, COMPOUNDS);
    }

    static boolean isNameOfPair(String name) {
        return PAIR_NAMES.contains(Labels.bare(name));
    }

    static boolean isValueOfPair(String name) {
        return PAIR_VALUES.contains(Labels.bare(name));
    }

    /**
     * Whether a member is one to hide. Booleans and nulls tell nothing, numbers named token are counts, and an ARN is a
     * name even where its service keeps secrets.
     */
    static boolean isSecret(String name, JsonNode value) {
        if (!isSecretName(name) || value.isBoolean() || value.isNull() || describesKey(Labels.bare(name), value)) {
            return false;
        }
        if (value.isNumber()) {
            return !Labels.bare(name).contains("token") && !isPass(name);
        }
        if (!value.isTextual()) {
            return true;
        }
        boolean count = Labels.bare(name).endsWith("tokens") && value.textValue().matches("[0-9][0-9.,_ ]{0,30}");
        return !count && canBeSecret(name, value.textValue()) && Arn.parse(value.textValue()).isEmpty();
    }

    /** A name may itself assign a secret; no other of the object is displaced by it. */
    static String hideInName(String name, ObjectNode object) {
        if (isPlainName(name)) {
            return name;
        }
        String clean = AssignedSecrets.hide(ShapedSecrets.hide(name, MASK), MASK);
        while (!clean.equals(name) && object.has(clean)) {
            clean += "*";
        }
        return clean;
    }

    /** Nearly all are, and are not searched. */
    private static boolean isPlainName(String name) {
        if (name.length() >= LONGEST_PLAIN) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 128 || !Character.isLetter(c)) {
                return false;
            }
        }
        return true;
    }

    /** CloudTrail and GuardDuty say in such an object whose key it is; what is secret in it has a name of its own. */
    private static boolean describesKey(String name, JsonNode value) {
        boolean named = "accesskey".equals(name) || "accesskeydetails".equals(name) || "awsiamaccesskey".equals(name);
        return named && value.isObject() && (value.has("accessKeyId") || value.has("AccessKeyId"));
    }

    /** Whether an object is a named value whose name says secret, such as an environment variable, and this its value. */
    static boolean isSecretOfPair(JsonNode object, String member) {
        if (object.size() > WIDEST_PAIR || !PAIR_VALUES.contains(Labels.bare(member))) {
            return false;
        }
        return object.properties().stream()
                .filter(other -> PAIR_NAMES.contains(Labels.bare(other.getKey())) && other.getValue().isTextual())
                .anyMatch(other -> isSecret(other.getValue().textValue(), object.path(member)));
    }

    /**
     * The text without the values of secrets. It may itself hold JSON with secrets of its own: inputs of state machines,
     * custom data.
     */
    String hide(String text) {
        JsonNode inner = Body.parseContainer(text);
        if (inner.isMissingNode()) {
            String clean = ShapedSecrets.hide(withoutValues(text), MASK);
            return isLink(clean) ? clean : AssignedSecrets.hide(clean, MASK);
        }
        Secrets within = in(inner);
        within.add(this);
        JsonNode clean = within.hide(inner);
        return clean.equals(inner) ? text : Body.compact(clean);
    }

    /** Whether the text, as it stands, has the value of a secret in it. */
    boolean areIn(String text) {
        return values.stream().anyMatch(text::contains);
    }

    /** A copy of the tree without secrets. */
    JsonNode hide(JsonNode json) {
        if (json.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            json.properties()
                    .forEach(member -> copy.set(hideInName(member.getKey(), copy),
                            isHidden(json, member.getKey(), member.getValue())
                                    ? TextNode.valueOf(MASK)
                                    : hide(member.getValue())));
            return copy;
        }
        if (json.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(item -> copy.add(hide(item)));
            return copy;
        }
        return json.isTextual() ? TextNode.valueOf(hide(json.textValue())) : json;
    }

    /** A copy of the tree without what names call secret; its texts are not searched. */
    static JsonNode withoutSecretMembers(JsonNode json) {
        if (json.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(member -> copy.set(member.getKey(),
                    isHidden(json, member.getKey(), member.getValue()) ? TextNode.valueOf(MASK)
                            : withoutSecretMembers(member.getValue())));
            return copy;
        }
        if (json.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(item -> copy.add(withoutSecretMembers(item)));
            return copy;
        }
        return json;
    }

    static boolean isHidden(JsonNode object, String name, JsonNode value) {
        return isSecret(name, value) || isSecretOfPair(object, name) || isSecretKey(object, value);
    }

    /** The 40 characters beside the id of an access key, under whatever names. */
    private static boolean isSecretKey(JsonNode object, JsonNode value) {
        if (!value.isTextual() || value.textValue().length() != TokenShapes.SECRET_KEY
                || !TokenShapes.isSecretKey(value.textValue())) {
            return false;
        }
        for (JsonNode other : object) {
            if (other.isTextual() && TokenShapes.isKeyId(other.textValue())) {
                return true;
            }
        }
        return false;
    }

    /** A link by itself was published to be followed; with a mask in it, it leads nowhere. */
    private static boolean isLink(String text) {
        return (text.startsWith("https://") || text.startsWith("http://")) && text.chars().noneMatch(Character::isWhitespace);
    }

    private String withoutValues(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, MASK);
        }
        return clean;
    }

    private void collect(JsonNode json) {
        if (json.isObject()) {
            json.properties().forEach(member -> {
                if (values.size() < MOST && !isPlainName(member.getKey())) {
                    add(in(member.getKey()));
                }
                if (isHidden(json, member.getKey(), member.getValue())) {
                    remember(member.getValue());
                } else {
                    collect(member.getValue());
                }
            });
        } else if (json.isArray()) {
            json.forEach(this::collect);
        }
    }

    private void remember(JsonNode secret) {
        if (secret.isTextual() && values.size() < MOST && isUnmistakable(secret.textValue().strip())) {
            values.add(secret.textValue().strip());
        } else if (secret.isContainerNode()) {
            secret.forEach(this::remember);
        }
    }

    /** A short or plain word may stand elsewhere with its usual meaning. */
    static boolean isUnmistakable(String secret) {
        return secret.length() >= SHORTEST && !secret.chars().allMatch(Character::isLetter);
    }
}
