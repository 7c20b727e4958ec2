package dev.tocsin.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How something looked at one moment: its members as the API shows them, and its secrets, of which the audit tells only that
 * they are there and that they were set anew. What tells two settings of a secret apart stays in memory.
 */
public final class Snapshot {

    static final String SECRET = "(secret)";
    static final String SET_ANEW = "(secret, set anew)";

    private final ObjectNode members;
    private final Map<String, String> secrets;

    private Snapshot(ObjectNode members, Map<String, String> secrets) {
        this.members = members;
        this.secrets = secrets;
    }

    static Snapshot of(ObjectNode members) {
        return new Snapshot(members, Map.of());
    }

    /** Without members that are of no interest here, for instance when it was changed, which the entry says itself. */
    public Snapshot without(String... names) {
        return new Snapshot(members.deepCopy().remove(List.of(names)), secrets);
    }

    /**
     * With a secret.
     *
     * @param sealed the secret as it is stored, null if there is none; it differs after each setting, the value being the same
     */
    public Snapshot withSecret(String name, String sealed) {
        if (sealed == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(secrets);
        more.put(name, sealed);
        return new Snapshot(members, more);
    }

    /** Whether all is the same, and no secret was set anew. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot && members.equals(snapshot.members) && secrets.equals(snapshot.secrets);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    ObjectNode whole() {
        ObjectNode whole = members.deepCopy();
        secrets.keySet().forEach(name -> whole.put(name, SECRET));
        return whole;
    }

    /** Those of its members that are not the same in the other one. */
    ObjectNode whereItDiffersFrom(Snapshot other, String wordForSecrets) {
        ObjectNode difference = members.objectNode();
        members.properties().stream().filter(member -> !member.getValue().equals(other.members.get(member.getKey())))
                .forEach(member -> difference.set(member.getKey(), member.getValue()));
        secrets.entrySet().stream().filter(secret -> !secret.getValue().equals(other.secrets.get(secret.getKey())))
                .forEach(secret -> difference.put(secret.getKey(), wordForSecrets));
        return difference;
    }

    @Override
    public String toString() {
        return whole().toString();
    }
}
