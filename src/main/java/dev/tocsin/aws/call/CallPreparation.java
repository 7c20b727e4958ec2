package dev.tocsin.aws.call;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.AwsRequest;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;

/** Makes of a call the request that is to be signed. */
final class CallPreparation {

    private final CallWriter writer;
    private final boolean isOneHostForAll;

    /** @param isOneHostForAll whether all hosts are one, so that none can be told a bucket by its name */
    CallPreparation(CallWriter writer, boolean isOneHostForAll) {
        this.writer = writer;
        this.isOneHostForAll = isOneHostForAll;
    }

    /** @throws BadParameter if no request can be made of the parameters */
    AwsRequest request(AwsCall call, ServiceEndpoint of) {
        ServiceModel service = call.service();
        OperationModel operation = call.operation();
        ObjectNode parameters = ServiceHabits.parameters(service, operation, call.parameters());
        CallRequest request = writer.write(service, operation, parameters);
        ServiceEndpoint endpoint = ServiceEndpoints.forOperation(of, operation, parameters);
        String host = endpoint.host();
        String path = request.path();
        if (!isOneHostForAll && ServiceHabits.isBucketInHost(service, request, parameters)) {
            String bucket = parameters.path("Bucket").asText();
            host = bucket + "." + host;
            path = path.length() == bucket.length() + 1 ? "/" : path.substring(bucket.length() + 1);
        }
        Map<String, String> headers = ServiceHabits.headers(service, request);
        return new AwsRequest(request.method(), host, path, request.query(), headers, request.body(), service.signingName(),
                endpoint.region(), ServiceHabits.isSignedByS3(service));
    }
}
