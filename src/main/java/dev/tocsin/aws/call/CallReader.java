package dev.tocsin.aws.call;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.aws.AwsReply;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape.Structure;
import dev.tocsin.aws.model.WireProtocol;

/** Reads what a service answered, in the protocol of the service. */
final class CallReader {

    private CallReader() {
    }

    /**
     * Empty if it is not what the protocol says.
     *
     * @param isInPlaceOfAws whether something else than AWS answered
     */
    static Optional<AwsAnswer> read(ServiceModel service, OperationModel operation, AwsReply.Whole reply,
            boolean isInPlaceOfAws) {
        if (reply.status() < 200 || reply.status() >= 300 || isErrorAllTheSame(service, reply)) {
            return Optional.of(ServiceError.of(reply).answer(operation, isInPlaceOfAws));
        }
        Optional<Structure> output = service.structure(operation.output());
        return output.isEmpty()
                ? Optional.of(new AwsAnswer.Done(JsonNodeFactory.instance.objectNode()))
                : output(service, operation, output.get(), reply).map(AwsAnswer.Done::new);
    }

    private static boolean isErrorAllTheSame(ServiceModel service, AwsReply.Whole reply) {
        return service.protocol() == WireProtocol.REST_XML && reply.body().length > 0
                && XmlTree.read(reply.body()).filter(ServiceError::isIn).isPresent();
    }

    private static Optional<JsonNode> output(ServiceModel service, OperationModel operation, Structure output,
            AwsReply.Whole reply) {
        return switch (service.protocol()) {
            case QUERY, EC2 -> reply.body().length == 0
                    ? Optional.of(JsonNodeFactory.instance.objectNode())
                    : XmlTree.read(reply.body()).map(root -> new XmlAnswer(service).structure(output, result(operation, root)));
            case JSON -> reply.body().length == 0
                    ? Optional.of(JsonNodeFactory.instance.objectNode())
                    : JsonText.read(reply.body()).map(answer -> new JsonAnswer(service).structure(output, answer));
            case REST_JSON, REST_XML -> new RestAnswer(service, reply).read(output);
        };
    }

    private static XmlElement result(OperationModel operation, XmlElement root) {
        return operation.resultWrapper().flatMap(root::child).orElse(root);
    }
}
