package dev.tocsin.chat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The browser, without a window, where it is installed. */
record Chromium(Path program) {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 30;

    /** Which colours a page is asked for. */
    enum Scheme {
        DARK,
        LIGHT
    }

    static Optional<Chromium> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of)
                .flatMap(folder -> NAMES.stream().map(folder::resolve)).filter(Files::isExecutable).findFirst()
                .map(Chromium::new);
    }

    /** The page's elements as markup, after its scripts have run for a while. */
    String elementsOf(URI page, Scheme scheme, Path folder) throws IOException, InterruptedException {
        Path markup = folder.resolve("page.html");
        // Without its sandbox, which containers refuse: it opens no page but ours.
        Process browser = new ProcessBuilder(List.of(program.toString(), "--headless=new", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--user-data-dir=" + folder.resolve("profile"),
                "--blink-settings=preferredColorScheme=" + scheme.ordinal(), "--virtual-time-budget=20000", "--dump-dom",
                page.toString())).redirectOutput(markup.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the browser did not end within " + PATIENCE_SECONDS + " seconds");
            }
        } finally {
            browser.destroyForcibly();
        }
        return Files.readString(markup);
    }
}
