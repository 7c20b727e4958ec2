package dev.tocsin.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Our own data: lines of words, with empty lines and remarks between and behind them. */
final class DataFile {

    private DataFile() {
    }

    static List<List<String>> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                .filter(line -> !line.isEmpty()).map(line -> List.of(line.split("\\s+"))).toList();
    }
}
