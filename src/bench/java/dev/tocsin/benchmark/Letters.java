package dev.tocsin.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Signs notifications as SNS does, every other one with SignatureVersion 1, and before anything is measured: signing costs
 * thirty times what verifying costs.
 */
final class Letters {

    static final String MARK = "letter-";
    static final int DIGITS = 8;

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:";
    static final String TEXT = " " + "All is well with what this message is about. ".repeat(6);

    private final SigningCertificate certificate = SigningCertificate.good();
    private final SnsSigner version1 = SnsSigner.version1(certificate);
    private final SnsSigner version2 = SnsSigner.with(certificate);
    private final AtomicInteger numbers = new AtomicInteger();

    SigningCertificate certificate() {
        return certificate;
    }

    static String topic(String name) {
        return TOPIC + name;
    }

    /** @param topic the name of the topic of each, by its place in the list */
    List<Letter> sign(int count, IntFunction<String> topic) {
        int first = numbers.getAndAdd(count);
        return IntStream.range(0, count).parallel().mapToObj(i -> letter(first + i, topic.apply(i)))
                .collect(Collectors.toUnmodifiableList());
    }

    /** Alarms that go off, each of its own. */
    List<Letter> signAlarms(int count, IntFunction<String> topic) {
        int first = numbers.getAndAdd(count);
        return IntStream.range(0, count).parallel().mapToObj(i -> {
            String name = mark(first + i);
            return letter(first + i, topic.apply(i), new JsonObject().put("AlarmName", name).put("AWSAccountId", "123456789012")
                    .put("NewStateValue", "ALARM").put("OldStateValue", "OK").put("NewStateReason", "Threshold Crossed")
                    .put("StateChangeTime", "2026-11-28T10:00:00.000+0000").put("Region", "US East (N. Virginia)")
                    .put("AlarmArn", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:" + name)
                    .put("Trigger", new JsonObject().put("MetricName", "CPUUtilization").put("Namespace", "AWS/EC2")
                            .put("Statistic", "AVERAGE").put("Period", 60).put("EvaluationPeriods", 1).put("Threshold", 80.0)
                            .put("ComparisonOperator", "GreaterThanThreshold"))
                    .encode());
        }).collect(Collectors.toUnmodifiableList());
    }

    private static String mark(int number) {
        return String.format(Locale.ROOT, "%s%0" + DIGITS + "d", MARK, number);
    }

    private Letter letter(int number, String topic) {
        return letter(number, topic, mark(number) + TEXT);
    }

    private Letter letter(int number, String topic, String text) {
        SnsMessage signed = (number % 2 == 0 ? version2 : version1).sign(SnsMessage.notification(topic(topic), text));
        byte[] body = signed.json().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST /sns HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        signed.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        return new Letter(number, Buffer.buffer(head.toString()).appendBytes(body));
    }
}
