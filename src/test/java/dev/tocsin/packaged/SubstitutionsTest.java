package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubstitutionsTest {

    private static final String GRAALVM = "package com.oracle.svm.core.annotate; public @interface ";
    private static final String LIBRARY = """
            package library;
            class Parent { int inherited; }
            class Client extends Parent {
                int timeout;
                Client(String url) { }
                Part part(Client other, int[] numbers) { return null; }
                static class Part { }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void acceptsSubstitutionsOfWhatIsThere() throws IOException {
        assertThat(faults("""
                @TargetClass(className = "library.Client")
                final class Target_Client {
                    @Alias int timeout;
                    @Alias int inherited;
                    @Substitute @TargetElement(name = "<init>") void constructor(String url) { }
                    @Substitute Target_Part part(Target_Client other, int[] numbers) { return null; }
                    void itsOwn() { }
                }
                @TargetClass(className = "library.Client", innerClass = "Part")
                final class Target_Part { }
                @TargetClass(java.util.concurrent.TimeUnit.class)
                final class Target_TimeUnit { @Substitute void sleep(long time) { } }
                """)).isEmpty();
    }

    @Test
    void tellsOfAClassThatIsNotThere() throws IOException {
        assertThat(faults("""
                @TargetClass(className = "library.Gone") final class Target_Gone { }
                @TargetClass(className = "library.Client", innerClass = {"Part", "Gone"}) final class Target_Inner { }
                @TargetClass(classNameProvider = Provider.class) final class Target_Provided { }
                class Provider { }
                """)).containsExactly(
                "planted.Target_Gone substitutes the class library.Gone, which does not exist",
                "planted.Target_Inner substitutes the class library.Client$Part$Gone, which does not exist",
                "planted.Target_Provided substitutes the class that planted.Provider names, which does not exist");
    }

    @Test
    void tellsOfPartsThatAreNotThere() throws IOException {
        assertThat(faults("""
                @TargetClass(className = "library.Client")
                final class Target_Client {
                    @Alias int gone;
                    @Delete int removed;
                    @Substitute String part(Target_Client other, int[] numbers) { return null; }
                    @Alias @TargetElement(name = "renamed") void part() { }
                }
                """)).containsExactly(
                "planted.Target_Client substitutes the field gone, which library.Client does not have",
                "planted.Target_Client substitutes the field removed, which library.Client does not have",
                "planted.Target_Client substitutes the method part(Llibrary/Client;[I)Ljava/lang/String;, "
                        + "which library.Client does not have",
                "planted.Target_Client substitutes the method renamed()V, which library.Client does not have");
    }

    @Test
    void leavesOutWhatAppliesOnlyElsewhere() throws IOException {
        assertThat(faults("""
                class Never implements java.util.function.BooleanSupplier {
                    public boolean getAsBoolean() { return false; }
                }
                class NotGone implements java.util.function.Predicate<String> {
                    public boolean test(String name) { return !name.equals("library.Gone"); }
                }
                @TargetClass(className = "library.Gone", onlyWith = Never.class) final class Target_Never { }
                @TargetClass(className = "library.Gone", onlyWith = NotGone.class) final class Target_Gone { }
                @TargetClass(className = "library.Lost", onlyWith = NotGone.class) final class Target_Lost { }
                @TargetClass(className = "library.Client") final class Target_Client {
                    @Alias @TargetElement(onlyWith = Never.class) int gone;
                }
                """)).containsExactly("planted.Target_Lost substitutes the class library.Lost, which does not exist");
    }

    private List<String> faults(String substitutions) throws IOException {
        try (ApplicationClasses classes = new ApplicationClasses(List.of(jar(substitutions)))) {
            return new Substitutions(classes).faults();
        }
    }

    private Path jar(String substitutions) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path compiled = Files.createDirectories(folder.resolve("classes"));
        for (String name : List.of("Alias", "Delete", "Substitute")) {
            write(sources, name, GRAALVM + name + " { }");
        }
        write(sources, "TargetElement", GRAALVM + """
                TargetElement { String name() default ""; Class<?>[] onlyWith() default { }; }""");
        write(sources, "TargetClass", GRAALVM + """
                TargetClass {
                    Class<?> value() default TargetClass.class;
                    String className() default "";
                    Class<?> classNameProvider() default TargetClass.class;
                    String[] innerClass() default { };
                    Class<?>[] onlyWith() default { };
                }""");
        write(sources, "Library", LIBRARY);
        write(sources, "Planted", "package planted; import com.oracle.svm.core.annotate.*;\n" + substitutions);
        compile(sources, compiled);
        return packed(compiled);
    }

    private static void write(Path sources, String name, String source) throws IOException {
        Files.writeString(sources.resolve(name + ".java"), source);
    }

    private static void compile(Path sources, Path compiled) throws IOException {
        try (Stream<Path> files = Files.list(sources)) {
            List<String> arguments = Stream.concat(Stream.of("-proc:none", "-d", compiled.toString()),
                    files.map(Path::toString)).toList();
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                    .as("the compiler's status").isZero();
        }
    }

    private Path packed(Path compiled) throws IOException {
        Path jar = folder.resolve("planted.jar");
        try (OutputStream bytes = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(compiled)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(compiled.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        return jar;
    }
}
