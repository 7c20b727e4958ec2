/**
 * The way in: what SNS posts is read strictly, checked against the topics that configurations name, verified with the
 * certificate that AWS signs with, and handed to {@code delivery}. Facts about SNS are from its developer guide
 * (docs.aws.amazon.com/sns/latest/dg: sns-http-https-endpoint-as-subscriber, sns-verify-signature-of-message) and from
 * messages that AWS really sent.
 */
package dev.tocsin.sns;
