package dev.tocsin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;

/**
 * Renders a chart once for each {@code *.values} file of a folder, whose lines are as {@code helm template --set} takes them,
 * and for each {@code *.values-yaml} file, which is as {@code --values} takes it, into a {@code .yaml} file beside it, or into
 * an {@code .error} file. Helm is written in Go, whose runtime takes hold of a process; so this is a process of its own, and
 * not that of the tests.
 */
final class HelmTemplate {

    private HelmTemplate() {
    }

    public static void main(String... chartAndFolder) throws IOException {
        Path folder = Path.of(chartAndFolder[1]);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{values,values-yaml}")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
                try {
                    Files.writeString(folder.resolve(name + ".yaml"), rendered(Path.of(chartAndFolder[0]), file));
                } catch (RuntimeException refused) {
                    Files.writeString(folder.resolve(name + ".error"), String.valueOf(refused.getMessage()));
                }
            }
        }
    }

    private static String rendered(Path chart, Path values) throws IOException {
        TemplateCommand command = new Helm(chart).template().withName("tocsin").withNamespace("tocsin");
        if (values.toString().endsWith(".values-yaml")) {
            return command.withValuesFile(values).call();
        }
        for (String line : Files.readAllLines(values)) {
            int equals = line.indexOf('=');
            command.set(line.substring(0, equals), line.substring(equals + 1));
        }
        return command.call();
    }
}
