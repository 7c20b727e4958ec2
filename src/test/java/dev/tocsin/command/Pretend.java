package dev.tocsin.command;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

import io.quarkus.test.junit.QuarkusMock;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;

/** Puts something in the place of a bean of another room, whatever that is made of: it says no more than a test wants. */
final class Pretend {

    private Pretend() {
    }

    /** @param behaviour has the public methods of the bean that are asked */
    static <T> void toBe(Class<T> bean, Object behaviour) {
        try {
            Class<? extends T> type = new ByteBuddy().subclass(bean, ConstructorStrategy.Default.NO_CONSTRUCTORS)
                    .name(bean.getName() + "Pretended" + System.nanoTime())
                    .method(ElementMatchers.isPublic().and(ElementMatchers.isDeclaredBy(bean)))
                    .intercept(InvocationHandlerAdapter.of((self, method, arguments) -> ask(behaviour, method, arguments)))
                    .make()
                    .load(bean.getClassLoader(),
                            ClassLoadingStrategy.UsingLookup.of(MethodHandles.privateLookupIn(bean, MethodHandles.lookup())))
                    .getLoaded();
            QuarkusMock.installMockForType(bean.cast(unmade(type)), bean);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without any constructor: what a bean needs is not there. By its name, since the compiler warns of it. */
    private static Object unmade(Class<?> type) throws ReflectiveOperationException {
        Class<?> factories = Class.forName("sun.reflect.ReflectionFactory");
        Object factory = factories.getMethod("getReflectionFactory").invoke(null);
        Constructor<?> nothing = (Constructor<?>) factories
                .getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(factory, type, Object.class.getDeclaredConstructor());
        return nothing.newInstance();
    }

    private static Object ask(Object behaviour, Method method, Object[] arguments) throws Throwable {
        Method same = Arrays.stream(behaviour.getClass().getMethods())
                .filter(one -> one.getName().equals(method.getName())
                        && Arrays.equals(one.getParameterTypes(), method.getParameterTypes()))
                .findFirst().orElseThrow(() -> new AssertionError("A test does not say what " + method + " answers"));
        try {
            same.setAccessible(true);
            return same.invoke(behaviour, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
