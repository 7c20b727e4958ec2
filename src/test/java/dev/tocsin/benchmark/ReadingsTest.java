package dev.tocsin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.vertx.core.buffer.Buffer;

/** What the benchmark reads of answers, posts, logs and /proc. */
class ReadingsTest {

    @Test
    void anAnswerIsReadWhenItIsWhole() {
        assertThat(Line.status(Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-len"))).isZero();
        assertThat(Line.status(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nA: b\r\n\r\no"))).isZero();
        assertThat(Line.status(Buffer.buffer("HTTP/1.1 503 Later\r\nContent-Length: 2\r\nA: b\r\n\r\nok"))).isEqualTo(503);
        assertThat(Line.status(Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"))).isEqualTo(200);
        assertThat(Line.status(Buffer.buffer("HTTP/1.1 204 No Content\r\n\r\n"))).isEqualTo(204);
    }

    @Test
    void aPostSaysItsLaneAndItsLetter() {
        String url = ChatStub.webhook("http://127.0.0.1:1", 199);

        assertThat(ChatStub.number(url, "/B")).isEqualTo(199);
        assertThat(ChatStub.number("{\"text\":\"letter-00000042 All is well\"}", Letters.MARK)).isEqualTo(42);
        assertThat(ChatStub.number("{\"channel\":\"" + ChatStub.channel(7) + "\"}", "\"channel\":\"C0")).isEqualTo(7);
        assertThat(ChatStub.number("nothing", Letters.MARK)).isEqualTo(-1);
        assertThat(ChatStub.number("letter-x", Letters.MARK)).isEqualTo(-1);
    }

    @Test
    void theLogOfTheGarbageCollectorSaysWhatWasAllocated() {
        GcLog log = GcLog.of(List.of("[0.010s][info][gc] Using G1",
                "[0.5s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 2.500ms",
                "[0.6s][info][gc] GC(1) Concurrent Mark Cycle",
                "[0.7s][info][gc] GC(1) Pause Remark 9M->9M(256M) 1.500ms",
                "[0.9s][info][gc] GC(2) Pause Full (System.gc()) 30M->5M(256M) 6.000ms"));

        assertThat(log).isEqualTo(new GcLog(2, 0.004, 24 + 5 + 21));
        assertThat(log.since(new GcLog(1, 0.0025, 24)).allocated()).isEqualTo(26);
    }

    @Test
    void processorTimeIsReadBehindANameWithBlanks() {
        String stat = "42 (postgres: a) b) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 7 3 20 0 1 0 1 2 3";

        assertThat(Processes.cpuSeconds(stat, 13)).isEqualTo(3.0);
        assertThat(Processes.cpuSeconds(stat, 15)).isEqualTo(3.1);
    }

    @Test
    void numbersHaveThreeDigitsThatMatter() {
        assertThat(List.of(0.0, 0.0457, 2.345, 45.67, 345.6, 12_345.6)).map(Table::number).containsExactly("0", "0.046", "2.35",
                "45.7", "346", "12,346");
    }
}
