package dev.tocsin.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The log groups and streams of the stand-in's CloudWatch Logs. For use from any thread. */
public final class LogsService {

    private static final int MOST_EVENTS = 10_000;

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();

    /** One entry of a stream. */
    public record Event(String group, String stream, long timestamp, String message) {
    }

    /** Lets nobody do it from now on, for instance {@code PutLogEvents}. */
    public void deny(String action) {
        denied.add(action);
    }

    public void allowAll() {
        denied.clear();
    }

    /** All entries of a group, in the order in which they came; none where there is no such group. */
    public synchronized List<Event> events(String group) {
        Group known = groups.get(group);
        return known == null ? List.of() : List.copyOf(known.events);
    }

    public synchronized Set<String> groups() {
        return Set.copyOf(groups.keySet());
    }

    /** The streams of a group. */
    public synchronized Set<String> streams(String group) {
        return hasGroup(group) ? Set.copyOf(groups.get(group).streams) : Set.of();
    }

    /** For how many days the group keeps its entries; 0 for ever. */
    public synchronized int retentionDays(String group) {
        return groups.get(group).retentionDays;
    }

    public synchronized void deleteGroup(String group) {
        groups.remove(group);
    }

    boolean isDenied(String action) {
        return denied.contains(action);
    }

    synchronized boolean hasGroup(String group) {
        return groups.containsKey(group);
    }

    synchronized boolean hasStream(String group, String stream) {
        return hasGroup(group) && groups.get(group).streams.contains(stream);
    }

    synchronized void createGroup(String group) {
        groups.put(group, new Group());
    }

    synchronized void createStream(String group, String stream) {
        groups.get(group).streams.add(stream);
    }

    synchronized void retain(String group, int days) {
        groups.get(group).retentionDays = days;
    }

    /** Keeps the latest of them. */
    synchronized void put(Event event) {
        List<Event> events = groups.get(event.group()).events;
        events.add(event);
        if (events.size() > MOST_EVENTS) {
            events.remove(0);
        }
    }

    private static final class Group {
        private final Set<String> streams = new LinkedHashSet<>();
        private final List<Event> events = new ArrayList<>();
        private int retentionDays;
    }
}
