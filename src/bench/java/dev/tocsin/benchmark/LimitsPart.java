package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import dev.tocsin.standin.SigningCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** What this machine can do at most, so that each figure of intake stands beside its limit. */
final class LimitsPart implements Part {

    private static final Path BATCH = Path.of("src", "bench", "insert-batch.sql");
    private static final int ROWS = 256;
    private static final int[] CLIENTS = { 1, 2, 4 };
    private static final int HTTP_ROUNDS = 8;
    private static final Duration CHECKING = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public String title() {
        return "The machine's limits, and how many times what intake does over " + IntakePart.USUAL + " connections";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (int round = 0; round < shop.scale().rounds(); round++) {
            for (Subject subject : shop.subjects()) {
                insertBatches(shop, section, subject);
            }
            for (String algorithm : new String[] { "SHA1withRSA", "SHA256withRSA" }) {
                add(shop, section, algorithm + " verifications, one core", verifications(algorithm));
            }
            add(shop, section, "HTTP alone, a bare Vert.x server in the sender's process", http(shop));
        }
    }

    private static void add(Workshop shop, Section section, String name, double value)
            throws IOException, InterruptedException {
        for (Subject subject : shop.subjects()) {
            beside(shop, section.figure(name, "/s").add(subject, value), subject);
        }
    }

    private static void beside(Workshop shop, Figure figure, Subject subject) {
        shop.recall(IntakePart.RATE, subject.name()).ifPresent(rate -> figure.beside(subject, "intake", rate));
    }

    private static void insertBatches(Workshop shop, Section section, Subject subject)
            throws IOException, InterruptedException {
        subject.forget();
        // It hears the topic and is disabled, so that nobody sends what is inserted.
        subject.webhooks(Subject.NOBODY_LISTENS, 1, "limits");
        subject.database().execute("UPDATE configuration SET state = 'DISABLED'");
        for (int clients : CLIENTS) {
            subject.empty();
            double rows = ROWS * shop.programs().rate(subject.database(), BATCH, clients, shop.scale().inserts().toSeconds());
            String name = "rows in statements of " + ROWS + ", " + clients + (clients == 1 ? " client" : " clients");
            beside(shop, section.figure(name, "/s").add(subject, rows), subject);
        }
        subject.forget();
    }

    private static double verifications(String algorithm) {
        byte[] text = "x".repeat(600).getBytes(StandardCharsets.UTF_8);
        SigningCertificate certificate = SigningCertificate.good();
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(certificate.privateKey());
            signer.update(text);
            byte[] signature = signer.sign();
            verifications(certificate, algorithm, text, signature);
            return verifications(certificate, algorithm, text, signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static double verifications(SigningCertificate certificate, String algorithm, byte[] text, byte[] signature)
            throws GeneralSecurityException {
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < CHECKING.toNanos()) {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.certificate().getPublicKey());
            verifier.update(text);
            if (!verifier.verify(signature)) {
                throw new IllegalStateException("a good signature is none");
            }
            count++;
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }

    /** The same letters, taken by a server that answers 200 and does nothing else. */
    private static double http(Workshop shop) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(request -> request.bodyHandler(body -> request.response().end())).listen(0, "127.0.0.1")
                    .toCompletionStage().toCompletableFuture().get();
            Load load = new Load(shop.sending(), server.actualPort(), IntakePart.USUAL);
            List<Letter> letters = shop.letters(IntakePart.TOPIC, shop.scale().letters());
            List<Double> rates = new ArrayList<>();
            for (int i = 0; i < HTTP_ROUNDS; i++) {
                rates.add(load.asFastAsAnswered(letters, shop.scale().inserts()).requireNoRefusal().rate());
            }
            // The first ones are for the compiler.
            return Statistics.median(rates.stream().skip(HTTP_ROUNDS / 2).mapToDouble(rate -> rate).toArray());
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the bare server cannot listen", failure);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
