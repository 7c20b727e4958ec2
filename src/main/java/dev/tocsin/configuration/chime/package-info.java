/** Webhooks of Amazon Chime rooms. */
package dev.tocsin.configuration.chime;
