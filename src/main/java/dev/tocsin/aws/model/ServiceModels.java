package dev.tocsin.aws.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/** The services that this build knows. Each is read when it is asked for first, which takes some milliseconds. */
@Singleton
public class ServiceModels {

    private static final String FOLDER = "/aws/models/";

    /** The names of services by all that people call them. */
    private final Map<String, String> names = new TreeMap<>();
    private final List<String> services;
    /** Given up when memory is short: EC2's takes a megabyte, and is read again in no time. */
    private final Map<String, SoftReference<ServiceModel>> read = new ConcurrentHashMap<>();

    public ServiceModels() {
        String index = resource("index.txt");
        index.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" "))
                .forEach(words -> List.of(words).forEach(name -> names.put(name, words[0])));
        services = names.values().stream().distinct().sorted().toList();
    }

    /** By the name that AWS's command line has for it, or another one that people give it. */
    public Optional<ServiceModel> service(String name) {
        return Optional.ofNullable(names.get(name.toLowerCase(Locale.ROOT))).map(this::model);
    }

    /** In the order of the alphabet. */
    public List<String> names() {
        return services;
    }

    /** What people call it besides. */
    public List<String> otherNames(String service) {
        return names.entrySet().stream().filter(name -> name.getValue().equals(service) && !name.getKey().equals(service))
                .map(Map.Entry::getKey).toList();
    }

    private ServiceModel model(String service) {
        SoftReference<ServiceModel> reference = read.get(service);
        ServiceModel known = reference == null ? null : reference.get();
        if (known != null) {
            return known;
        }
        ServiceModel model = new ModelText(resource(service + ".txt")).read();
        read.put(service, new SoftReference<>(model));
        return model;
    }

    private static String resource(String name) {
        try (InputStream in = ServiceModels.class.getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
