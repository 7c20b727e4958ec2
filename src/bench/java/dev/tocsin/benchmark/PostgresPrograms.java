package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of the system's PostgreSQL. As root they run as nobody, since PostgreSQL refuses root. */
public final class PostgresPrograms {

    private static final List<String> AS_NOBODY = List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
    private static final Pattern RATE = Pattern.compile("^tps = ([\\d.]+)", Pattern.MULTILINE);
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final Path bin;
    private final Path errors;
    private final Ending ending;
    private final boolean counts;

    private PostgresPrograms(Path bin, Path errors, Ending ending, boolean counts) {
        this.bin = bin;
        this.errors = errors;
        this.ending = ending;
        this.counts = counts;
    }

    /** Those in {@code PG_BIN}, or else those that {@code pg_config} names. */
    public static PostgresPrograms find(Path work, Ending ending) throws IOException, InterruptedException {
        Path errors = work.resolve("errors");
        String given = System.getenv("PG_BIN");
        Path bin = Path.of(given != null ? given : asked("pg_config", "--bindir", errors, ending));
        for (String program : List.of("initdb", "postgres", "pgbench")) {
            if (!Files.isExecutable(bin.resolve(program))) {
                throw new IllegalStateException(
                        "no " + program + " in " + bin + "; PG_BIN says where PostgreSQL's programs are");
            }
        }
        Path config = bin.resolve("pg_config");
        boolean counts = Files.exists(config)
                && Files.exists(Path.of(asked(config.toString(), "--pkglibdir", errors, ending), "pg_stat_statements.so"));
        return new PostgresPrograms(bin, errors, ending, counts);
    }

    /** Those in a folder, whatever else is there. */
    public static PostgresPrograms in(Path bin, Path work, Ending ending) {
        return new PostgresPrograms(bin, work.resolve("errors"), ending, false);
    }

    private static String asked(String program, String what, Path errors, Ending ending) throws InterruptedException {
        try {
            return Child.output(List.of(program, what), errors, ending).strip();
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "no PostgreSQL here: install one with pgbench, or name its programs' folder in PG_BIN",
                    missing);
        }
    }

    /** Whether the server can say what each statement took. */
    boolean countsStatements() {
        return counts;
    }

    public List<String> command(String program) {
        return asTheirUser(bin.resolve(program).toString());
    }

    /** A command, as the user who they run as. */
    public static List<String> asTheirUser(String... command) {
        return Stream.concat(ROOT ? AS_NOBODY.stream() : Stream.empty(), Stream.of(command)).toList();
    }

    public Path newDatabase(Path folder) throws IOException, InterruptedException {
        Path data = Files.createDirectory(folder.resolve("data"));
        if (ROOT) {
            Files.setOwner(data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        Child.output(Stream.concat(command("initdb").stream(),
                Stream.of("-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-D", data.toString())).toList(),
                errors, ending);
        return data;
    }

    /** How often a second pgbench commits a script. */
    double rate(DatabaseServer database, Path script, int clients, long seconds) throws IOException, InterruptedException {
        String printed = Child.output(List.of(bin.resolve("pgbench").toString(), "-h", "127.0.0.1", "-p",
                String.valueOf(database.port()), "-U", "postgres", "-n", "-M", "prepared", "-c", String.valueOf(clients), "-j",
                String.valueOf(Math.min(clients, 2)), "-T", String.valueOf(seconds), "-f", script.toString(), "postgres"),
                errors, ending);
        Matcher rate = RATE.matcher(printed);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench committed nothing in " + seconds + " s");
        }
        return Double.parseDouble(rate.group(1));
    }
}
