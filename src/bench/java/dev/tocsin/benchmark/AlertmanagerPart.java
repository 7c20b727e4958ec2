package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.vertx.core.buffer.Buffer;

/**
 * Prometheus's Alertmanager and Tocsin in turns on the same load, where it is installed: one Slack receiver for each lane, each
 * alert a group of
 * its
 * own that waits for nothing. It neither verifies who sends nor keeps on disk what it has accepted before it answers.
 */
final class AlertmanagerPart implements Part {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONNECTIONS = 64;
    private static final String WHO = "alertmanager";

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public String title() {
        return "Prometheus Alertmanager in " + Workshop.TOPICS + " lanes; it verifies nobody and does not keep what it accepts";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        if (Alertmanager.PROGRAM.isEmpty()) {
            section.note("prometheus-alertmanager is not installed");
            return;
        }
        Path folder = Files.createTempDirectory(shop.work(), WHO);
        Alertmanager alertmanager = Alertmanager.start(folder, shop.chats().url(), Workshop.TOPICS, shop.ending());
        try {
            for (Subject subject : shop.subjects()) {
                LanesPart.warmUp(shop, subject);
                LanesPart.prepare(subject, Workshop.TOPICS);
            }
            measure(shop, section, alertmanager);
        } finally {
            alertmanager.stop();
        }
    }

    private static void measure(Workshop shop, Section section, Alertmanager alertmanager)
            throws IOException, InterruptedException {
        Load load = new Load(shop.sending(), alertmanager.port(), CONNECTIONS);
        int count = shop.scale().lanePosts() * 4;
        run(shop, load, alerts(0, count));
        for (int round = 1; round <= shop.scale().rounds(); round++) {
            Map<Subject, Double> own = new LinkedHashMap<>();
            for (Subject subject : shop.subjects()) {
                own.put(subject, LanesPart.asFastAsPossible(shop, subject, Workshop.TOPICS).rate());
            }
            double cpu = alertmanager.cpuSeconds();
            Passage passage = run(shop, load, alerts(round * count, count));
            double used = (alertmanager.cpuSeconds() - cpu) * 1_000 / count;
            section.figure("until the last was shown", "/s").add(WHO, passage.rate());
            own.forEach((subject, rate) -> section.figure("until the last was shown, Tocsin", "/s").add(subject, rate)
                    .beside(subject, WHO, passage.rate()));
            section.figure("processor time of one", "ms").add(WHO, used);
            Workshop.say(WHO + ": " + Math.round(passage.rate()) + "/s");
        }
    }

    private static Passage run(Workshop shop, Load load, List<Letter> alerts) throws InterruptedException {
        shop.chats().forget();
        Journal journal = load.asFastAsAnswered(alerts, PATIENCE).requireNoRefusal();
        shop.chats().await(journal.acceptedCount(), PATIENCE);
        List<Shown> shown = shop.chats().shown();
        Verdict.of(journal, shown, 1).requireComplete();
        return new Passage(journal, shown);
    }

    private static List<Letter> alerts(int first, int count) {
        List<Letter> alerts = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            String text = String.format(Locale.ROOT, "%s%0" + Letters.DIGITS + "d", Letters.MARK, number);
            byte[] body = ("[{\"labels\":{\"alertname\":\"benchmark\",\"lane\":\"" + number % Workshop.TOPICS
                    + "\",\"number\":\""
                    + number + "\"},\"annotations\":{\"text\":\"" + text + Letters.TEXT + "\"}}]")
                    .getBytes(StandardCharsets.UTF_8);
            alerts.add(new Letter(number, Buffer.buffer("POST /api/v2/alerts HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n").appendBytes(body)));
        }
        return alerts;
    }
}
