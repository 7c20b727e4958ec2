package dev.tocsin.chat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** The browser, without a window, where it and its driver are installed. */
public record Chromium(Path program, Path driver) {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** Which colours a page is asked for. */
    public enum Scheme {
        DARK,
        LIGHT
    }

    public static Optional<Chromium> installed() {
        return onThePath(NAMES)
                .flatMap(program -> onThePath(List.of("chromedriver")).map(driver -> new Chromium(program, driver)));
    }

    private static Optional<Path> onThePath(List<String> names) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of)
                .flatMap(folder -> names.stream().map(folder::resolve)).filter(Files::isExecutable).findFirst();
    }

    /** One with no page yet, to be quit by who opens it. */
    public ChromeDriver open(Scheme scheme) {
        // Without its sandbox, which containers refuse: it opens no page but ours.
        ChromeOptions options = new ChromeOptions().setBinary(program.toFile()).addArguments("--headless=new", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--window-size=1400,1000");
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        ChromeDriver browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build(), options);
        prefer(browser, scheme);
        return browser;
    }

    /** For the page that it shows and for those that it opens. */
    static void prefer(ChromeDriver browser, Scheme scheme) {
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme.name().toLowerCase(Locale.ROOT)))));
    }
}
