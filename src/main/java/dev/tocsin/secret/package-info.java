/**
 * Values that must not be seen: kept out of logs and answers while in use, sealed while at rest.
 */
package dev.tocsin.secret;
