package dev.tocsin.aws.call;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.ShapeMember;

/** What single services ask for beyond their protocol. */
final class ServiceHabits {

    private static final Pattern BUCKET_IN_HOST = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    private ServiceHabits() {
    }

    /** Route 53 answers ids as paths ({@code /hostedzone/Z1}), and takes their last part only. */
    static ObjectNode parameters(ServiceModel service, OperationModel operation, ObjectNode given) {
        if (isS3(service) && given.path("Bucket").asText("").startsWith("arn:")) {
            throw new BadParameter("Bucket", "has to be the name of a bucket. Access points are not known here.");
        }
        if (!service.endpointPrefix().equals("route53")) {
            return given;
        }
        ObjectNode parameters = given.deepCopy();
        service.structure(operation.input()).ifPresent(input -> input.members().stream()
                .filter(member -> member.place() == ShapeMember.Place.URI).forEach(member -> {
                    JsonNode value = given.path(member.name());
                    if (value.isTextual() && value.textValue().startsWith("/")) {
                        parameters.put(member.name(), value.textValue().substring(value.textValue().lastIndexOf('/') + 1));
                    }
                }));
        return parameters;
    }

    static Map<String, String> headers(ServiceModel service, CallRequest request) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        if (isSignedByS3(service) && request.body().length > 0) {
            headers.put("Content-MD5", md5(request.body()));
        }
        if (service.endpointPrefix().equals("apigateway")) {
            headers.put("Accept", "application/json");
        }
        return headers;
    }

    static boolean isSignedByS3(ServiceModel service) {
        return service.signingName().equals("s3");
    }

    private static boolean isS3(ServiceModel service) {
        return service.endpointPrefix().equals("s3");
    }

    /** S3 wants the bucket in the host's name, where it can be part of one. */
    static boolean isBucketInHost(ServiceModel service, CallRequest request, ObjectNode parameters) {
        String bucket = parameters.path("Bucket").asText("");
        return isS3(service) && BUCKET_IN_HOST.matcher(bucket).matches()
                && (request.path() + "/").startsWith("/" + bucket + "/");
    }

    private static String md5(byte[] body) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException(none);
        }
    }
}
