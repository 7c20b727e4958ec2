package dev.tocsin.benchmark;

import java.util.Locale;
import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** One connection of the sender. Only its event loop touches it. */
final class Line {

    private static final int NONE = -1;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "content-length:";

    private final NetSocket socket;
    private final Journal journal;
    private final Consumer<Line> whenFree;
    private Buffer answer = Buffer.buffer();
    private int under = NONE;
    private boolean closed;

    Line(NetSocket socket, Journal journal, Consumer<Line> whenFree) {
        this.socket = socket;
        this.journal = journal;
        this.whenFree = whenFree;
        socket.handler(this::read);
        socket.closeHandler(end -> close());
        socket.exceptionHandler(broken -> socket.close());
    }

    boolean isClosed() {
        return closed;
    }

    void send(int index, long at) {
        under = index;
        journal.sent(index, at);
        socket.write(journal.letter(index).request());
    }

    private void read(Buffer part) {
        answer.appendBuffer(part);
        int status = status(answer);
        if (status != 0 && under != NONE) {
            answer = Buffer.buffer();
            end(status);
        }
    }

    private void end(int status) {
        journal.answered(under, status, System.nanoTime());
        under = NONE;
        whenFree.accept(this);
    }

    private void close() {
        closed = true;
        if (under != NONE) {
            end(-1);
        } else {
            whenFree.accept(this);
        }
    }

    /** The status of a whole answer; 0 as long as some of it is missing. Answers here come with their length, or empty. */
    static int status(Buffer answer) {
        String text = answer.toString("ISO-8859-1");
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            return 0;
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        int lineEnd = length < 0 ? 0 : head.indexOf('\r', length);
        int body = length < 0 ? 0
                : Integer.parseInt(head.substring(length + LENGTH.length(), lineEnd < 0 ? head.length() : lineEnd).strip());
        return text.length() < end + END_OF_HEAD.length() + body ? 0 : Integer.parseInt(head.substring(9, 12));
    }
}
