package dev.tocsin.packaged;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;

/** The classes of some jars and of Java, and none of the tests. */
final class ApplicationClasses implements AutoCloseable {

    private final List<Path> jars;
    private final URLClassLoader loader;

    ApplicationClasses(List<Path> jars) {
        this.jars = jars;
        this.loader = new URLClassLoader("application", jars.stream().map(ApplicationClasses::url).toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
    }

    IndexView annotated(DotName annotation) throws IOException {
        Indexer indexer = new Indexer();
        for (Path jar : jars) {
            index(jar, annotation.toString().replace('.', '/'), indexer);
        }
        return indexer.complete();
    }

    /** Of tens of thousands of classes some hundreds are to be taken apart. */
    private static void index(Path jar, String word, Indexer indexer) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().filter(ApplicationClasses::isClass).toList()) {
                byte[] bytes = file.getInputStream(entry).readAllBytes();
                if (new String(bytes, StandardCharsets.ISO_8859_1).contains(word)) {
                    indexer.index(new ByteArrayInputStream(bytes));
                }
            }
        }
    }

    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/versions/");
    }

    Optional<ClassInfo> named(String name) {
        String file = name.replace('.', '/') + ".class";
        try (InputStream bytes = loader.getResourceAsStream(file)) {
            return bytes == null ? Optional.empty() : Optional.of(Index.singleClass(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** @return an object of the class; empty if it cannot be made, for instance because it uses classes of a linker */
    Optional<Object> instance(String name) {
        try {
            Constructor<?> constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance());
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException("Cannot name " + jar, e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
