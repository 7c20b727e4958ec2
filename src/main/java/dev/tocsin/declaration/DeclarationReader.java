package dev.tocsin.declaration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import dev.tocsin.configuration.Declarable;
import dev.tocsin.configuration.UnseenSecret;
import dev.tocsin.configuration.declared.Declared;
import dev.tocsin.configuration.declared.DeclaredList;
import dev.tocsin.declaration.NeededSecret.State;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Objections;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.StrictJson;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;

/**
 * Reads a file of workspaces and configurations: YAML (or JSON, which is YAML) of some lists, whose entries have the members
 * of the API's requests, but for secrets, which are {@link SecretReferences}. Every error names its place.
 */
final class DeclarationReader {

    private static final int LARGEST = 3 * 1024 * 1024;
    private static final int DEEPEST = 20;
    /** Keys, values, beginnings and ends, which is some ten thousand configurations. */
    private static final int MOST_TOKENS = 250_000;
    private static final ObjectMapper YAML = mapper();

    private final Map<String, DeclaredList> lists;
    private final StrictJson json;
    private final SecretReferences secrets;
    private final Absent absent;
    private final Objections errors = new Objections();
    private final Objections unseen = new Objections();
    private final SecretsNeeded needed = new SecretsNeeded();
    private final Set<SecretReferences.Reference> references = new HashSet<>();
    private final ByteArrayOutputStream digested = new ByteArrayOutputStream();

    private DeclarationReader(List<DeclaredList> lists, StrictJson json, SecretReferences secrets, Absent absent) {
        this.lists = lists.stream()
                .collect(Collectors.toMap(DeclaredList::name, list -> list, (one, other) -> one, LinkedHashMap::new));
        this.json = json;
        this.secrets = secrets;
        this.absent = absent;
    }

    /** What a secret is that is not there. */
    enum Absent {
        /** For a file that is to be applied. */
        AN_ERROR,
        /** For one that is only looked at: it counts as one that is right and the same as the stored. */
        TO_SUPPLY
    }

