package dev.tocsin.aws.call;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;

/** @param parameters by the names that the model has for them; blobs in base64, timestamps in ISO 8601 or seconds */
public record AwsCall(ServiceModel service, OperationModel operation, ObjectNode parameters, String region) {
}
