package dev.tocsin.notice;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

/** What Tocsin itself says of a message that it posted. It says what that was, since it may stand by itself. */
@Singleton
@Priority(Interpreter.KNOWN)
final class RemarkNotice implements Interpreter {

    private static final int LONGEST = 300;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return Remark.in(reading.message()).map(RemarkNotice::notice);
    }

    private static Notice notice(Remark remark) {
        return Notice.of("tocsin-remark", remark.severity(), Cut.end(remark.headline(), LONGEST))
                .text(remark.about().map(title -> Cut.end(title, LONGEST)).orElse(null))
                .titleLink(remark.link().orElse(null))
                .correlationKey(remark.matter().orElse(null))
                .build();
    }
}
