package dev.tocsin.aws.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of AWS.
 *
 * @param name as AWS's command line calls it, for instance {@code cloudwatch}
 * @param title for people, for instance {@code Amazon CloudWatch}
 * @param jsonVersion of the JSON protocol, {@code 1.0} or {@code 1.1}; empty for others
 * @param targetPrefix what {@code X-Amz-Target} begins with; empty for other protocols
 * @param endpointPrefix with which its hosts begin, for instance {@code monitoring}
 * @param signingName as signatures name it
 * @param isGlobal whether it has one endpoint for a whole partition, {@link #globalHosts} says which
 * @param xmlNamespace of its requests in XML; may be empty
 * @param operations by {@link OperationModel#cliName}, in that order
 * @param shapes by name
 * @param globalHosts the host of a service that is global, by the id of the partition, for instance {@code aws-cn}
 */
public record ServiceModel(String name, String title, WireProtocol protocol, String jsonVersion, String apiVersion,
        String targetPrefix, String endpointPrefix, String signingName, boolean isGlobal, String xmlNamespace,
        List<OperationModel> operations, Map<String, Shape> shapes, Map<String, GlobalHost> globalHosts) {

    public ServiceModel(String name, String title, WireProtocol protocol, String jsonVersion, String apiVersion,
            String targetPrefix, String endpointPrefix, String signingName, boolean isGlobal, String xmlNamespace,
            List<OperationModel> operations, Map<String, Shape> shapes) {
        this(name, title, protocol, jsonVersion, apiVersion, targetPrefix, endpointPrefix, signingName, isGlobal, xmlNamespace,
                operations, shapes, Map.of());
    }

    /** @param region that signatures have to name */
    public record GlobalHost(String host, String region) {
    }

    public Optional<OperationModel> operation(String cliName) {
        return operations instanceof LazyOperations lazy ? lazy.find(cliName)
                : operations.stream().filter(operation -> operation.cliName().equals(cliName)).findFirst();
    }

    /** A model names no shape that it has not. */
    public Shape shape(String shapeName) {
        return shapes.get(shapeName);
    }

    public Optional<Shape.Structure> structure(Optional<String> shapeName) {
        return shapeName.map(shapes::get).map(Shape.Structure.class::cast);
    }
}
