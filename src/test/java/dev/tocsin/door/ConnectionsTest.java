package dev.tocsin.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tocsin.door.Connections.Closed;
import dev.tocsin.door.Connections.Patience;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;

class ConnectionsTest {

    private final List<Closed> closed = new ArrayList<>();
    private long now = 1;
    private final Connections connections = new Connections(3,
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30)), () -> now, closed::add);
    private final EmbeddedChannel listening = new EmbeddedChannel(connections);

    @Test
    void oneThatSendsNoHeadIsClosed() {
        EmbeddedChannel silent = accept();
        pass(9);
        assertThat(silent.isOpen()).isTrue();
        bytesOf(silent);
        pass(2);

        assertThat(silent.isOpen()).isFalse();
        assertThat(closed).containsExactly(Closed.NO_HEAD);
        assertThat(connections.open()).isZero();
    }

    @Test
    void oneMayRestBetweenTwoRequestsButNotInALaterHead() {
        EmbeddedChannel genuine = accept();
        connection(genuine).beginRequest();
        connection(genuine).endRequest();
        pass(60);
        assertThat(genuine.isOpen()).isTrue();

        bytesOf(genuine);
        pass(11);
        assertThat(genuine.isOpen()).isFalse();
    }

    @Test
    void theOldestThatHasSentNoHeadMakesRoomAndThenThoseWithoutTheirBody() {
        EmbeddedChannel answering = accept();
        connection(answering).beginRequest();
        pass(1);
        EmbeddedChannel withoutBody = accept();
        connection(withoutBody).beginRequest();
        connection(withoutBody).beginBody();
        pass(1);
        EmbeddedChannel silent = accept();

        EmbeddedChannel first = accept();
        assertThat(silent.isOpen()).isFalse();
        connection(first).beginRequest();
        accept();
        assertThat(withoutBody.isOpen()).isFalse();
        assertThat(answering.isOpen()).isTrue();
        assertThat(first.isOpen()).isTrue();
        assertThat(closed).containsExactly(Closed.CROWDED_OUT, Closed.CROWDED_OUT);
    }

    @Test
    void whereAllWaitForAnswersTheNewOneGoes() {
        for (int i = 0; i < 3; i++) {
            connection(accept()).beginRequest();
        }
        EmbeddedChannel fourth = accept();

        assertThat(fourth.isOpen()).isFalse();
        assertThat(closed).containsExactly(Closed.TOO_MANY);
        assertThat(connections.open()).isEqualTo(3);
    }

    @Test
    void oneThatWasAskedForSomethingIsInUseForAWhile() {
        Duration aWhile = Duration.ofSeconds(1);
        assertThat(connections.wereUsedWithin(aWhile)).isFalse();
        EmbeddedChannel used = accept();
        connection(used).beginRequest();
        pass(60);
        assertThat(connections.wereUsedWithin(aWhile)).as("a request is under way").isTrue();

        connection(used).endRequest();
        assertThat(connections.wereUsedWithin(aWhile)).as("a moment ago").isTrue();
        pass(2);
        assertThat(connections.wereUsedWithin(aWhile)).as("rests").isFalse();

        bytesOf(used);
        assertThat(connections.wereUsedWithin(aWhile)).as("the next comes in").isTrue();
        used.close();
        assertThat(connections.wereUsedWithin(aWhile)).as("closed").isFalse();
    }

    @Test
    void thatOneWasClosedIsRememberedForAWhile() {
        Duration aWhile = Duration.ofSeconds(1);
        EmbeddedChannel used = accept();
        assertThat(connections.wereLeftWithin(aWhile)).as("never").isFalse();
        used.close();
        assertThat(connections.wereLeftWithin(aWhile)).as("just now").isTrue();
        pass(2);
        assertThat(connections.wereLeftWithin(aWhile)).as("a while ago").isFalse();
    }

    @Test
    void whoComesWhenNobodyIsLeftToServeIsClosedWithoutAWord() {
        List<Object> passedOn = new ArrayList<>();
        EmbeddedChannel stopping = new EmbeddedChannel(connections, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object accepted) {
                passedOn.add(accepted);
            }
        });
        connections.acceptNoMore();
        EmbeddedChannel late = new EmbeddedChannel();

        stopping.writeInbound(late);

        assertThat(late.isOpen()).isFalse();
        assertThat(passedOn).isEmpty();
        assertThat(closed).isEmpty();
        assertThat(connections.open()).isZero();
    }

    private EmbeddedChannel accept() {
        EmbeddedChannel accepted = new EmbeddedChannel();
        listening.writeInbound(accepted);
        return accepted;
    }

    private static Connection connection(EmbeddedChannel channel) {
        return channel.attr(Connection.KEY).get();
    }

    private static void bytesOf(EmbeddedChannel channel) {
        channel.writeInbound(Unpooled.copiedBuffer(new byte[] { 'P' }));
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        connections.look();
    }
}
