package dev.tocsin.aws.model;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shapes of a table, each of which is read when it is asked for. */
final class LazyShapes extends AbstractMap<String, Shape> {

    private static final Map<String, Shape> PLAIN = plain();

    private final ModelText text;
    private final Map<String, Shape> read = new ConcurrentHashMap<>();

    LazyShapes(ModelText text) {
        this.text = text;
    }

    /** Without a name of their own, because there is nothing to say about them: by the names of their kinds. */
    private static Map<String, Shape> plain() {
        Map<String, Shape> plain = new HashMap<>();
        for (Shape.Kind kind : Shape.Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            plain.put(name, new Shape.Scalar(name, kind, List.of(), false));
        }
        return Map.copyOf(plain);
    }

    @Override
    public Shape get(Object name) {
        Shape known = PLAIN.get(name);
        if (known == null) {
            known = read.get(name);
        }
        if (known == null) {
            known = text.shape((String) name).map(LazyShapes::shape).orElse(null);
            if (known != null) {
                read.put((String) name, known);
            }
        }
        return known;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    /** Reads all of them, as only tests do. */
    @Override
    public Set<Entry<String, Shape>> entrySet() {
        return Stream.concat(PLAIN.keySet().stream(), text.shapes().stream().map(text::nameOf))
                .map(name -> Map.entry(name, get(name))).collect(Collectors.toUnmodifiableSet());
    }

    private static Shape shape(List<String> block) {
        String[] words = block.get(0).split(" ");
        List<String> inside = block.subList(1, block.size());
        String name = words[1];
        List<String> flags = List.of(words).subList(2, words.length);
        return switch (words[0]) {
            case "structure" -> structure(name, words, inside);
            case "list" -> new Shape.Sequence(name, MemberLine.of(inside.get(0)), flags.contains("flat"));
            case "map" -> new Shape.Mapping(name, MemberLine.of(inside.get(0)), MemberLine.of(inside.get(1)),
                    flags.contains("flat"));
            default -> new Shape.Scalar(name, Shape.Kind.valueOf(words[0].toUpperCase(Locale.ROOT)),
                    inside.stream().map(line -> line.substring(1)).toList(), flags.contains("secret"));
        };
    }

    private static Shape structure(String name, String[] words, List<String> lines) {
        List<ShapeMember> members = new ArrayList<>(lines.size());
        Set<String> required = new HashSet<>();
        for (String line : lines) {
            ShapeMember member = MemberLine.of(line);
            members.add(member);
            if (MemberLine.isRequired(line)) {
                required.add(member.name());
            }
        }
        Optional<String> payload = words.length > 2 ? Optional.of(words[2]) : Optional.empty();
        return new Shape.Structure(name, List.copyOf(members), Set.copyOf(required), payload);
    }
}
