package dev.tocsin.benchmark;

import java.io.IOException;

/** What a notification costs: processor time of Tocsin and of PostgreSQL, garbage, memory; and what a start takes. */
final class CostPart implements Part {

    private static final int LANES = 16;

    /** What was used up to a moment. */
    private record Meter(double tocsin, double database, double own) {
        static Meter read(Subject subject) {
            return new Meter(subject.tocsin().cpuSeconds(), subject.database().cpuSeconds(), Processes.ownCpuSeconds());
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
                measure(section, "accepted", subject,
                        () -> IntakePart.round(shop, subject, IntakePart.USUAL).acceptedCount());
                LanesPart.warmUp(shop, subject);
                LanesPart.prepare(subject, LANES);
                measure(section, "accepted and shown", subject,
                        () -> LanesPart.asFastAsPossible(shop, subject, LANES).shown().size());
                section.figure("most memory so far", "MiB").add(subject, subject.tocsin().peakMebibytes());
                section.figure("from start until ready", "s").add(subject, subject.tocsin().secondsUntilReady());
            }
        }
    }

    /** @param run answers how many notifications it brought */
    private static void measure(Section section, String what, Subject subject, Workshop.Round run)
            throws IOException, InterruptedException {
        GcLog garbageBefore = subject.gcLog();
        Meter before = Meter.read(subject);
        double count = run.run();
        Meter after = Meter.read(subject);
        GcLog garbage = subject.gcLog().since(garbageBefore);
        millis(section, what + ", processor time of Tocsin", subject, (after.tocsin - before.tocsin) / count);
        millis(section, what + ", processor time of PostgreSQL", subject, (after.database - before.database) / count);
        millis(section, what + ", processor time of sender and chats", subject, (after.own - before.own) / count);
        if (garbage.allocated() > 0) {
            section.figure(what + ", allocated", "KiB").add(subject, garbage.allocated() * 1_024 / count);
            millis(section, what + ", stopped for garbage", subject, garbage.pauseSeconds() / count);
        }
    }

    private static void millis(Section section, String name, Subject subject, double seconds) {
        section.figure(name, "ms").add(subject, seconds * 1_000);
    }
}
