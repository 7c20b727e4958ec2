package dev.tocsin.benchmark;

import java.io.IOException;

/** What a notification costs: processor time of Tocsin and of PostgreSQL, garbage, memory; and what a start takes. */
final class CostPart implements Part {

    private static final int LANES = 16;

    /** What was used up to a moment. */
    private record Meter(double tocsin, double database, GcLog garbage) {
        static Meter read(Subject subject) throws IOException {
            return new Meter(subject.tocsin().cpuSeconds(), subject.database().cpuSeconds(), subject.gcLog());
        }
    }

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public String title() {
        return "What a notification costs";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (int round = 0; round < shop.scale().rounds(); round++) {
            for (Subject subject : shop.subjects()) {
                IntakePart.prepare(shop, subject);
                Meter before = Meter.read(subject);
                Journal journal = IntakePart.round(shop, subject, IntakePart.USUAL);
                note(section, "accepted", subject, before, journal.acceptedCount());
                LanesPart.prepare(subject, LANES);
                Meter between = Meter.read(subject);
                Passage passage = LanesPart.asFastAsPossible(shop, subject, LANES);
                note(section, "accepted and shown", subject, between, passage.shown().size());
                section.figure("most memory so far", "MiB").add(subject, subject.tocsin().peakMebibytes());
                section.figure("from start until ready", "s").add(subject, subject.tocsin().secondsUntilReady());
            }
        }
    }

    private static void note(Section section, String what, Subject subject, Meter before, long count) throws IOException {
        Meter after = Meter.read(subject);
        section.figure(what + ", processor time of Tocsin", "ms").add(subject, (after.tocsin - before.tocsin) * 1_000 / count);
        section.figure(what + ", processor time of PostgreSQL", "ms").add(subject,
                (after.database - before.database) * 1_000 / count);
        GcLog garbage = after.garbage.since(before.garbage);
        if (garbage.collections() > 0) {
            section.figure(what + ", allocated", "KiB").add(subject, garbage.allocated() * 1_024 / count);
            section.figure(what + ", stopped for garbage", "ms").add(subject, garbage.pauseSeconds() * 1_000 / count);
        }
    }
}
