package dev.tocsin.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a request: the first ones, and how many more there are. A request of two megabytes can have
 * more mistakes than memory can hold, and nobody reads more than a few.
 */
public final class Objections {

    /** How many are listed. */
    public static final int MOST = 100;

    private static final String FIELD = "errors";
    private static final String MORE = " more, which are not listed";

    private final int most;
    private final List<Invalid> first = new ArrayList<>();
    private long more;

    public Objections() {
        this(MOST);
    }

    /** @param most how many are listed */
    public Objections(int most) {
        this.most = most;
    }

    public void add(Invalid objection) {
        if (objection.field().equals(FIELD) && objection.message().endsWith(MORE)) {
            more += Long.parseLong(objection.message().substring(0, objection.message().length() - MORE.length()));
        } else if (first.size() < most) {
            first.add(objection);
        } else {
            more++;
        }
    }

    /** A list that another has bounded may be among them: what it did not list counts here too. */
    public void addAll(List<Invalid> objections) {
        objections.forEach(this::add);
    }

    public boolean isEmpty() {
        return first.isEmpty();
    }

    /** The first ones; if there are more, a last entry says how many. */
    public List<Invalid> listed() {
        List<Invalid> listed = new ArrayList<>(first);
        if (more > 0) {
            listed.add(Invalid.of(FIELD, more + MORE));
        }
        return List.copyOf(listed);
    }

    /** The same of a list; one that was bounded before stays as it is. */
    static List<Invalid> listed(List<Invalid> all) {
        if (all.size() <= MOST + 1) {
            return List.copyOf(all);
        }
        Objections objections = new Objections();
        objections.addAll(all);
        return objections.listed();
    }
}
