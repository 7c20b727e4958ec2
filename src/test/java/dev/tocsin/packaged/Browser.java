package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/**
 * A person at a browser: goes to pages, clicks what says so, fills in what is labelled so. The browser is a real Chromium, of
 * Debian's packages {@code chromium} and {@code chromium-driver} or what {@code CHROMIUM} and {@code CHROMEDRIVER} name.
 */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getenv().getOrDefault("CHROMEDRIVER", "/usr/bin/chromedriver"));
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Without the white space around it, as a person reads it. */
    private static final String SAYS = "[normalize-space()=%1$s or @aria-label=%1$s]";

    private final String origin;
    private final ChromeDriver driver;

    private Browser(String origin, ChromeDriver driver) {
        this.origin = origin;
        this.driver = driver;
    }

    /** Skips the test, loudly, where there is no browser. */
    static void require() {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            String words = "NO BROWSER, SO THE CONSOLE IS NOT TRIED IN ONE: install chromium and chromium-driver, or set "
                    + "CHROMIUM and CHROMEDRIVER";
            System.err.println("\n==> " + words + "\n");
            Assumptions.abort(words);
        }
    }

    static Browser at(String origin) {
        require();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
                "--hide-scrollbars", "--window-size=1280,900", "--lang=en-GB");
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        return new Browser(origin, new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options));
    }

    Browser goTo(String path) {
        driver.get(origin + path);
        return this;
    }

    String path() {
        return driver.getCurrentUrl().replace(origin, "");
    }

    Browser size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        return this;
    }

    Browser scheme(String lightOrDark) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", lightOrDark))));
        return this;
    }

    /** A button or a link that says so. */
    Browser click(String words) {
        String says = SAYS.formatted(quoted(words));
        act(By.xpath("//button" + says + " | //a" + says + " | //summary" + says), WebElement::click);
        return this;
    }

    /** What is labelled so: a field gets the text, a list the entry. */
    Browser fill(String label, String text) {
        act(labelled(label), field -> {
            if (field.getTagName().equals("select")) {
                field.findElement(By.xpath("./option[normalize-space()=" + quoted(text) + " or @value=" + quoted(text) + "]"))
                        .click();
            } else {
                field.clear();
                field.sendKeys(text);
            }
        });
        return this;
    }

    /** A box or a button of a group that is labelled so. */
    Browser tick(String label) {
        act(labelled(label), WebElement::click);
        return this;
    }

    /** Waits until it can be read on the page. */
    Browser see(String words) {
        await(() -> assertThat(text()).containsIgnoringWhitespaces(words));
        return this;
    }

    Browser seeNoMore(String words) {
        await(() -> assertThat(text()).doesNotContain(words));
        return this;
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** What the script returns, null if it does not. */
    Object run(String script) {
        return driver.executeScript(script);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** What bars people from the page, by axe-core with the rules of WCAG 2.1 A and AA and its own best practices. */
    @SuppressWarnings("unchecked")
    List<String> barriers() {
        driver.executeScript(axe());
        Map<String, Object> result = (Map<String, Object>) driver
                .executeAsyncScript("const done = arguments[0]; axe.run(document, "
                        + "{resultTypes: ['violations']}).then(found => done({violations: found.violations.map(one => one.id + ': ' + one.help "
                        + "+ ' at ' + one.nodes.map(node => node.target.join(' ') + ' (' + node.failureSummary + ')').slice(0, 3).join('; '))}), "
                        + "failed => done({violations: ['axe failed: ' + failed]}))");
        return (List<String>) result.get("violations");
    }

    /** What the browser complained about: blocked by the policy, broken scripts, missing files. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
                .map(entry -> entry.getMessage()).toList();
    }

    /** How far the page is wider than its window, in pixels. */
    long overflow() {
        return (Long) driver
                .executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    void picture(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static By labelled(String label) {
        String says = quoted(label);
        return By.xpath("//*[self::input or self::select or self::textarea][@id=//label[normalize-space()=" + says
                + " or starts-with(normalize-space(), " + says + ")]/@for or ancestor::label[starts-with(normalize-space(), "
                + says
                + ")] or @aria-label=" + says + "]");
    }

    private interface Deed {
        void with(WebElement element);
    }

    /** On the first that can be seen; again if the page was renewed under the hand. */
    private void act(By what, Deed deed) {
        await(() -> {
            WebElement element = driver.findElements(what).stream().filter(WebElement::isDisplayed)
                    .filter(WebElement::isEnabled).findFirst()
                    .orElseThrow(() -> new AssertionError("nothing on " + path() + " is " + what + ":\n" + text()));
            deed.with(element);
        });
    }

    static void await(Runnable assertion) {
        org.awaitility.Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(thrown -> thrown instanceof StaleElementReferenceException
                        || thrown instanceof org.openqa.selenium.ElementNotInteractableException)
                .untilAsserted(assertion::run);
    }

    /** XPath has no way to escape a quotation mark. */
    private static String quoted(String words) {
        return words.contains("'") ? '"' + words + '"' : "'" + words + "'";
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
