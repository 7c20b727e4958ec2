package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the whole service on this machine alone: starts the application, a PostgreSQL, a stub of the chats and a sender that
 * signs as SNS does, and says what came of it. {@code docs/performance.md} explains every figure.
 */
public final class Benchmark {

    private static final List<Part> PARTS = List.of(new IntakePart(), new LanesPart(), new CostPart(), new FanOutPart(),
            new BacklogPart(), new LimitsPart(), new AlertmanagerPart(), new HangPart(), new ConsolePart(), new LivePart(),
            new StormPart(),
            new CommandsPart());
    private static final Path RESULT = Path.of("target", "benchmark", "result.json");

    private Benchmark() {
    }

    public static void main(String[] arguments) {
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(new Thread(ending::run, "ending"));
        boolean succeeded = false;
        try {
            succeeded = run(Options.of(System.getProperties()), ending);
        } catch (IOException | IllegalArgumentException | IllegalStateException failure) {
            System.err.println("The benchmark cannot be run: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            System.err.println("Interrupted.");
        }
        ending.run();
        System.exit(succeeded ? 0 : 1);
    }

    /** Whether all parts succeeded. */
    private static boolean run(Options options, Ending ending) throws IOException, InterruptedException {
        options.requireKnown(PARTS.stream().map(Part::name).toList());
        Workshop shop = new Workshop(options, ending);
        List<Section> sections = new ArrayList<>();
        for (Part part : PARTS) {
            if (options.wants(part.name())) {
                sections.add(measured(part, shop));
            }
        }
        ResultFile.write(RESULT, Environment.read(options, shop), sections);
        System.out.println(Table.of(sections, options.applications()));
        if (!shop.restless().isEmpty()) {
            System.out.println("Measured before the figures stood still: " + String.join("; ", shop.restless()));
        }
        return sections.stream().noneMatch(section -> section.failure().isPresent());
    }

    private static Section measured(Part part, Workshop shop) throws InterruptedException {
        System.out.println(part.name());
        Section section = new Section(part);
        try {
            part.measure(shop, section);
        } catch (IOException | RuntimeException failure) {
            section.fail(String.valueOf(failure.getMessage()));
            Workshop.say("failed: " + failure.getMessage());
            shop.startAnew();
        }
        return section;
    }
}