    private static ObjectMapper mapper() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LARGEST);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(0);
        limits.setAllowDuplicateKeys(false);
        return YAMLMapper.builder(YAMLFactory.builder().loaderOptions(limits).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
    }

    /**
     * May block, because of the files of secrets.
     *
     * @param lists that the file may have
     */
    static FileReading read(byte[] file, List<DeclaredList> lists, StrictJson json, SecretReferences secrets, Absent absent) {
        return new DeclarationReader(lists, json, secrets, absent).read(file);
    }

    private FileReading read(byte[] file) {
        digested.writeBytes(file);
        Declared declared = Declared.NOTHING;
        try {
            if (isPlain(file)) {
                JsonNode tree = YAML.readTree(file);
                declared = isWellFormed(tree) ? declared(tree) : declared;
            }
        } catch (JsonProcessingException malformed) {
            fail("file", "is not YAML that can be read" + place(malformed.getLocation()) + ": " + reason(malformed));
        } catch (IOException | RuntimeException malformed) {
            fail("file", "is not YAML that can be read: it is cut off, or nested or aliased too deep");
        }
        return new FileReading(declared, errors.listed(), notes(), needed.listed(), Set.copyOf(references),
                Sha256.of(digested.toByteArray()).hex());
    }

    private List<String> notes() {
        return Stream.concat(unseen.listed().stream().map(note -> note.field() + " " + note.message()),
                needed.more().stream()).toList();
    }

    private Declared declared(JsonNode tree) {
        Map<String, List<Declarable>> read = new LinkedHashMap<>();
        lists.values().forEach(list -> read.put(list.name(), entries(tree, list)));
        return new Declared(read);
    }

    /**
     * The reader takes an alias for a word of that name and passes over tags: both would say something else than is meant. What
     * has too many values for the memory is found here too, before it is made a tree.
     */
    private boolean isPlain(byte[] file) throws IOException {
        try (YAMLParser parser = (YAMLParser) YAML.createParser(file)) {
            for (int tokens = 1; parser.nextToken() != null; tokens++) {
                if (tokens > MOST_TOKENS) {
                    fail("file", "has too many values: some ten thousand configurations are taken");
                    return false;
                }
                if (parser.isCurrentAlias() || parser.getTypeId() != null) {
                    fail("file", "has an alias or a tag" + place(parser.currentTokenLocation()) + ", which is not understood");
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isWellFormed(JsonNode tree) {
        if (!tree.isObject() || tree.isEmpty()) {
            fail("file", "must have at least one of the lists " + String.join(", ", lists.keySet().stream().sorted().toList())
                    + "; an empty list deletes what it declared before, an empty file is taken for a mistake");
            return false;
        }
        tree.fieldNames().forEachRemaining(name -> {
            if (!lists.containsKey(name)) {
                fail(name, "unknown member; there are " + String.join(", ", lists.keySet().stream().sorted().toList()));
            } else if (!tree.get(name).isArray()) {
                fail(name, "must be a list");
            }
        });
        return errors.isEmpty();
    }

    private List<Declarable> entries(JsonNode tree, DeclaredList list) {
        List<Declarable> entries = new ArrayList<>();
        for (JsonNode entry : tree.path(list.name())) {
            entries.add(entry(list.name() + "[" + entries.size() + "]", entry, list));
        }
        return entries;
    }

    /** Null if it cannot be read. */
    private Declarable entry(String path, JsonNode entry, DeclaredList list) {
        if (!(entry instanceof ObjectNode object)) {
            fail(path, "must be an object");
            return null;
        }
        Found found = object.hasNonNull(list.secret())
                ? resolve(path + "." + list.secret(), object, list.secret())
                : Found.YES;
        try {
            Declarable read = json.bind(object, list.entry());
            return found == Found.NO ? null : found == Found.YES ? read : read.with(UnseenSecret.INSTANCE);
        } catch (ProblemException wrong) {
            wrong.problem().errors()
                    .forEach(error -> fail(error.field().equals("body") ? path : path + "." + error.field(), error.message()));
            return null;
        }
    }

    /** Whether a secret was found, or none is wanted. */
    private enum Found {
        YES,
        /** It was not looked at, or is still to be supplied. */
        UNSEEN,
        NO
    }

    /** Puts the secret in the place of its reference, and a word where there is none, so that the rest can be read. */
    private Found resolve(String path, ObjectNode object, String member) {
        JsonNode node = object.get(member);
        object.put(member, "unresolved");
        try {
            SecretReferences.Reference reference = SecretReferences.reference(node);
            references.add(reference);
            return found(path, reference).map(secret -> {
                object.put(member, secret.reveal());
                return Found.YES;
            }).orElse(Found.UNSEEN);
        } catch (SecretReferences.Unresolved unresolved) {
            fail(path, unresolved.getMessage());
            return Found.NO;
        }
    }

    private Optional<Secret> found(String path, SecretReferences.Reference reference) throws SecretReferences.Unresolved {
        try {
            Optional<Secret> secret = secrets.resolve(reference);
            secret.ifPresentOrElse(this::digest, () -> unseen.add(Invalid.of(path,
                    "refers to " + reference + ", which a dry run does not look at: it counts as supplied")));
            needed.add(path, reference, secret.isPresent() ? State.SUPPLIED : State.NOT_LOOKED_AT, null);
            return secret;
        } catch (SecretReferences.Unresolved missing) {
            if (absent == Absent.AN_ERROR) {
                throw missing;
            }
            needed.add(path, reference, State.TO_SUPPLY, missing.getMessage());
            return Optional.empty();
        }
    }

    private void digest(Secret secret) {
        digested.write(0);
        digested.writeBytes(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private void fail(String field, String message) {
        errors.add(Invalid.of(field, message));
    }

    private static String place(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The first line says what is wrong; what follows repeats the file. */
    private static String reason(JsonProcessingException malformed) {
        String message = malformed.getOriginalMessage();
        return message == null ? "malformed" : message.lines().findFirst().orElse("malformed");
    }
}
