/**
 * Log entries on their way to CloudWatch Logs. Nobody waits for it and nothing fails by it: what cannot be written in time is
 * dropped and counted.
 */
package dev.tocsin.logs;
