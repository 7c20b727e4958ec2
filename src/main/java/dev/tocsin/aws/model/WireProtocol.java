package dev.tocsin.aws.model;

/** How a service's requests and answers are written (smithy.io/2.0/aws/protocols). */
public enum WireProtocol {
    QUERY,
    EC2,
    JSON,
    REST_JSON,
    REST_XML
}
