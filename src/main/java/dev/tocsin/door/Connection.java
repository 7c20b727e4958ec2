package dev.tocsin.door;

import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** What one connection is doing and since when. It sees the bytes as they come and is told of requests. */
final class Connection extends ChannelInboundHandlerAdapter {

    static final AttributeKey<Connection> KEY = AttributeKey.valueOf("dev.tocsin.door.connection");

    /** Fewer bytes than the shortest head has. */
    private static final int FEW = 8;

    /** From the first that may be closed to make room to those that may not. */
    enum Doing {
        SENDING_A_HEAD,
        NOTHING,
        SENDING_A_BODY,
        WAITING_FOR_ITS_ANSWER
    }

    private final Connections all;
    private final Channel channel;
    private volatile Doing doing = Doing.SENDING_A_HEAD;
    private volatile long since;
    private int requests;
    private int bodies;
    private int answered;
    private int decoded;
    private boolean isDecoderKnown;
    private long unreadSince = Long.MAX_VALUE;

    Connection(Connections all, Channel channel, long now) {
        this.all = all;
        this.channel = channel;
        this.since = now;
    }

    /** Empty in dev mode, and for what came before the first look. */
    static Optional<Connection> of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase base
                ? Optional.ofNullable(base.channel().attr(KEY).get())
                : Optional.empty();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (doing == Doing.NOTHING) {
            become(Doing.SENDING_A_HEAD);
        }
        if (isDecoderKnown || !(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            while (!isDecoderKnown && bytes.isReadable()) {
                context.fireChannelRead(bytes.readRetainedSlice(Math.min(FEW, bytes.readableBytes())));
                lookForTheDecoder(context.pipeline());
            }
            if (bytes.isReadable()) {
                context.fireChannelRead(bytes.retain());
            }
        } finally {
            bytes.release();
        }
    }

    /** With TLS, Vert.x puts it there only after the handshake. */
    private void lookForTheDecoder(ChannelPipeline pipeline) {
        if (pipeline.get("httpEncoder") != null) {
            pipeline.addAfter("httpEncoder", "headCheck", new HeadCheck(this, all::count));
            isDecoderKnown = true;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        all.gone(this);
        context.fireChannelInactive();
    }

    /** A head is complete. On the connection's event loop, as the others below. */
    void beginRequest() {
        requests++;
        describe();
    }

    void beginBody() {
        bodies++;
        describe();
    }

    void endBody() {
        bodies--;
        describe();
    }

    void endRequest() {
        requests--;
        answered++;
        describe();
    }

    /**
     * A head is decoded.
     *
     * @return how many requests before it have no answer yet
     */
    int decoded() {
        return decoded++ - answered;
    }

    private void describe() {
        become(requests == 0 ? Doing.NOTHING : bodies == requests ? Doing.SENDING_A_BODY : Doing.WAITING_FOR_ITS_ANSWER);
    }

    private void become(Doing now) {
        if (doing != now) {
            doing = now;
            since = all.now();
        }
    }

    Doing doing() {
        return doing;
    }

    long since() {
        return since;
    }

    /** Since when it takes nothing of what it is sent; the far future if it does. For the one look a second. */
    long unreadSince(long now) {
        if (channel.isWritable()) {
            unreadSince = Long.MAX_VALUE;
        } else if (unreadSince == Long.MAX_VALUE) {
            unreadSince = now;
        }
        return unreadSince;
    }

    void close() {
        channel.close();
    }
}
