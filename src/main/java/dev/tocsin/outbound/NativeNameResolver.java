package dev.tocsin.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import io.netty.resolver.DefaultNameResolver;
import io.netty.util.concurrent.Promise;
import io.netty.util.internal.SocketUtils;

/**
 * In the native executable Quarkus leaves Netty's simplest resolver alone, which waits for DNS on the event loop. This is in
 * place of what waits. On the JVM {@code quarkus.vertx.use-async-dns} names another one.
 */
@TargetClass(DefaultNameResolver.class)
final class NativeNameResolver {

    @Substitute
    @SuppressWarnings("UnusedMethod") // called natively in place of the other
    void doResolve(String name, Promise<InetAddress> promise) throws Exception {
        NameLookups.ofTheProcess().keep(promise, name, () -> SocketUtils.addressByName(name));
    }

    @Substitute
    @SuppressWarnings("UnusedMethod") // called natively in place of the other
    void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
        NameLookups.ofTheProcess().keep(promise, name, () -> Arrays.asList(SocketUtils.allAddressesByName(name)));
    }

    private NativeNameResolver() {
    }
}
