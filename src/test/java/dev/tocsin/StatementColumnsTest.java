package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * A statement names the columns that it answers. A connection keeps a statement prepared, and PostgreSQL refuses it from then
 * on ("cached plan must not change result type") if its answer has become wider: {@code SELECT *} would fail in the replicas of
 * one version as soon as the next one has added a column. Inside of a statement an asterisk does no harm.
 */
class StatementColumnsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/tocsin");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//[^\\n]*$", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"", Pattern.DOTALL);
    private static final Pattern STATEMENT = Pattern.compile("\\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE)\\s.*", Pattern.DOTALL);
    private static final Pattern INNERMOST = Pattern.compile("\\([^()]*\\)");
    private static final Pattern ALL_COLUMNS = Pattern
            .compile("\\b(?:SELECT|RETURNING)\\s+\\*(?!\\s+FROM\\s+unnest\\b)|\\b\\w+\\.\\*|,\\s*\\*");

    @Test
    void noStatementAnswersWhateverColumnsThereAre() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                statements(Files.readString(file)).stream().filter(StatementColumnsTest::answersAllColumns)
                        .forEach(statement -> found.add(file.getFileName() + ": " + statement.strip()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void anAsteriskIsFoundWhereItIsAnswered() {
        assertThat(List.of("SELECT * FROM lane", "SELECT l.*, 1 FROM lane l", "SELECT 1, * FROM lane",
                "UPDATE lane SET failures = 0 RETURNING *", "WITH a AS (SELECT 1) SELECT a.* FROM a"))
                .allMatch(StatementColumnsTest::answersAllColumns);
        assertThat(List.of("SELECT count(*) FROM lane", "WITH a AS (SELECT * FROM lane) SELECT a.id FROM a",
                "SELECT 2 * failures FROM lane", "INSERT INTO lane SELECT 1 FROM (SELECT * FROM lane) l"))
                .noneMatch(StatementColumnsTest::answersAllColumns);
    }

    private static List<String> statements(String source) {
        return TEXT.matcher(COMMENT.matcher(source).replaceAll("")).results()
                .map(text -> text.group(1) == null ? text.group(2) : text.group(1))
                .filter(text -> STATEMENT.matcher(text).matches()).toList();
    }

    private static boolean answersAllColumns(String statement) {
        String outermost = statement;
        for (String before = ""; !before.equals(outermost);) {
            before = outermost;
            outermost = INNERMOST.matcher(outermost).replaceAll(" ");
        }
        return ALL_COLUMNS.matcher(outermost).find();
    }
}
