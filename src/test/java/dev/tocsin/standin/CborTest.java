package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.buffer.Buffer;

/** Reads and writes the examples of RFC 8949, appendix A. */
class CborTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            00                       | 0
            17                       | 23
            1818                     | 24
            1903e8                   | 1000
            1a000f4240               | 1000000
            1b000000e8d4a51000       | 1000000000000
            20                       | -1
            3903e7                   | -1000
            f93e00                   | 1.5
            f90200                   | 3.0517578125E-5
            f9c400                   | -4.0
            fa47c35000               | 100000.0
            fb3ff199999999999a       | 1.1
            f4                       | false
            f5                       | true
            f6                       | null
            c11a514b67b0             | 1363896240
            c1fb41d452d9ec200000     | 1.3638962405E9
            6449455446               | "IETF"
            62c3bc                   | "ü"
            7f657374726561646d696e67ff | "streaming"
            4401020304               | "AQIDBA=="
            80                       | []
            8301820203820405         | [1,[2,3],[4,5]]
            9f018202039f0405ffff     | [1,[2,3],[4,5]]
            a0                       | {}
            a26161016162820203       | {"a":1,"b":[2,3]}
            bf61610161629f0203ffff   | {"a":1,"b":[2,3]}
            """)
    void reads(String hex, String json) {
        assertThat(CborReader.read(bytes(hex)).toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "18", "62c3", "8201", "bf6161", "a10102", "fc", "1c", "5f6161ff", "0000",
            "5b7fffffffffffffff" })
    void refusesWhatIsNone(String hex) {
        assertThatThrownBy(() -> CborReader.read(bytes(hex))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThatThrownBy(() -> CborReader.read(bytes("81".repeat(5000) + "00"))).hasMessageContaining("too deep");
    }

    @Test
    void writesWhatItReads() {
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("text", "ü".repeat(300)).put("small", 23).put("byte", 200)
                .put("short", 60_000).put("int", 4_000_000_000L).put("long", 1L << 40).put("negative", -500).put("double", 0.1)
                .put("yes", true).put("bytes", new byte[] { 1, 2, 3, 4 });
        all.putNull("nothing");
        all.putArray("array").add(1).addObject().put("inside", false);

        assertThat(CborReader.read(CborWriter.write(all)).toString()).isEqualTo(all.toString());
    }

    @Test
    void writesMomentsAsTaggedSeconds() {
        assertThat(CborWriter.write(JsonNodeFactory.instance.pojoNode(Instant.parse("2013-03-21T20:04:00.500Z"))))
                .isEqualTo(bytes("c1fb41d452d9ec200000"));
    }

    private static Buffer bytes(String hex) {
        return Buffer.buffer(HexFormat.of().parseHex(hex));
    }
}
