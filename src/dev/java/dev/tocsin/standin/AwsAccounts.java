package dev.tocsin.standin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What accounts are called and how their resources are tagged. For use from any thread. */
public final class AwsAccounts {

    /** That of requests whose key tells none. */
    static final String USUAL = "123456789012";

    /** Roles' keys of the stand-in tell their account ({@link StsQueryApi}). */
    private static final Pattern KEY = Pattern.compile("Credential=ASIA([0-9]{12})/");

    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Map<String, String>> tags = new TreeMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();

    public synchronized void alias(String account, String alias) {
        aliases.put(account, alias);
    }

    /** What the organisation calls it; accounts without are none of the organisation's. */
    public synchronized void name(String account, String name) {
        names.put(account, name);
    }

    public synchronized void tag(String arn, String key, String value) {
        tags.computeIfAbsent(arn, any -> new TreeMap<>()).put(key, value);
    }

    /** Lets nobody do it from now on, for instance {@code iam:ListAccountAliases}. */
    public void deny(String action) {
        denied.add(action);
    }

    public void allowAll() {
        denied.clear();
    }

    /** Forgets all names and tags. */
    public synchronized void clear() {
        aliases.clear();
        names.clear();
        tags.clear();
    }

    synchronized Optional<String> alias(String account) {
        return Optional.ofNullable(aliases.get(account));
    }

    synchronized Optional<String> name(String account) {
        return Optional.ofNullable(names.get(account));
    }

    /** Empty for a resource that nobody spoke of. */
    synchronized Optional<Map<String, String>> tags(String arn) {
        return Optional.ofNullable(tags.get(arn)).map(Map::copyOf);
    }

    boolean isDenied(String action) {
        return denied.contains(action);
    }

    /** Whose key signed it. */
    static String accountOf(Inquiry inquiry) {
        Matcher key = KEY.matcher(inquiry.header("authorization"));
        return key.find() ? key.group(1) : USUAL;
    }

    static boolean isSignedFor(Inquiry inquiry, String service) {
        return inquiry.header("authorization").matches(".*Credential=[^/]+/[0-9]{8}/[a-z0-9-]+/" + service + "/aws4_request.*");
    }

    static String notAllowed(String action) {
        return "User: arn:aws:sts::111122223333:assumed-role/tocsin/tocsin is not authorized to perform: " + action
                + " because no identity-based policy allows the " + action + " action";
    }
}
