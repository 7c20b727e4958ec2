package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String NO_ROOT = "Root=1-00000000-000000000000000000000000";
    private static final String XRAY = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    @Test
    void isWhatTheHeaderOfW3cNames() {
        assertThat(TraceId.ofHeaders(List.of(PARENT), List.of())).hasToString("Optional[4bf92f3577b34da6a3ce929d0e0e4736]");
        assertThat(TraceId.ofHeaders(List.of("cc" + PARENT.substring(2) + "-what-comes-later"), List.of()))
                .as("a version to come")
                .isPresent();
    }

    @Test
    void isWhatXRayNamesWhereThatIsThere() {
        assertThat(TraceId.ofHeaders(List.of(PARENT), List.of(XRAY))).hasToString("Optional[5759e988bd862e3fe1be46a994272793]");
        assertThat(TraceId.ofHeaders(List.of(),
                List.of("Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678")))
                .as("behind a load balancer").hasToString("Optional[67891233abcdef012345678912345678]");
        assertThat(TraceId.ofHeaders(List.of("", PARENT), List.of("nonsense", NO_ROOT)))
                .hasToString("Optional[4bf92f3577b34da6a3ce929d0e0e4736]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "00", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "x00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what" })
    void whatIsNoTraceIsNone(String header) {
        assertThat(TraceId.ofHeaders(List.of(header), List.of())).isEmpty();
        assertThat(TraceId.ofHeaders(List.of(), List.of(header))).isEmpty();
        assertThat(TraceId.ofHeaders(List.of(), List.of(NO_ROOT))).isEmpty();
        assertThat(TraceId.ofHeaders(List.of("cc" + PARENT.substring(2) + "-" + "x".repeat(1_000)),
                List.of(XRAY + ";" + "1".repeat(1_000)))).isEmpty();
    }

    @Test
    void isTheMessagesOwnIdWhereNoneWasNamed() {
        assertThat(TraceId.of(UUID.fromString("fa23e09f-755c-4472-bc74-85d6e858c6b6")))
                .hasToString("fa23e09f755c4472bc7485d6e858c6b6");
    }
}
