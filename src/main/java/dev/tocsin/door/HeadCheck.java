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

    private static final String CONSOLE = "/console";
    private static final String TITLE = "Bad request";
    /** For a sentence of {@link RequestForm}, which has nothing of the request. */
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Bad request · Tocsin</title></head>
            <body><main><h1>Bad request</h1>
            <p>%s</p>
            <p><a href="/console">Go to the overview</a></p></main></body></html>
            """;

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
                context.writeAndFlush(answer(objection.get(), isOfABrowser(request))).addListener(ChannelFutureListener.CLOSE);
            } else {
                context.close(); // an answer would be taken for that to an earlier request
            }
        } else if (ahead > MOST_AHEAD || ++inThisTurn > MOST_AHEAD) {
            isOver = true;
            count.accept(Closed.TOO_FAR_AHEAD);
            context.close();
        }
    }

    /** Where the console's pages are, people are told by a page. */
    private static boolean isOfABrowser(HttpRequest request) {
        String accepted = request.headers().get(HttpHeaderNames.ACCEPT);
        return request.uri().startsWith(CONSOLE) && accepted != null && accepted.contains("html");
    }

    private static FullHttpResponse answer(String objection, boolean isPage) {
        byte[] body = (isPage ? PAGE.formatted(objection) : Problem.of(400, TITLE, objection).toJson())
                .getBytes(StandardCharsets.UTF_8);
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST,
                Unpooled.wrappedBuffer(body));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, isPage ? "text/html;charset=utf-8" : Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(Entrance.CONTENT_TYPE_OPTIONS, Entrance.NOSNIFF)
                // Nobody has said yet whose pages these are, so the answer may do nothing at all.
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
                .set("X-Frame-Options", "DENY").set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Opener-Policy", "same-origin").set("Cross-Origin-Resource-Policy", "same-origin")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }
}
