package dev.tocsin.door;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tocsin.door.Connections.Closed;
import dev.tocsin.problem.Problem;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/**
 * Looks at each head of an HTTP/1 connection between the decoder and the server, since Quarkus answers some requests before
 * any filter of ours, and more requests than one are decoded before the first is answered.
 */
final class HeadCheck extends ChannelInboundHandlerAdapter {

    /**
     * Requests that are sent before the first is answered, and such as come in one turn of the event loop, answered or not: in
     * that turn everybody else waits. Hardly any client sends a second one before it has its answer.
     */
    private static final int MOST_AHEAD = 16;

    private final Connection connection;
    private final Consumer<Closed> count;
    private int inThisTurn;
    private boolean isOver;

    HeadCheck(Connection connection, Consumer<Closed> count) {
        this.connection = connection;
        this.count = count;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!isOver && message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            check(context, request);
        }
        if (isOver) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        inThisTurn = 0;
        context.fireChannelReadComplete();
    }

    private void check(ChannelHandlerContext context, HttpRequest request) {
        Optional<String> objection = RequestForm.objection(request);
        int ahead = connection.decoded();
        if (objection.isPresent()) {
            isOver = true;
            count.accept(Closed.MALFORMED);
            if (ahead == 0) {
                context.writeAndFlush(answer(objection.get())).addListener(ChannelFutureListener.CLOSE);
            } else {
                context.close(); // an answer would be taken for that to an earlier request
            }
        } else if (ahead > MOST_AHEAD || ++inThisTurn > MOST_AHEAD) {
            isOver = true;
            count.accept(Closed.TOO_FAR_AHEAD);
            context.close();
        }
    }

    private static FullHttpResponse answer(String objection) {
        byte[] problem = Problem.of(400, "Bad request", objection).toJson().getBytes(StandardCharsets.UTF_8);
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST,
                Unpooled.wrappedBuffer(problem));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, problem.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(Entrance.CONTENT_TYPE_OPTIONS, Entrance.NOSNIFF)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }
}
