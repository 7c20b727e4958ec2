package dev.tocsin.standin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What workspaces and channels forbid on top of what Slack does; nothing at first. For use from any thread. */
public final class SlackRestrictions {

    private final Map<String, Duration> editWindows = new HashMap<>();
    private final Set<String> frozen = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutThreads = ConcurrentHashMap.newKeySet();
    private final Set<String> threadsAlone = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutCharts = ConcurrentHashMap.newKeySet();
    private final MinuteBudget budget = new MinuteBudget(System::nanoTime);

    /** Messages of a team that are older than this cannot be changed any more. */
    public synchronized void closeEditWindow(String team, Duration after) {
        editWindows.put(team, after);
    }

    /** Nothing in the channel can be changed, or added. */
    public void freeze(String channel) {
        frozen.add(channel);
    }

    /** Nobody can reply in threads of the channel. */
    public void forbidReplies(String channel) {
        withoutThreads.add(channel);
    }

    /** Nobody can post in the channel but in threads. */
    public void allowOnlyReplies(String channel) {
        threadsAlone.add(channel);
    }

    /** The team has no {@code data_visualization} block. */
    public void refuseCharts(String team) {
        withoutCharts.add(team);
    }

    /** How many calls each of {@code chat.update} and {@code chat.delete} a team takes within a minute. */
    public void updatesPerMinute(int most) {
        budget.allow(most);
    }

    /** Takes all of it back, the budget too. */
    public synchronized void lift() {
        editWindows.clear();
        frozen.clear();
        withoutThreads.clear();
        threadsAlone.clear();
        withoutCharts.clear();
        budget.allow(MinuteBudget.NO_LIMIT);
    }

    synchronized boolean isTooOldToEdit(String team, Duration age) {
        Duration window = editWindows.get(team);
        return window != null && age.compareTo(window) >= 0;
    }

    boolean isFrozen(String channel) {
        return frozen.contains(channel);
    }

    boolean hasThreads(String channel) {
        return !withoutThreads.contains(channel);
    }

    boolean hasThreadsAlone(String channel) {
        return threadsAlone.contains(channel);
    }

    boolean hasCharts(String team) {
        return !withoutCharts.contains(team);
    }

    Pacing budget() {
        return budget;
    }
}
