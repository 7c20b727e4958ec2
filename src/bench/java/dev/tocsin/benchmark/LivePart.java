package dev.tocsin.benchmark;

import java.io.IOException;
import java.util.List;

/**
 * From the request of SNS to the first post of an alarm, a hundred a second, where messages go on and where they do not. No
 * alarm goes off twice, so there are thousands of open ones in the end.
 */
final class LivePart implements Part {

    private static final int LANES = 16;
    private static final int CONNECTIONS = 64;
    private static final int PER_SECOND = 100;

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String title() {
        return "Alarms until their first post, 16 channels, 100/s";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (Subject subject : shop.subjects()) {
            LanesPart.warmUp(shop, subject);
        }
        for (int round = 0; round < shop.scale().rounds(); round++) {
            for (Subject subject : shop.subjects()) {
                measure(shop, section, subject, false);
                measure(shop, section, subject, true);
            }
        }
    }

    private static void measure(Workshop shop, Section section, Subject subject, boolean isLive)
            throws InterruptedException {
        subject.forget();
        subject.channels(LANES, isLive);
        List<Letter> alarms = shop.alarms(LANES, (int) shop.scale().paced().toSeconds() * PER_SECOND);
        subject.empty();
        Passage passage = Passage.of(shop.chats(), subject, 1,
                () -> shop.load(subject, CONNECTIONS).atRate(alarms, PER_SECOND));
        section.delays(isLive ? "messages go on, with charts" : "each stands for itself", subject, passage.delayMillis());
    }
}
