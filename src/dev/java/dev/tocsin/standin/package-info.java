/**
 * Stands in for what Tocsin talks to: Slack, Amazon Chime and Amazon SNS. Part of dev mode and of the tests, never of the
 * application. It imports nothing of Tocsin's, so that both sides hold to the protocols and not to each other.
 */
package dev.tocsin.standin;
