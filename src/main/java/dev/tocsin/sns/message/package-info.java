/**
 * The way in: what SNS posts is read strictly, checked against the topics that configurations name and verified, and handed to
 * {@code delivery}, or kept as a refusal.
 */
package dev.tocsin.sns.message;
