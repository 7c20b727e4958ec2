/**
 * What all that has to do with SNS shares: a message as it was posted, and why one is not taken. Facts about SNS are from its
 * developer guide (docs.aws.amazon.com/sns/latest/dg: sns-http-https-endpoint-as-subscriber,
 * sns-verify-signature-of-message) and from messages that AWS really sent.
 */
package dev.tocsin.sns;
