/** Errors in one shape: problem details for HTTP APIs, RFC 9457. */
package dev.tocsin.problem;
